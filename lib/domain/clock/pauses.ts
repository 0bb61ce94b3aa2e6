import type { Milestone } from "../event/milestone";
import type { TimelineEvent } from "../shipment/timeline-event";
import type { Pause } from "./clock";
import type { PauseKind } from "./clock-policy";

/** What ends each kind of pause. */
const ENDED_BY: Readonly<Record<PauseKind, ReadonlySet<Milestone>>> = {
  customer_hold: new Set<Milestone>(["released_from_hold", "delivered", "cancelled"]),
  on_hold: new Set<Milestone>(["released_from_hold", "delivered", "cancelled"]),
  customs_hold: new Set<Milestone>(["customs_released", "delivered", "cancelled"]),
  consignee_closed: new Set<Milestone>([
    "out_for_delivery",
    "arrived_delivery",
    "delivered",
    "delivered_partial",
    "returned",
    "cancelled",
  ]),
};

/** Stretches in which a clock may stand still, from the events that began and ended them, oldest first. A second beginning of the same kind changes nothing. */
export function pausesOf(events: readonly TimelineEvent[]): Pause[] {
  const open = new Map<PauseKind, Pause>();
  const done: Pause[] = [];
  for (const event of events) {
    if (event.classifier !== "actual") continue;
    for (const [kind, pause] of open) {
      if (!ENDED_BY[kind].has(event.milestone)) continue;
      done.push({ ...pause, until: event.occurredAt });
      open.delete(kind);
    }
    const kind = pauseBegunBy(event);
    if (kind && !open.has(kind))
      open.set(kind, { kind, from: event.occurredAt, until: null, eventId: event.id });
  }
  return [...done, ...open.values()].sort((a, b) => a.from - b.from || (a.kind < b.kind ? -1 : 1));
}

function pauseBegunBy({ milestone, reason }: TimelineEvent): PauseKind | null {
  if (milestone === "customs_hold") return "customs_hold";
  if (milestone === "on_hold")
    return reason?.party === "consignee" || reason?.party === "shipper" ? "customer_hold" : "on_hold";
  if (milestone === "delivery_attempted" && reason?.party === "consignee") return "consignee_closed";
  return null;
}
