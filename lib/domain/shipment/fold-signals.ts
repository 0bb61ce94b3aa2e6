import type { Milestone } from "../event/milestone";
import { HOUR_MS } from "../time/instant";
import { bySaid, byTimelineOrder, isOfOrderSystem } from "./effective-events";
import { foldStops } from "./fold-stops";
import type { Disagreement, OpenIssue, ShipmentView, UnentitledClaim } from "./state";
import type { TimelineEvent } from "./timeline-event";

/** What is wrong, and which later milestones mean that it is no longer. */
const CLEARED_BY: Readonly<Partial<Record<Milestone, readonly Milestone[]>>> = {
  tender_declined: ["tender_accepted", "tendered", "picked_up"],
  pickup_failed: ["loaded", "picked_up", "delivered"],
  customs_hold: ["customs_released", "delivered"],
  on_hold: ["released_from_hold", "delivered"],
  delivery_attempted: ["delivered", "available_for_pickup", "returned"],
  refused: ["delivered", "returned", "return_received"],
  damaged: [],
  short: [],
  lost: ["delivered", "returned"],
};

/** Problems still standing, oldest first. `events` in timeline order. */
export function openIssues(events: readonly TimelineEvent[]): OpenIssue[] {
  const issues = new Map<Milestone, OpenIssue>();
  for (const event of events) {
    if (event.classifier !== "actual") continue;
    for (const standing of issues.keys()) {
      if (CLEARED_BY[standing]?.includes(event.milestone)) issues.delete(standing);
    }
    if (event.milestone in CLEARED_BY)
      issues.set(event.milestone, { milestone: event.milestone, at: event.occurredAt, reason: event.reason });
  }
  return [...issues.values()];
}

/** True when only an order system tells of it: nobody who moves the goods was asked, and it is not odd to hear nothing. */
export function isUntracked(events: readonly TimelineEvent[]): boolean {
  return events.length > 0 && events.every(isOfOrderSystem);
}

/** Two sources further apart than this do not tell the same story. */
export const DISAGREE_MS = 2 * HOUR_MS;
const COMPARED = new Set<Milestone>(["arrived_pickup", "picked_up", "arrived_delivery", "delivered"]);

/** Milestones two connections tell differently. Each connection counts with its last word. */
export function disagreements(
  events: readonly TimelineEvent[],
  stopOf: ReadonlyMap<string, number>,
): Disagreement[] {
  const claims = new Map<string, Map<string, TimelineEvent>>();
  for (const event of events) {
    if (event.classifier !== "actual" || !COMPARED.has(event.milestone)) continue;
    const key = `${event.milestone} ${stopOf.get(event.id) ?? ""}`;
    const bySource = claims.get(key) ?? new Map<string, TimelineEvent>();
    claims.set(key, bySource);
    const known = bySource.get(event.connectionId);
    if (!known || bySaid(event, known) > 0) bySource.set(event.connectionId, event);
  }
  const found: Disagreement[] = [];
  for (const bySource of claims.values()) {
    const sorted = [...bySource.values()].sort(
      (a, b) => a.occurredAt - b.occurredAt || (a.connectionId < b.connectionId ? -1 : 1),
    );
    const [first, last] = [sorted[0], sorted.at(-1)];
    if (!first || !last || last.occurredAt - first.occurredAt <= DISAGREE_MS) continue;
    found.push({
      milestone: first.milestone,
      stopSequence: stopOf.get(first.id) ?? null,
      claims: sorted.map((event) => ({ connectionId: event.connectionId, at: event.occurredAt })),
    });
  }
  return found;
}

/**
 * What sources that may not state it told, while nobody who may tells the same of the same stop: the milestone once for each
 * source, with its last word. All lists in timeline order.
 */
export function unentitledClaims(
  counting: readonly TimelineEvent[],
  unentitled: readonly TimelineEvent[],
): UnentitledClaim[] {
  if (unentitled.length === 0) return [];
  const { stopOf } = foldStops([...counting, ...unentitled].sort(byTimelineOrder));
  const stopSequence = (event: TimelineEvent) => stopOf.get(event.id) ?? event.stopSequence;
  const about = (event: TimelineEvent) => `${event.milestone} ${stopSequence(event) ?? ""}`;
  const told = new Set(counting.filter(({ classifier }) => classifier === "actual").map(about));
  const last = new Map<string, TimelineEvent>();
  for (const event of unentitled) {
    const key = `${about(event)} ${event.connectionId}`;
    const known = last.get(key);
    if (!told.has(about(event)) && (!known || bySaid(event, known) > 0)) last.set(key, event);
  }
  return [...last.values()].sort(byTimelineOrder).map((event) => ({
    milestone: event.milestone,
    stopSequence: stopSequence(event),
    connectionId: event.connectionId,
    at: event.occurredAt,
  }));
}

/** The latest tender and its answer. `respondByAt` is resolved by the caller, who knows the zone. */
export function tenderOf(
  events: readonly TimelineEvent[],
  respondByAt: (event: TimelineEvent) => number | null,
): ShipmentView["tender"] {
  const sent = events
    .filter((event) => event.milestone === "tendered")
    .sort(bySaid)
    .at(-1);
  if (!sent) return null;
  const answer = events
    .filter((event) => event.milestone === "tender_accepted" || event.milestone === "tender_declined")
    .sort(bySaid)
    .at(-1);
  return {
    sentAt: sent.occurredAt,
    respondByAt: respondByAt(sent),
    answeredAt: answer?.occurredAt ?? null,
    answer: answer ? (answer.milestone === "tender_accepted" ? "accepted" : "declined") : null,
  };
}
