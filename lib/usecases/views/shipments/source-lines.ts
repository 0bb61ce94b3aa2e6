import type { SourceLine } from "@/lib/contracts/shipments/shipment-page";
import { MILESTONE_RULES } from "@/lib/domain/event/milestone";
import { byTimelineOrder, saidAt } from "@/lib/domain/shipment/effective-events";
import type { RecordedEvent } from "@/lib/domain/shipment/recorded-event";
import type { Disagreement } from "@/lib/domain/shipment/state";
import { isTrouble } from "@/lib/domain/shipment/timeline-entry";

/** A bill or a correction is no word on where the goods are. */
const isMovement = ({ milestone, classifier }: RecordedEvent) =>
  classifier === "actual" && (MILESTONE_RULES[milestone].rank > 0 || isTrouble(milestone));

/** Who tells of this shipment: how much, its last word, and whether it contradicts another. Most recent first. */
export function sourceLines(
  events: readonly RecordedEvent[],
  disagreements: readonly Disagreement[],
): SourceLine[] {
  const bySource = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    const own = bySource.get(event.connectionId) ?? [];
    bySource.set(event.connectionId, own);
    own.push(event);
  }
  const disputed = new Set(
    disagreements.flatMap((disagreement) => disagreement.claims.map((claim) => claim.connectionId)),
  );
  const lines = [...bySource.values()].flatMap((own) => {
    // What one message says at once is in the order in which it happened.
    const said = [...own].sort((a, b) => saidAt(a) - saidAt(b) || byTimelineOrder(a, b));
    const last = said.findLast(isMovement) ?? said.at(-1);
    if (!last) return [];
    return {
      connectionId: last.connectionId,
      name: last.connectionName,
      eventCount: own.length,
      lastMilestone: last.milestone,
      lastAt: last.occurredAt,
      lastReceivedAt: last.receivedAt,
      disagrees: disputed.has(last.connectionId),
    };
  });
  return lines.sort((a, b) => b.lastReceivedAt - a.lastReceivedAt);
}
