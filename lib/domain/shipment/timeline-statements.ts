import type { Milestone } from "../event/milestone";
import { bySaid } from "./effective-events";
import type { RecordedEvent } from "./recorded-event";
import { plainEntry, type TimelineEntry } from "./timeline-entry";
import type { ToldFact } from "./timeline-facts";

/** Plans, requests and estimates of one thing, in the order they were said. */
export function statementChains(
  events: readonly RecordedEvent[],
  subjectOf: (event: RecordedEvent) => string,
): RecordedEvent[][] {
  const chains = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    if (event.classifier === "actual") continue;
    // Estimated arrival and estimated delivery at one stop answer the same question; a plan and a request do not.
    const about = event.classifier === "estimated" ? "" : event.milestone;
    const key = `${event.classifier} ${subjectOf(event)} ${about}`;
    const chain = chains.get(key) ?? [];
    chains.set(key, chain);
    chain.push(event);
  }
  return [...chains.values()].map((chain) => chain.sort(bySaid));
}

/** The entries of one chain: the last word stands, until what it announces has happened; what it replaced is dimmed. */
export function chainEntries(
  chain: readonly RecordedEvent[],
  facts: readonly ToldFact[],
  subject: string,
): TimelineEntry[] {
  // Sources repeat themselves: only another time is another statement.
  const changes = chain.filter((event, index) => event.occurredAt !== chain[index - 1]?.occurredAt);
  const current = changes.at(-1);
  if (!current) return [];
  const repeats = chain.slice(chain.indexOf(current) + 1);
  const happened = visitTold(facts, subject);
  return changes.map((event, index) => {
    const next = changes[index + 1];
    if (next) return plainEntry(event, { kind: "superseded", by: next });
    return {
      ...plainEntry(event, happened ? { kind: "happened", by: happened } : null),
      agreeing: repeats,
      previousAt: changes.at(-2)?.occurredAt ?? null,
      pending: !happened,
      isMilestone: !happened,
    };
  });
}

function visitTold(facts: readonly ToldFact[], subject: string): RecordedEvent | null {
  if (!subject.startsWith("stop ")) return null;
  return facts.find((fact) => fact.subject === subject && isVisit(fact.milestone))?.events[0] ?? null;
}

const isVisit = (milestone: Milestone) =>
  milestone.startsWith("arrived_") ||
  milestone.startsWith("delivered") ||
  milestone === "picked_up" ||
  milestone === "loaded";
