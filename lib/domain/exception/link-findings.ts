import type { BreakerState } from "../connection/breaker";
import type { Silence } from "../connection/rhythm";
import type { Instant } from "../time/instant";
import type { Finding } from "./finding";

/** A finding before its severity is weighed. */
export type PlainFinding = Omit<Finding, "severity">;

/** What is turned away at the door, in the words of whoever has to mend it. */
export const REFUSAL_WORDS = {
  unsigned: "it is not signed as agreed",
  tooLarge: "it is larger than agreed",
  overRate: "it comes faster than agreed",
  badEncoding: "it can't be unpacked",
} as const;
export type Refusal = keyof typeof REFUSAL_WORDS;

export interface LinkFacts {
  readonly enabled: boolean;
  readonly breaker: {
    readonly state: BreakerState;
    readonly error: string | null;
    readonly openedAt: Instant | null;
  } | null;
  /** Starts of the newest hours of the last day in which something was taken or refused; null when nothing was. */
  readonly takenHourAt: Instant | null;
  readonly refusedHourAt: Instant | null;
  /** First hour since the last taken one in which something was refused. */
  readonly refusedSince: Instant | null;
  /** What it was mostly refused for since. */
  readonly refusedFor: Refusal | null;
  readonly silence: Silence | null;
  /** When the oldest acknowledgement that has not reached the partner should have. */
  readonly acknowledgeBy: Instant | null;
}

/** What is wrong with a connection now. One that is switched off has nothing wrong. */
export function linkFindings(facts: LinkFacts, now: Instant): PlainFinding[] {
  if (!facts.enabled) return [];
  return [
    ...breakerFinding(facts),
    ...doorFinding(facts),
    ...silenceFinding(facts),
    ...answerFinding(facts, now),
  ];
}

function breakerFinding({ breaker }: LinkFacts): PlainFinding[] {
  if (!breaker || breaker.state === "closed" || breaker.openedAt === null) return [];
  const summary = breaker.error ?? "It does not answer.";
  return [{ kind: "connection_failing", cause: "calls", since: breaker.openedAt, dueAt: null, summary }];
}

/** Nothing gets through any more: what came last was refused, and nothing was taken in that hour or after. */
function doorFinding({ takenHourAt, refusedHourAt, refusedSince, refusedFor }: LinkFacts): PlainFinding[] {
  if (refusedHourAt === null || refusedSince === null || refusedFor === null) return [];
  if (takenHourAt !== null && takenHourAt >= refusedHourAt) return [];
  const summary = `Everything it sends is refused: ${REFUSAL_WORDS[refusedFor]}`;
  return [{ kind: "connection_failing", cause: "door", since: refusedSince, dueAt: null, summary }];
}

function silenceFinding({ silence }: LinkFacts): PlainFinding[] {
  if (!silence) return [];
  const summary = "Quiet for longer than is usual for it at this time of the week";
  return [{ kind: "connection_silent", cause: "", since: silence.since, dueAt: silence.dueAt, summary }];
}

function answerFinding({ acknowledgeBy }: LinkFacts, now: Instant): PlainFinding[] {
  if (acknowledgeBy === null || acknowledgeBy > now) return [];
  const summary = "Acknowledgements (997) have not reached the partner";
  return [
    { kind: "acknowledgement_overdue", cause: "", since: acknowledgeBy, dueAt: acknowledgeBy, summary },
  ];
}
