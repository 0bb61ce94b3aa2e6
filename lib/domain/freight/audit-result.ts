import type { ChargeKind } from "../message/parsed-message";
import type { LocalDay } from "./carrier-invoice";

/**
 * What became of one charge. In words on screen: matches, within tolerance, below contract, over contract, under contract, over evidence,
 * not authorised, needs approval, weighed anew, no rate, can't be computed, other currency.
 *
 * - `below_contract`: a planned accessorial billed for less than agreed; passes.
 * - `under_contract`: linehaul or fuel below the contract beyond the tolerance; something else may be wrong.
 * - `over_evidence`: the timeline shows less than was billed.
 * - `needs_approval`: the timeline or a paper bears it out, but it was not planned: a person decides.
 * - `remeasured`: reweigh or reclass; a person compares.
 * - `no_evidence`: an arrival or a departure is missing or contradicts, so nothing can be computed.
 */
export const LINE_VERDICTS = [
  "matches",
  "within_tolerance",
  "below_contract",
  "over_contract",
  "under_contract",
  "over_evidence",
  "not_authorised",
  "needs_approval",
  "remeasured",
  "no_rate",
  "no_evidence",
  "other_currency",
] as const;
export type LineVerdict = (typeof LINE_VERDICTS)[number];

export const HEADER_VERDICTS = [
  "matches",
  "within_tolerance",
  "above_tolerance",
  "below_tolerance",
  /** Nothing to compare the total with: no shipment, no rate, or another currency. */
  "not_compared",
] as const;
export type HeaderVerdict = (typeof HEADER_VERDICTS)[number];

/** Why something is never passed without a person. Source: domain.md, "Freight audit", steps 1 to 4. */
export const HOLDS = [
  "duplicate_number",
  "duplicate_pro_amount",
  "same_pro",
  "same_bol",
  "out_of_balance",
  "unmatched",
  "other_currency",
  "not_our_bill",
  "cancelled_bill",
  "credit",
  "missing_pod",
  "missing_accrual",
  "no_rate",
  "unplanned",
  "remeasured",
  "no_evidence",
  "line_over",
  "line_under",
  "total_over",
  "total_under",
  "over_limit",
] as const;
export type Hold = (typeof HOLDS)[number];

/** Strongest first. Of several that speak for one line the strongest holds. Source: domain.md, "Decide". */
export const LINE_DECISIONS = ["exception", "deny", "pay_contract", "pay_billed"] as const;
export type LineDecision = (typeof LINE_DECISIONS)[number];

/** Which version of which tolerance judged, and what it says: "≤ 5.00, or ≤ 2% and ≤ 25.00". */
export interface PolicyUsed {
  readonly id: string;
  readonly version: number;
  readonly words: string;
}

/** One charge of one shipment on one invoice. Amounts are minor units of the invoice's currency; null: nothing known. */
export interface AuditLine {
  readonly shipmentId: string;
  readonly kind: ChargeKind;
  /** Lines of the bill it is made of; none: the contract has the charge and the bill does not. */
  readonly lineIndexes: readonly number[];
  /** By rate card or tender. */
  readonly contractMinor: number | null;
  readonly accruedMinor: number | null;
  /** By the timeline: detention and its like. */
  readonly computedMinor: number | null;
  readonly billedMinor: number;
  /** What we hold to be owed: contract, or what the timeline shows; 0 for what nobody authorised. Null: can't be said. */
  readonly expectedMinor: number | null;
  readonly differenceMinor: number | null;
  readonly verdict: LineVerdict;
  /** Empty: the line passes by itself. */
  readonly holds: readonly Hold[];
  readonly policy: PolicyUsed | null;
  /** How the expected amount came about, a sentence a line. */
  readonly evidence: readonly string[];
  /** Why this verdict, one sentence. */
  readonly reason: string;
  readonly proposal: LineDecision;
  /** What the proposal pays of the line; 0 for deny and exception. */
  readonly payMinor: number;
}

export interface AuditHeader {
  readonly contractMinor: number | null;
  readonly accruedMinor: number | null;
  readonly billedMinor: number;
  readonly expectedMinor: number | null;
  readonly differenceMinor: number | null;
  readonly verdict: HeaderVerdict;
  readonly holds: readonly Hold[];
  readonly policy: PolicyUsed | null;
  /** One sentence per hold, in the order of `holds`. */
  readonly reasons: readonly string[];
}

/** `passed` is paid without touch; `review` waits for a person; `ask` for an answer; `blocked` can't be approved; `data_exception` can't be trusted; `unmatched` has no shipment. */
export const AUDIT_OUTCOMES = ["passed", "review", "ask", "unmatched", "data_exception", "blocked"] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

export interface InvoiceAudit {
  readonly invoiceId: string;
  readonly currency: string;
  readonly outcome: AuditOutcome;
  readonly header: AuditHeader;
  readonly lines: readonly AuditLine[];
  /** What the proposals come to, as far as the carrier's profile allows: all or nothing without short payment; 0 while blocked or asked. Minor units. */
  readonly payableMinor: number;
  /** Sum of what is not paid of the lines: the amount at stake. Minor units. */
  readonly atStakeMinor: number;
  readonly needsSecondPerson: boolean;
  /** Last day to contest. */
  readonly contestBy: LocalDay;
}
