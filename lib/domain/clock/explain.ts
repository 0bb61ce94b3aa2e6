import { pressingClockText, spanText, zoneText } from "../shipment/wall-clock";
import { type Instant, MINUTE_MS } from "../time/instant";
import type { ClockEvidence, Verdict } from "./clock";
import type { ClockKind, ClockPolicy } from "./clock-policy";
import { graceMinutes, isTooEarly } from "./judge";

/** What starts and what stops each promise, as people say it. */
export const CLOCK_WORDS: Readonly<
  Record<ClockKind, { readonly name: string; readonly start: string; readonly stop: string }>
> = {
  tender_reply: { name: "Tender reply", start: "tendered", stop: "answered" },
  pickup: { name: "Pickup", start: "planned", stop: "at pickup" },
  tracking_silence: { name: "Tracking", start: "last word", stop: "heard again" },
  delivery: { name: "Delivery", start: "promised", stop: "at delivery" },
  pod: { name: "Proof of delivery", start: "delivered", stop: "proof in" },
  customer_invoice: { name: "Customer invoice", start: "proof in", stop: "invoice posted" },
  carrier_invoice_match: { name: "Carrier invoice", start: "invoice received", stop: "matched" },
  refund: { name: "Refund", start: "return received", stop: "refunded" },
  acknowledgement: { name: "Acknowledgement", start: "sent", stop: "acknowledged" },
};

/**
 * One line a person can repeat on the phone: start, stop, budget, pauses, policy version.
 *
 * @param zone IANA zone the moments are told in; its name is said once.
 */
export function explainVerdict(
  evidence: ClockEvidence,
  policy: ClockPolicy,
  verdict: Verdict,
  { zone, now }: { readonly zone: string; readonly now: Instant },
): string {
  const words = CLOCK_WORDS[evidence.kind];
  const at = (moment: Instant) => pressingClockText(moment, zone, now);
  const paused = verdict.pausedMinutes > 0 ? `, paused ${spanText(verdict.pausedMinutes * MINUTE_MS)}` : "";
  const due =
    Number.isSafeInteger(verdict.dueAt) && verdict.dueAt < Number.MAX_SAFE_INTEGER
      ? at(verdict.dueAt)
      : "never";
  return [
    `${capital(words.start)} ${at(verdict.startedAt)}`,
    `${allowance(evidence, policy)}${paused}: due ${due} ${zoneText(verdict.dueAt === Number.MAX_SAFE_INTEGER ? now : verdict.dueAt, zone)}`,
    outcome(evidence, policy, verdict, at, now),
    `${policy.name}, v${policy.version}`,
  ].join("; ");
}

function allowance({ dueBaseAt }: ClockEvidence, policy: ClockPolicy): string {
  const { budgetMinutes, calendar } = policy;
  const budget = budgetText(budgetMinutes);
  if (dueBaseAt !== null)
    return graceMinutes(policy) === 0 ? "by the agreed time" : `agreed time and ${budget}`;
  return calendar ? `${budget} of ${calendar.name}` : `within ${budget}`;
}

function outcome(
  { kind, stopAt, earliestAt }: ClockEvidence,
  policy: ClockPolicy,
  { state, stoppedAt, dueAt }: Verdict,
  at: (moment: Instant) => string,
  now: Instant,
): string {
  const { stop } = CLOCK_WORDS[kind];
  if (state === "cancelled") return "no longer owed";
  if (stoppedAt !== null && stopAt !== stoppedAt)
    return `never ${stop}, no longer owed since ${at(stoppedAt)}`;
  if (stoppedAt !== null && earliestAt !== null && isTooEarly(stoppedAt, { earliestAt }, policy))
    return `${stop} ${at(stoppedAt)}, ${spanText(earliestAt - stoppedAt)} too early`;
  if (stoppedAt !== null) {
    const apart = stoppedAt - dueAt;
    return `${stop} ${at(stoppedAt)}, ${apart > 0 ? `${spanText(apart)} late` : "in time"}`;
  }
  if (state === "breached") return `not ${stop} yet, ${spanText(now - dueAt)} over`;
  if (state === "paused") return `not ${stop} yet, standing still now`;
  return `not ${stop} yet, ${spanText(dueAt - now)} left`;
}

/** A contract says "24 h" and "48 h", not days. */
function budgetText(minutes: number): string {
  return minutes % 60 === 0 && minutes >= 60 && minutes <= 72 * 60
    ? `${minutes / 60} h`
    : spanText(minutes * MINUTE_MS);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
