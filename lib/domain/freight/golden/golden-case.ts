import type { ChargeKind } from "../../message/parsed-message";
import type { Money } from "../../money/money";
import type { Reference, ReferenceType } from "../../reference/reference";
import type { AgreedCharge } from "../audit-input";
import type { CarrierInvoice, CarrierProfile } from "../carrier-invoice";
import type { FreightFacts } from "../freight-facts";
import type { KnownInvoice } from "../identity";
import type { MatchCandidate } from "../match";
import type { FuelPrice, RateCard } from "../rate-card";
import type { TolerancePolicy } from "../tolerance";

/**
 * One invoice of the golden book. Amounts are written as on paper ("1180.00"); without a point they are minor units. Charges are written
 * "linehaul 1180.00, fuel 212.40". What a case leaves out is as in `standardWorld`.
 */
export interface Given {
  readonly bill?: string;
  /** Left out: what the lines come to. */
  readonly total?: string;
  readonly invoice?: Partial<CarrierInvoice>;
  /** "pro 441900771, bol B-77". */
  readonly refs?: string;
  readonly currency?: string;
  readonly card?: Partial<RateCard>;
  /** In place of the one standard card; null: none. */
  readonly cards?: readonly RateCard[];
  readonly prices?: readonly FuelPrice[];
  readonly facts?: Partial<FreightFacts>;
  /** Left out: the charges of the bill; null: nothing accrued. */
  readonly accrual?: string | null;
  readonly accrualCurrency?: string;
  readonly agreed?: readonly AgreedCharge[];
  /** Approved on bill 7710001 of the same shipment. */
  readonly settled?: string;
  readonly others?: readonly Partial<KnownInvoice>[];
  /** Other shipments that might be meant; the standard one is not among them then. */
  readonly candidates?: readonly Partial<MatchCandidate>[];
  readonly policies?: readonly TolerancePolicy[];
  readonly profile?: Partial<CarrierProfile>;
  readonly ourNames?: readonly string[];
  readonly secondPersonOver?: Money | null;
  readonly samePro?: "balance_due" | "supplemental" | "corrected";
  readonly zone?: string;
  /** A consolidated bill: each shipment with the part of each line that is its own ("0 500.00, 1 90.00": line, amount). */
  readonly shipments?: readonly {
    readonly id: string;
    readonly share: string;
    readonly accrual: string | null;
    readonly facts?: Partial<FreightFacts>;
  }[];
}

export interface Expected {
  readonly outcome: string;
  readonly header?: string;
  /** "linehaul matches pay_billed 1180.00": kind, verdict, proposal, what it pays; in the order of the charge kinds. */
  readonly lines?: readonly string[];
  /** Payable amount. */
  readonly pay: string;
  /** Holds of the header, in any order; left out: not looked at. */
  readonly holds?: readonly string[];
  /** "pro" and the like, or why nothing matched. */
  readonly match?: string;
  readonly second?: boolean;
  readonly contestBy?: string;
}

export interface GoldenCase {
  /** The rule of domain.md it is about. */
  readonly rule: string;
  /** How the verdict follows from the rule, worked out by hand. */
  readonly why: string;
  readonly given: Given;
  readonly expected: Expected;
}

export const golden = (rule: string, why: string, given: Given, expected: Expected): GoldenCase => ({
  ...{ rule, why, given, expected },
});

/** Minor units of an amount as written in the book. */
export function minor(text: string): number {
  return Number(text.replace(".", ""));
}

/** "linehaul 1180.00, fuel 212.40" as entries. */
export function entries(text: string): { readonly kind: ChargeKind; readonly amountMinor: number }[] {
  return text === ""
    ? []
    : text.split(", ").map((part) => {
        const [kind = "", amount = ""] = part.split(" ");
        return { kind: kind as ChargeKind, amountMinor: minor(amount) };
      });
}

/** "pro 441900771, bol B-77" as references. */
export function references(text: string): Reference[] {
  return text === ""
    ? []
    : text.split(", ").map((part) => {
        const [type = "", ...value] = part.split(" ");
        return { type: type as ReferenceType, value: value.join(" ") };
      });
}
