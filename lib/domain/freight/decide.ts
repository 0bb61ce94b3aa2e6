import type { Money } from "../money/money";
import { dayIn } from "../shipment/wall-clock";
import { DAY_MS, type Instant } from "../time/instant";
import { type AuditLine, LINE_DECISIONS, type LineDecision } from "./audit-result";
import type { CarrierInvoice, CarrierProfile, LocalDay } from "./carrier-invoice";

/** Of several decisions that speak for one line the strongest: exception, deny, pay contract, pay billed. */
export function strongestDecision(decisions: readonly LineDecision[]): LineDecision {
  return LINE_DECISIONS.find((decision) => decisions.includes(decision)) ?? "exception";
}

export interface Payable {
  /** What may be paid now. Minor units. */
  readonly payableMinor: number;
  /** What the lines come to, whether or not the carrier takes less than its bill. Minor units. */
  readonly proposedMinor: number;
  /** The carrier takes all or nothing, and not all of it is owed: the whole bill is disputed. */
  readonly wholeDisputed: boolean;
}

/**
 * What the decisions on the lines come to. Less than the bill is paid only where the carrier's profile allows it. Prepaid amounts are taken off;
 * advances are no charge and not paid without one.
 */
export function payableOf(
  invoice: Pick<CarrierInvoice, "total" | "lines">,
  lines: readonly Pick<AuditLine, "payMinor">[],
  profile: Pick<CarrierProfile, "shortPayAllowed">,
): Payable {
  const beyondLines =
    invoice.total.amountMinor - invoice.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const owedMinor = lines.reduce((sum, { payMinor }) => sum + payMinor, 0) + Math.min(0, beyondLines);
  // A bill that asks for money never turns into a claim of ours because more was prepaid than is owed.
  const proposedMinor = invoice.total.amountMinor >= 0 ? Math.max(0, owedMinor) : owedMinor;
  const wholeDisputed = proposedMinor !== invoice.total.amountMinor && !profile.shortPayAllowed;
  return { payableMinor: wholeDisputed ? 0 : proposedMinor, proposedMinor, wholeDisputed };
}

/** Whether an amount needs a second person. One in another currency than the limit's does: nobody compared them. */
export function needsSecondPerson(payable: Money, over: Money | null): boolean {
  if (over === null || payable.amountMinor === 0) return false;
  return payable.currency !== over.currency || payable.amountMinor > over.amountMinor;
}

export type ApprovalStep =
  | { readonly allowed: true; readonly complete: boolean }
  | { readonly allowed: false; readonly reason: string };

/** Whether a person's approval counts, and whether it is the last one needed. Nobody is their own second. */
export function approvalStep(
  personId: string,
  approvedBy: readonly string[],
  needsSecond: boolean,
): ApprovalStep {
  if (approvedBy.includes(personId))
    return { allowed: false, reason: "You approved this already: a second person is needed." };
  const needed = needsSecond ? 2 : 1;
  if (approvedBy.length >= needed) return { allowed: false, reason: "It is approved already." };
  return { allowed: true, complete: approvedBy.length + 1 >= needed };
}

/** Last day to contest a bill: so many days after the local day it was received. */
export function contestBy(
  receivedAt: Instant,
  { contestDays }: Pick<CarrierProfile, "contestDays">,
  zone: string,
): LocalDay {
  const received = Date.parse(dayIn(zone, receivedAt));
  return new Date(received + contestDays * DAY_MS).toISOString().slice(0, 10);
}

/** Days left to contest; 0 on the last day, negative when the window has closed. */
export function contestDaysLeft(by: LocalDay, now: Instant, zone: string): number {
  return Math.round((Date.parse(by) - Date.parse(dayIn(zone, now))) / DAY_MS);
}
