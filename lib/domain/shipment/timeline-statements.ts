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
  const runs = runsOfOneTime(chain);
  const happened = visitTold(facts, subject);
  const pending = !happened && !facts.some((fact) => ENDS.has(fact.milestone));
  return runs.map(([event, ...repeats], index) => {
    const next = runs[index + 1];
    if (next) return { ...plainEntry(event, { kind: "superseded", by: next[0] }), agreeing: repeats };
    return {
      ...plainEntry(event, happened ? { kind: "happened", by: happened } : null),
      agreeing: repeats,
      previousAt: runs.at(-2)?.[0].occurredAt ?? null,
      pending,
      isMilestone: pending,
    };
  });
}

/** What a shipment does not go on after: nothing planned for it is to come. */
const ENDS = new Set<Milestone>(["cancelled", "lost", "returned", "return_received", "return_inspected"]);

type Run = [RecordedEvent, ...RecordedEvent[]];

/** Sources repeat themselves: only another time is another statement. */
function runsOfOneTime(chain: readonly RecordedEvent[]): Run[] {
  const runs: Run[] = [];
  for (const event of chain) {
    const last = runs.at(-1);
    if (last?.[0].occurredAt === event.occurredAt) last.push(event);
    else runs.push([event]);
  }
  return runs;
}

function visitTold(facts: readonly ToldFact[], subject: string): RecordedEvent | null {
  if (!subject.startsWith("stop ")) return null;
  return facts.find((fact) => fact.subject === subject && isVisit(fact.milestone))?.events[0] ?? null;
}

const isVisit = (milestone: Milestone) =>
  milestone.startsWith("arrived_") ||
  milestone.startsWith("delivered") ||
  milestone === "picked_up" ||
  milestone === "loaded" ||
  milestone === "goods_received";
