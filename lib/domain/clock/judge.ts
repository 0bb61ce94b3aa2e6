import { type Instant, MINUTE_MS } from "../time/instant";
import type { ClockEvidence, Pause, Verdict } from "./clock";
import type { ClockPolicy } from "./clock-policy";
import { addCountedMinutes, type Span, stoppedMinutes } from "./working-time";

/**
 * The verdict on one promise: a function of evidence, policy version and now, and of nothing else.
 *
 * Due is the start plus the budget, or the end of the appointment plus the grace, in counted time. A pause moves it by its own length; while one lasts,
 * due is what it would be if the pause ended now. A stop after now has not happened yet.
 */
export function judge(evidence: ClockEvidence, policy: ClockPolicy, now: Instant): Verdict {
  const verdict = verdictAt(evidence, policy, now);
  // Sources' clocks run ahead: what is told to happen later is looked at again when it has.
  const ahead = [evidence.stopAt, evidence.cancelledAt, ...evidence.pauses.map(({ from }) => from)].filter(
    (at): at is Instant => at !== null && at > now,
  );
  if (ahead.length === 0 || verdict.stoppedAt !== null) return verdict;
  return { ...verdict, nextChangeAt: Math.min(verdict.nextChangeAt ?? Number.POSITIVE_INFINITY, ...ahead) };
}

function verdictAt(evidence: ClockEvidence, policy: ClockPolicy, now: Instant): Verdict {
  const pauses = evidence.pauses.filter((pause) => policy.pauses.includes(pause.kind) && pause.from <= now);
  const stoppedAt = evidence.stopAt !== null && evidence.stopAt <= now ? evidence.stopAt : null;
  const endAt = stoppedAt ?? endOfPromise(evidence, now);
  // What stands still after the promise has ended moves nothing: the verdict is final, whenever it is looked at.
  const stopped = pauses.map((pause) => spanOf(pause, endAt ?? now));
  const dueAt = dueOf(evidence, policy, stopped);
  const broken = (endAt ?? now) > dueAt || (endAt === null && now >= dueAt);
  const early = stoppedAt !== null && isTooEarly(stoppedAt, evidence, policy);
  const shared = {
    startedAt: evidence.startAt,
    dueAt,
    // Broken and then void: nobody can make it good any more.
    stoppedAt: broken ? endAt : stoppedAt,
    breachedAt: broken ? dueAt : early ? stoppedAt : null,
    // What stood still after it was due moved nothing.
    pausedMinutes: Math.round(stoppedMinutes(evidence.startAt, Math.min(endAt ?? now, dueAt), stopped)),
    eventId: stoppedAt === null ? evidence.startEventId : evidence.stopEventId,
    nextChangeAt: null,
  };
  if (broken || early) return { ...shared, state: "breached" };
  if (stoppedAt !== null) return { ...shared, state: "met" };
  if (endAt !== null) return { ...shared, state: "cancelled" };
  return { ...shared, ...running(evidence, policy, dueAt, pauses, now) };
}

/** Before the appointment by more than the policy lets pass. */
export function isTooEarly(
  stoppedAt: Instant,
  { earliestAt }: Pick<ClockEvidence, "earliestAt">,
  { earlyMinutes }: Pick<ClockPolicy, "earlyMinutes">,
): boolean {
  return earlyMinutes !== null && earliestAt !== null && stoppedAt < earliestAt - earlyMinutes * MINUTE_MS;
}

/** Neither met nor broken: what it is now, and when time alone changes that. */
function running(
  evidence: ClockEvidence,
  policy: ClockPolicy,
  dueAt: Instant,
  pauses: readonly Pause[],
  now: Instant,
): Pick<Verdict, "state" | "nextChangeAt"> {
  const pause = pauses.find(({ until }) => until === null || until > now);
  if (pause) return { state: "paused", nextChangeAt: pause.until };
  const atRiskAt = dueAt - policy.atRiskMinutes * MINUTE_MS;
  const { estimatedAt } = evidence;
  // Without an estimate the last stretch before the due time is a risk in itself; with one, what is expected counts.
  const isAtRisk = estimatedAt === null ? now >= atRiskAt : estimatedAt > atRiskAt;
  if (isAtRisk) return { state: "at_risk", nextChangeAt: dueAt };
  return { state: "open", nextChangeAt: estimatedAt === null ? atRiskAt : dueAt };
}

function dueOf(evidence: ClockEvidence, policy: ClockPolicy, stopped: readonly Span[]): Instant {
  const { startAt, dueBaseAt } = evidence;
  if (dueBaseAt === null)
    return (
      addCountedMinutes(startAt, policy.budgetMinutes, policy.calendar, stopped) ?? Number.MAX_SAFE_INTEGER
    );
  // An appointment is a time on the wall: opening hours do not move it, only a pause does. One agreed after its own time starts there.
  const from = Math.min(startAt, dueBaseAt);
  const minutes = (dueBaseAt - from) / MINUTE_MS + graceMinutes(policy);
  return addCountedMinutes(from, minutes, null, stopped) ?? Number.MAX_SAFE_INTEGER;
}

/** After an appointment some grace is given; a tender that says until when it wants its answer means that. */
export function graceMinutes({ kind, budgetMinutes }: Pick<ClockPolicy, "kind" | "budgetMinutes">): number {
  return kind === "tender_reply" ? 0 : budgetMinutes;
}

function endOfPromise({ cancelledAt }: ClockEvidence, now: Instant): Instant | null {
  return cancelledAt !== null && cancelledAt <= now ? cancelledAt : null;
}

const spanOf = (pause: Pause, end: Instant): Span => ({
  from: pause.from,
  until: Math.min(pause.until ?? end, end),
});
