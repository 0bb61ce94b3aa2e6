import type { ChargeKind } from "../message/parsed-message";
import type { Money } from "../money/money";
import type { CarrierInvoice, CarrierProfile } from "./carrier-invoice";
import type { AccruedCharge } from "./expectation";
import type { FreightFacts } from "./freight-facts";
import type { KnownInvoice } from "./identity";
import type { FuelPrice, RateCard } from "./rate-card";
import type { TolerancePolicy } from "./tolerance";

/** A price the tender itself states and the carrier accepted: it stands in place of the rate card. */
export interface AgreedCharge extends AccruedCharge {
  /** "tender 2204 of 14 Nov". */
  readonly evidence: string;
}

/** One shipment a bill is for, with everything to hold the bill against. */
export interface AuditSubject {
  readonly facts: FreightFacts;
  /** An agreed linehaul is all-in: the card's linehaul, discount and fuel then don't count. */
  readonly agreed: readonly AgreedCharge[];
  /** Null: nothing was booked as expected cost. */
  readonly accrual: readonly AccruedCharge[] | null;
  /** What was approved on other bills of this shipment, same currency as the bill. */
  readonly settled: readonly {
    readonly kind: ChargeKind;
    readonly amountMinor: number;
    readonly number: string;
  }[];
  /** Part of each line that is of this shipment, by line index, minor units; null: all lines are. */
  readonly share: ReadonlyMap<number, number> | null;
}

/** How a company wants its bills judged. Data, versioned where it must be. */
export interface AuditRules {
  readonly cards: readonly RateCard[];
  readonly fuelPrices: readonly FuelPrice[];
  readonly policies: readonly TolerancePolicy[];
  readonly profile: CarrierProfile;
  /** Names under which bills are ours; none: every bill is taken for ours. */
  readonly ourNames: readonly string[];
  /** More than this needs a second person; null: never. */
  readonly secondPersonOver: Money | null;
  /** IANA zone in which days are counted. */
  readonly zone: string;
}

export interface AuditInput {
  readonly invoice: CarrierInvoice;
  /** Empty: not matched. */
  readonly subjects: readonly AuditSubject[];
  /** Other bills that share a number with this one. */
  readonly others: readonly KnownInvoice[];
  /** What a person said of a second bill for one PRO; null: nobody was asked or has answered. */
  readonly samePro: "balance_due" | "supplemental" | "corrected" | null;
  readonly rules: AuditRules;
}
