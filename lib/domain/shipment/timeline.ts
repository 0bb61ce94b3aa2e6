import { MILESTONE_RULES } from "../event/milestone";
import { effectiveEvents } from "./effective-events";
import { foldStops } from "./fold-stops";
import type { RecordedEvent } from "./recorded-event";
import { plainEntry, subjectKey, type TimelineEntry } from "./timeline-entry";
import { factEntry, toldFacts } from "./timeline-facts";
import { chainEntries, statementChains } from "./timeline-statements";

/**
 * The timeline of one shipment as a page tells it: what is still to come on top, then newest first, each event with why it
 * is dimmed and who else says the same. Pure: the same events give the same timeline in any order of arrival.
 */
export function shipmentTimeline(events: readonly RecordedEvent[]): TimelineEntry[] {
  const known = new Map(events.map((event) => [event.id, event]));
  const { counting, unentitled, voidedBy, conflictLost } = effectiveEvents([...known.values()]);
  const counted = counting.flatMap((event) => known.get(event.id) ?? []);
  const { stops, stopOf } = foldStops(counting);
  const stopSequence = (event: RecordedEvent) => stopOf.get(event.id) ?? event.stopSequence;
  const subjectOf = (event: RecordedEvent) => subjectKey(event, stopSequence(event));

  const entries: TimelineEntry[] = [];
  for (const event of known.values()) {
    const winner = known.get(conflictLost.get(event.id) ?? "");
    const voiding = known.get(voidedBy.get(event.identity) ?? "");
    // A source that plans anew replaces its plan; one that tells a fact twice contradicts itself.
    const kind = event.classifier === "actual" ? "conflict" : "superseded";
    if (winner) entries.push(plainEntry(event, { kind, by: winner }));
    else if (voiding) entries.push(plainEntry(event, { kind: "voided", by: voiding }));
  }
  for (const { id, unentitledUnder } of unentitled) {
    const event = known.get(id);
    if (event) entries.push(plainEntry(event, { kind: "unentitled", version: unentitledUnder ?? 0 }));
  }
  const facts = toldFacts(counted, subjectOf);
  for (const fact of facts) {
    const first = fact.events[0];
    const stop = first && stops.find((candidate) => candidate.sequence === stopSequence(first));
    const entry = factEntry(fact, facts, stop);
    if (entry) entries.push(entry);
  }
  for (const chain of statementChains(counted, subjectOf)) {
    const [first] = chain;
    if (first) entries.push(...chainEntries(chain, facts, subjectOf(first)));
  }
  const stopAt = new Map(stops.map((stop) => [stop.sequence, stop]));
  const placed = entries.map((entry) => ({
    ...entry,
    stop: stopAt.get(stopSequence(entry.event) ?? 0) ?? null,
  }));
  return withoutCheckCalls(placed.sort(inReadingOrder));
}

/** On a long road carriers report a position every few hours: the short story keeps the last of each row of them. */
function withoutCheckCalls(entries: readonly TimelineEntry[]): TimelineEntry[] {
  let newer: TimelineEntry | undefined;
  return entries.map((entry) => {
    const isCheckCall = entry.event.milestone === "in_transit" && entry.event.classifier === "actual";
    const repeats = isCheckCall && (entry.dim !== null || newer?.event.milestone === "in_transit");
    if (entry.isMilestone && !repeats) newer = entry;
    return repeats ? { ...entry, isMilestone: false } : entry;
  });
}

function inReadingOrder(a: TimelineEntry, b: TimelineEntry): number {
  return (
    Number(b.pending) - Number(a.pending) ||
    b.event.occurredAt - a.event.occurredAt ||
    MILESTONE_RULES[b.event.milestone].rank - MILESTONE_RULES[a.event.milestone].rank ||
    (a.event.id < b.event.id ? -1 : 1)
  );
}
