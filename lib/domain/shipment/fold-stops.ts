import type { Place, StatedTime, StopPlan } from "../event/draft";
import type { Milestone } from "../event/milestone";
import { type Instant, MINUTE_MS } from "../time/instant";
import { resolveTime } from "../time/resolve-time";
import { zoneOfPlace } from "../time/zone-of-place";
import { bySaid, isOfOrderSystem, saidAt } from "./effective-events";
import type { StopState } from "./state";
import type { TimelineEvent } from "./timeline-event";

const PICKUP = new Set<Milestone>([
  "pickup_appointment",
  "arrived_pickup",
  "pickup_failed",
  "loaded",
  "picked_up",
]);
const DELIVERY = new Set<Milestone>([
  "delivery_appointment",
  "arrived_delivery",
  "delivery_attempted",
  "delivered",
  "delivered_partial",
  "departed_delivery",
  "refused",
  "goods_received",
]);
const ARRIVED = new Set<Milestone>(["arrived_pickup", "arrived_delivery"]);
const COMPLETED = new Set<Milestone>([
  "loaded",
  "picked_up",
  "delivered",
  "delivered_partial",
  "goods_received",
]);
const DEPARTED = new Set<Milestone>(["picked_up", "departed_delivery"]);
const APPOINTMENT = new Set<Milestone>(["pickup_appointment", "delivery_appointment"]);

type MutableStop = { -readonly [K in keyof StopState]: StopState[K] };

export interface StopFold {
  readonly stops: readonly StopState[];
  /** Sequence of the stop each event belongs to, by event id; absent where the message does not tell. */
  readonly stopOf: ReadonlyMap<string, number>;
}

/** The stops of a shipment: the latest plan (a carrier's or a tender's beats the order's), with the estimates and facts of the events that belong to each. */
export function foldStops(events: readonly TimelineEvent[]): StopFold {
  const planned = latestPlan(events);
  const stops = planned ? planned.stops.map((stop) => fromPlan(stop, planned.event)) : fromEvents(events);
  const planSaidAt = planned ? saidAt(planned.event) : Number.NEGATIVE_INFINITY;
  const stopOf = new Map<string, number>();
  for (const event of [...events].sort(bySaid)) {
    const stop = findStop(stops, event);
    if (!stop) continue;
    stopOf.set(event.id, stop.sequence);
    applyEvent(stop, event, planSaidAt);
  }
  for (const stop of stops) stop.dwellMinutes = dwellMinutes(stop);
  return { stops, stopOf };
}

function latestPlan(
  events: readonly TimelineEvent[],
): { event: TimelineEvent; stops: readonly StopPlan[] } | null {
  let latest: { event: TimelineEvent; stops: readonly StopPlan[] } | null = null;
  for (const event of events) {
    const stops = event.facts?.stops;
    if (stops?.length && (!latest || byPlan(event, latest.event) > 0)) latest = { event, stops };
  }
  return latest;
}

/** What was agreed with a carrier beats what an order hoped for, whatever was said last. */
function byPlan(a: TimelineEvent, b: TimelineEvent): number {
  return Number(isOfOrderSystem(b)) - Number(isOfOrderSystem(a)) || bySaid(a, b);
}

function fromPlan(plan: StopPlan, event: TimelineEvent): MutableStop {
  const zone = zoneOfPlace(plan.place) ?? event.timeZone ?? "UTC";
  const at = (time: StatedTime | null) => (time ? resolveTime(time, zone) : null);
  const earliestAt = at(plan.earliest);
  return {
    ...emptyStop(plan.sequence, plan.kind, plan.place, zone),
    earliestAt,
    latestAt: at(plan.latest) ?? earliestAt,
  };
}

/** Without a plan the events themselves show where a shipment starts and ends. */
function fromEvents(events: readonly TimelineEvent[]): MutableStop[] {
  const stops: MutableStop[] = [];
  for (const [kind, milestones] of [
    ["pickup", PICKUP],
    ["delivery", DELIVERY],
  ] as const) {
    const own = events.filter((event) => milestones.has(event.milestone));
    const placed =
      own.find((event) => event.classifier === "actual" && event.place) ?? own.find((event) => event.place);
    if (own.length > 0)
      stops.push(emptyStop(stops.length + 1, kind, placed?.place ?? {}, placed?.timeZone ?? null));
  }
  return stops;
}

function emptyStop(
  sequence: number,
  kind: StopPlan["kind"],
  place: Place,
  timeZone: string | null,
): MutableStop {
  return {
    sequence,
    kind,
    place,
    timeZone,
    earliestAt: null,
    latestAt: null,
    estimatedAt: null,
    arrivedAt: null,
    completedAt: null,
    departedAt: null,
    dwellMinutes: null,
  };
}

function findStop(stops: readonly MutableStop[], event: TimelineEvent): MutableStop | undefined {
  const kind = PICKUP.has(event.milestone) ? "pickup" : DELIVERY.has(event.milestone) ? "delivery" : null;
  if (!kind) return undefined;
  const ofKind = stops.filter((stop) => stop.kind === kind);
  return (
    ofKind.find((stop) => stop.sequence === event.stopSequence) ??
    (ofKind.length === 1
      ? ofKind[0]
      : ofKind.find((stop) => event.place !== null && samePlace(stop.place, event.place)))
  );
}

function samePlace(a: Place, b: Place): boolean {
  if (a.code && b.code) return bare(a.code) === bare(b.code);
  if (!a.city || !b.city || bare(a.city) !== bare(b.city)) return false;
  return !a.region || !b.region || bare(a.region) === bare(b.region);
}

const bare = (text: string) =>
  text
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toUpperCase();

function applyEvent(stop: MutableStop, event: TimelineEvent, planSaidAt: Instant): void {
  const { milestone, classifier, occurredAt } = event;
  if (classifier === "planned" && APPOINTMENT.has(milestone) && saidAt(event) > planSaidAt) {
    stop.latestAt = occurredAt;
    if (stop.earliestAt !== null && stop.earliestAt > occurredAt) stop.earliestAt = occurredAt;
  }
  if (classifier === "estimated" && !DEPARTED.has(milestone)) stop.estimatedAt = occurredAt;
  if (classifier !== "actual") return;
  if (ARRIVED.has(milestone)) stop.arrivedAt = earliest(stop.arrivedAt, occurredAt);
  if (COMPLETED.has(milestone)) stop.completedAt = earliest(stop.completedAt, occurredAt);
  if (DEPARTED.has(milestone)) stop.departedAt = earliest(stop.departedAt, occurredAt);
}

/** Several sources tell the same fact; the first moment told is when it had happened. */
const earliest = (known: Instant | null, at: Instant): Instant => (known === null ? at : Math.min(known, at));

function dwellMinutes(stop: StopState): number | null {
  const leftAt = stop.departedAt ?? stop.completedAt;
  if (stop.arrivedAt === null || leftAt === null || leftAt < stop.arrivedAt) return null;
  return Math.round((leftAt - stop.arrivedAt) / MINUTE_MS);
}
