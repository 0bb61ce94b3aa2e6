import type { Role } from "@/lib/domain/access/role";
import type { AgeBucket } from "@/lib/domain/billing/age";
import type { BillingAssumptions } from "@/lib/domain/billing/assumptions";
import type { BillingPlan } from "@/lib/domain/billing/billing-plan";
import type { OpenDelivery } from "@/lib/domain/billing/open-order";
import type { WaitingCost } from "@/lib/domain/billing/risk";
import type { BillingBlocker, BillingStanding, OpenPart } from "@/lib/domain/billing/unbilled";
import type { OdooDocument } from "../commands/command-list";
import type { BillingTab, UnbilledQuery } from "./unbilled-query";

/** What one order has open of one part. Amounts in minor units before tax, moments ISO 8601. */
export interface UnbilledLine {
  readonly key: string;
  readonly order: OdooDocument;
  readonly part: OpenPart;
  readonly customer: string | null;
  readonly currency: string;
  readonly amountMinor: number;
  readonly companyCurrency: string;
  /** Null: Odoo has no rate for that day. */
  readonly companyAmountMinor: number | null;
  /** "1 EUR = 1.083400000 USD of 2026-11-18"; null in the company's own currency. */
  readonly rate: string | null;
  readonly standing: BillingStanding;
  /** What else holds it back. */
  readonly also: readonly BillingBlocker[];
  readonly ownerRole: Role | null;
  readonly sinceAt: string;
  readonly clockStartAt: string | null;
  readonly lines: number;
  readonly deliveries: readonly OpenDelivery[];
  /** The drafts it stands on. */
  readonly drafts: readonly OdooDocument[];
}

export interface MoneyTotal {
  readonly currency: string;
  readonly orders: number;
  readonly deliveries: number;
  readonly amountMinor: number;
}

export interface CompanyTotal extends MoneyTotal {
  /** Orders left out of it: no rate for their day. */
  readonly unvalued: number;
  /** True when an amount of another currency is in it. */
  readonly isConverted: boolean;
  readonly cost: WaitingCost;
}

export interface StandingCount {
  readonly standing: BillingStanding;
  readonly orders: number;
  readonly companySums: readonly { readonly currency: string; readonly amountMinor: number }[];
  readonly ownerRole: Role | null;
}

export interface AgeCount {
  readonly bucket: AgeBucket;
  readonly orders: number;
  readonly companySums: readonly { readonly currency: string; readonly amountMinor: number }[];
}

/** What was open at the end of a day of the company, in its currency. */
export interface TrendDay {
  readonly day: string;
  readonly orders: number;
  readonly amountMinor: number;
}

/** What a bill run over a list would do. */
export interface BillPlan {
  readonly plan: BillingPlan;
  /** The list goes on beyond what one run takes. */
  readonly more: boolean;
  readonly mayBill: boolean;
}

export interface UnbilledPage {
  readonly query: UnbilledQuery;
  /** Ages are as of this hour. */
  readonly asOf: string;
  readonly zone: string;
  readonly rows: readonly UnbilledLine[];
  readonly older: string | null;
  readonly newer: string | null;
  readonly tabCounts: Readonly<Record<BillingTab, number>>;
  readonly orders: number;
  readonly deliveries: number;
  readonly sums: readonly MoneyTotal[];
  readonly companyTotals: readonly CompanyTotal[];
  readonly standings: readonly StandingCount[];
  readonly ages: readonly AgeCount[];
  readonly customers: readonly string[];
  readonly currencies: readonly string[];
  /** One company currency: the one with most in it. Null: nothing was kept yet. */
  readonly trend: { readonly currency: string; readonly days: readonly TrendDay[] } | null;
  readonly assumptions: BillingAssumptions & { readonly version: number };
  readonly mayEdit: boolean;
  /** Orders waiting to be looked at, and those whose figures can't be. */
  readonly lag: { readonly waiting: number; readonly more: boolean; readonly unreadable: number };
  /** Null while no Odoo is connected. */
  readonly hasOdoo: boolean;
}
