import { HOUR_MS, type Instant } from "@/lib/domain/time/instant";
import { type Leg, spotOnLeg } from "../course/road";
import type { ShipmentPlan, Telling, TruthEvent } from "../truth";
import { wholeMinute } from "../wall-clock";
import { PARCELS, WAREHOUSE } from "../world/carriers";

/** A truck under way between two stops, and the moments at which its carrier says something anyway. */
export interface RoadLeg extends Leg {
  readonly plan: ShipmentPlan;
  readonly tellingsAt: readonly Instant[];
}

/** A tracker that says nothing for longer than this is one that has failed; it doesn't answer a ping either. */
const LONGEST_GAP_MS = 4 * HOUR_MS;

/** Legs of trucks that can be asked where they are, from everything said about one shipment. */
export function roadLegs(tellings: readonly Telling[]): RoadLeg[] {
  const plan = tellings.at(-1)?.plan;
  const source = plan?.carrier.source;
  if (!plan || source === WAREHOUSE || source === PARCELS || plan.service === "ltl") return [];
  // A carrier that gathers its mail can't push a position.
  if (plan.carrier.batchMinutes > 0) return [];
  const own = tellings.filter((telling) => telling.source === source);
  const events = own.flatMap((telling) => telling.events).filter(({ classifier }) => classifier === "actual");
  const tellingsAt = own.map(({ at }) => at);
  return plan.stops.slice(1).flatMap((to, index) => {
    const from = plan.stops[index];
    const departedAt = events.find((event) => leaves(event, index + 1))?.at;
    const arrivedAt = events.find((event) => arrives(event, to.sequence))?.at;
    if (!from || departedAt === undefined || arrivedAt === undefined) return [];
    return [{ plan, from: from.city, to: to.city, departedAt, arrivedAt, tellingsAt }];
  });
}

function leaves(event: TruthEvent, stop: number): boolean {
  return event.stop === stop && (event.milestone === "picked_up" || event.milestone === "departed_delivery");
}

function arrives(event: TruthEvent, stop: number): boolean {
  return event.stop === stop && event.milestone === "arrived_delivery";
}

/** True while the truck drives and its tracker works. */
export function answersAt(leg: RoadLeg, now: Instant): boolean {
  if (now <= leg.departedAt || now >= leg.arrivedAt) return false;
  const before = Math.max(...leg.tellingsAt.filter((at) => at <= now));
  const after = Math.min(...leg.tellingsAt.filter((at) => at > now));
  return Number.isFinite(before) && Number.isFinite(after) && after - before < LONGEST_GAP_MS;
}

/** Its position right now, as the telling a tracker would push. `number` sets it apart from every other telling. */
export function positionTelling(leg: RoadLeg, now: Instant, number: number): Telling {
  const event: TruthEvent = {
    milestone: "in_transit",
    classifier: "actual",
    at: wholeMinute(now),
    saidAt: now,
    spot: spotOnLeg(leg, now),
    stop: null,
    reason: null,
  };
  const { plan } = leg;
  return {
    kind: "status",
    at: now,
    source: plan.carrier.source,
    plan,
    carrier: plan.carrier,
    number,
    events: [event],
  };
}
