import { MILESTONE_RULES, type Milestone } from "../event/milestone";
import { HOUR_MS, type Instant, MINUTE_MS } from "../time/instant";
import { bySaid } from "./effective-events";
import { DISAGREE_MS } from "./fold-signals";
import type { RecordedEvent } from "./recorded-event";
import type { StopState } from "./state";
import { isTrouble, plainEntry, type TimelineEntry } from "./timeline-entry";

/** Later than this after the fact, while later facts were known already, is out of order. */
const OUT_OF_ORDER_MS = 30 * MINUTE_MS;
/** Later than this after the fact is worth a word even in order. */
const TOLD_LATE_MS = 4 * HOUR_MS;
/** Without a stop or a place, only what is told for nearly the same minute is the same fact. */
const SAME_MINUTE_MS = 5 * MINUTE_MS;

const SHORT_STORY_TOO = new Set<Milestone>([
  "released_from_hold",
  "pickup_appointment",
  "delivery_appointment",
]);

/** One fact, with every event that tells it. */
export interface ToldFact {
  readonly milestone: Milestone;
  /** What it is about, see `subjectKey`. */
  readonly subject: string;
  readonly events: readonly RecordedEvent[];
  readonly happenedAt: Instant;
  /** When the first of them arrived. */
  readonly toldAt: Instant;
}

/** Actual events as facts: the same milestone at the same stop or place at about the same time is one. `events` in timeline order. */
export function toldFacts(
  events: readonly RecordedEvent[],
  subjectOf: (event: RecordedEvent) => string,
): ToldFact[] {
  const facts: { -readonly [K in keyof ToldFact]: K extends "events" ? RecordedEvent[] : ToldFact[K] }[] = [];
  for (const event of events) {
    if (event.classifier !== "actual") continue;
    const { milestone, occurredAt, receivedAt } = event;
    const subject = subjectOf(event);
    const nearMs = subject === "place " ? SAME_MINUTE_MS : DISAGREE_MS;
    const same = facts.findLast(
      (fact) =>
        fact.milestone === milestone && fact.subject === subject && occurredAt - fact.happenedAt <= nearMs,
    );
    if (same && milestone !== "event_voided") {
      same.events.push(event);
      same.toldAt = Math.min(same.toldAt, receivedAt);
    } else facts.push({ milestone, subject, events: [event], happenedAt: occurredAt, toldAt: receivedAt });
  }
  return facts;
}

/** The entry of one fact: the first word leads, the others agree; what is known to be told late says so. */
export function factEntry(
  fact: ToldFact,
  facts: readonly ToldFact[],
  stop: StopState | undefined,
): TimelineEntry | null {
  const [event, ...agreeing] = [...fact.events].sort(bySaid);
  if (!event) return null;
  const lateMs = fact.toldAt - fact.happenedAt;
  const overtaken = facts.some(
    (other) => other !== fact && other.happenedAt > fact.happenedAt && other.toldAt < fact.toldAt,
  );
  // Taking something back has no place in the order of the road.
  const outOfOrder = overtaken && lateMs >= OUT_OF_ORDER_MS && fact.milestone !== "event_voided";
  return {
    ...plainEntry(event, outOfOrder ? { kind: "out_of_order", lateMs } : null),
    agreeing,
    disagreeing: rivals(fact, facts).filter((other) => other.connectionId !== event.connectionId),
    lateMs: !outOfOrder && lateMs >= TOLD_LATE_MS ? lateMs : null,
    dwellMinutes: stop && endsVisit(fact, stop) ? stop.dwellMinutes : null,
    isMilestone:
      MILESTONE_RULES[fact.milestone].rank > 0 ||
      isTrouble(fact.milestone) ||
      SHORT_STORY_TOO.has(fact.milestone),
  };
}

/** True for the fact the dwell of a stop is counted to. */
function endsVisit(fact: ToldFact, stop: StopState): boolean {
  const leftAt = stop.departedAt ?? stop.completedAt;
  return leftAt !== null && fact.events.some((event) => event.occurredAt === leftAt);
}

/** The same thing told for another time. Only at stops: on the way, two times are two facts. */
function rivals(fact: ToldFact, facts: readonly ToldFact[]): readonly RecordedEvent[] {
  if (!fact.subject.startsWith("stop ")) return [];
  return facts
    .filter((other) => other !== fact && other.milestone === fact.milestone && other.subject === fact.subject)
    .flatMap((other) => other.events);
}
