import { HOUR_MS, type Instant, MINUTE_MS } from "@/lib/domain/time/instant";
import type { Random } from "../random";
import type { PlannedStop, ShipmentPlan } from "../truth";
import { atLocalTime } from "../wall-clock";
import { roadKm } from "../world/cities";
import { between, type Course, type CourseLog, courseLog } from "./course-log";
import type { Mishaps } from "./mishaps";
import { type Leg, midwayCity, roadMs, spotOnLeg } from "./road";

/** Legs longer than this break at a hub in between. */
const HUB_AFTER_KM = 900;

interface Trip {
  readonly plan: ShipmentPlan;
  readonly mishaps: Mishaps;
  readonly random: Random;
  readonly log: CourseLog;
}

/** Through terminals: less than truckload, and parcels. Collected, sorted, moved by night, delivered on a round. */
export function networkCourse(plan: ShipmentPlan, mishaps: Mishaps, random: Random): Course {
  const pickup = plan.stops[0];
  const drop = plan.stops.at(-1);
  if (!pickup || !drop) throw new RangeError("a shipment without stops");
  const trip: Trip = { plan, mishaps, random, log: courseLog(plan, random) };
  if (plan.service === "parcel") {
    trip.log.happened("label_created", plan.tenderAt + random.int(4, 40) * MINUTE_MS, null);
  }
  const pickedUpAt = collect(trip, pickup);
  const roundAt = deliveryRound(trip, drop);
  const readyAt = lineHaul(trip, pickup, drop, pickedUpAt, roundAt);
  const deliveredAt = deliver(trip, drop, Math.max(roundAt, readyAt));
  fillSilence(trip, { from: pickup.city, to: drop.city, departedAt: pickedUpAt, arrivedAt: readyAt }, drop);
  return { events: trip.log.events, pickedUpAt, deliveredAt };
}

function collect({ plan, mishaps, random, log }: Trip, stop: PlannedStop): Instant {
  const span = stop.latestAt - stop.earliestAt;
  const arrivedAt = stop.earliestAt + random.between(0.1, 0.8) * span + mishaps.latePickupMs;
  const leftAt = arrivedAt + random.int(8, 30) * MINUTE_MS;
  const spot = { city: stop.city };
  if (plan.service === "ltl") log.happened("arrived_pickup", arrivedAt, spot, { stop: stop.sequence });
  log.happened("picked_up", leftAt, spot, plan.service === "ltl" ? { stop: stop.sequence } : {});
  return leftAt;
}

/** When the driver leaves for the round that delivers: on the promised day, or a day or two later. */
function deliveryRound({ mishaps, random }: Trip, stop: PlannedStop): Instant {
  const leavesAt = stop.earliestAt + random.between(-0.7, 1.2) * HOUR_MS;
  if (mishaps.lateMs === 0) return leavesAt;
  const days = mishaps.lateMs > 4 * HOUR_MS ? 2 : 1;
  return atLocalTime(leavesAt, stop.city.zone, days, 8, random.int(0, 59));
}

/** @returns when the goods are sorted at the last terminal. */
function lineHaul(
  trip: Trip,
  pickup: PlannedStop,
  drop: PlannedStop,
  pickedUpAt: Instant,
  roundAt: Instant,
): Instant {
  const { plan, random, log } = trip;
  const inAt = pickedUpAt + random.between(0.7, 2.2) * HOUR_MS;
  const outAt = inAt + random.between(2, 3.4) * HOUR_MS;
  log.happened("arrived_hub", inAt, { city: pickup.city });
  log.happened("departed_hub", outAt, { city: pickup.city });
  const km = roadKm(pickup.city, drop.city);
  const fastest = outAt + roadMs(km, plan.service) * random.between(0.85, 0.95);
  // Freight that is not urgent waits where it stands; it rarely arrives just in time.
  const arrivedAt = fastest + Math.max(0, roundAt - 2 * HOUR_MS - fastest) * random.between(0.2, 0.7);
  if (km > HUB_AFTER_KM) {
    const hubAt = outAt + (arrivedAt - outAt) * random.between(0.42, 0.5);
    const hub = { city: midwayCity(pickup.city, drop.city) };
    log.happened("arrived_hub", hubAt, hub);
    log.happened("departed_hub", hubAt + random.between(1.5, 3.3) * HOUR_MS, hub);
  }
  log.happened("arrived_hub", arrivedAt, { city: drop.city });
  return arrivedAt + random.between(0.5, 1.2) * HOUR_MS;
}

function deliver(trip: Trip, stop: PlannedStop, leavesAt: Instant): Instant | null {
  const { plan, mishaps, random, log } = trip;
  const spot = { city: stop.city };
  const onRoundMs = () => random.between(0.8, 3.3) * HOUR_MS;
  log.happened("out_for_delivery", leavesAt, spot);
  let doneAt = leavesAt + onRoundMs();
  if (mishaps.outcome === "attempted") {
    log.happened("delivery_attempted", doneAt, spot, { reason: "closed" });
    const again = atLocalTime(doneAt, stop.city.zone, 1, 8, random.int(5, 55));
    log.happened("out_for_delivery", again, spot);
    doneAt = again + onRoundMs();
  }
  const at = plan.service === "ltl" ? { stop: stop.sequence } : {};
  if (plan.service === "ltl") {
    log.happened("arrived_delivery", doneAt - random.int(6, 25) * MINUTE_MS, spot, at);
  }
  if (mishaps.outcome === "refused") {
    log.happened("refused", doneAt, spot, { ...at, reason: "refused" });
    log.happened("returned", doneAt + random.between(40, 90) * HOUR_MS, null);
    return null;
  }
  if (mishaps.outcome === "damaged") log.happened("damaged", doneAt - 3 * MINUTE_MS, spot, at);
  log.happened("delivered", doneAt, spot, at);
  return doneAt;
}

/** Terminals scan, and systems repeat their estimate, every few hours: silence means that something is wrong. */
function fillSilence(trip: Trip, leg: Leg, drop: PlannedStop): void {
  const { plan, mishaps, random, log } = trip;
  const steps = tellingMoments(log, leg.departedAt);
  const known = latenessKnown(trip, leg);
  const quietFrom = leg.departedAt + (leg.arrivedAt - leg.departedAt) * (mishaps.silence?.fromShare ?? 0);
  const quietUntil = mishaps.silence ? quietFrom + mishaps.silence.lengthMs : quietFrom;
  for (const [position, from] of steps.entries()) {
    const until = steps[position + 1];
    if (until === undefined) break;
    for (const at of between(from, until, () => random.between(2.6, 3.4) * HOUR_MS)) {
      if (at > quietFrom && at < quietUntil) continue;
      const expectedAt =
        known && at >= known.fromAt ? known.expectedAt : drop.latestAt - random.between(1, 5) * HOUR_MS;
      if (plan.service === "ltl") log.expected("delivered", expectedAt, at, { city: drop.city });
      else log.happened("in_transit", at, { city: spotOnLeg(leg, at).city });
    }
  }
}

/** When something was told between pick-up and the end of the forward trip, in order. */
function tellingMoments(log: CourseLog, departedAt: Instant): Instant[] {
  const refused = log.events.find((event) => event.milestone === "refused");
  const endAt = refused?.saidAt ?? Number.POSITIVE_INFINITY;
  const moments = log.events.map(({ saidAt }) => saidAt).filter((at) => at >= departedAt && at <= endAt);
  return [...new Set(moments)].sort((a, b) => a - b);
}

function latenessKnown(
  { mishaps, random, log }: Trip,
  leg: Leg,
): { fromAt: Instant; expectedAt: Instant } | null {
  if (mishaps.lateMs === 0 || !mishaps.lateIsTold) return null;
  const fromAt = leg.departedAt + (leg.arrivedAt - leg.departedAt) * random.between(0.4, 0.8);
  const spot = { city: midwayCity(leg.from, leg.to) };
  log.happened("delayed", fromAt, spot, { reason: mishaps.lateReason });
  const round = log.events.findLast((event) => event.milestone === "out_for_delivery");
  return { fromAt, expectedAt: (round?.at ?? leg.arrivedAt) + 2 * HOUR_MS };
}
