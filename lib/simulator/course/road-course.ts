import { HOUR_MS, type Instant, MINUTE_MS } from "@/lib/domain/time/instant";
import type { Random } from "../random";
import type { PlannedStop, ShipmentPlan } from "../truth";
import { roadKm } from "../world/cities";
import type { Service } from "../world/lanes";
import { between, type Course, type CourseLog, courseLog } from "./course-log";
import type { Mishaps } from "./mishaps";
import { type Leg, roadMs, spotOnLeg } from "./road";

interface Habits {
  readonly dwellMinutes: readonly [number, number];
  readonly checkCallMinutes: readonly [number, number];
  /** Whether the partner's dialect has a word for an expected arrival. */
  readonly tellsEta: boolean;
}

const HABITS: Partial<Readonly<Record<Service, Habits>>> = {
  truckload: { dwellMinutes: [30, 105], checkCallMinutes: [95, 185], tellsEta: true },
  "road-eu": { dwellMinutes: [35, 95], checkCallMinutes: [110, 200], tellsEta: false },
  shuttle: { dwellMinutes: [4, 11], checkCallMinutes: [6, 11], tellsEta: true },
};

interface Trip {
  readonly plan: ShipmentPlan;
  readonly mishaps: Mishaps;
  readonly random: Random;
  readonly habits: Habits;
  readonly log: CourseLog;
}

/** One truck, door to door: truckload, road freight in Europe, local runs. */
export function roadCourse(plan: ShipmentPlan, mishaps: Mishaps, random: Random): Course {
  const habits = HABITS[plan.service];
  const [pickup, ...drops] = plan.stops;
  if (!habits || !pickup) throw new RangeError(`${plan.service} does not go by road door to door`);
  const trip: Trip = { plan, mishaps, random, habits, log: courseLog(plan, random) };
  agreeOnTimes(trip);
  const pickedUpAt = load(trip, pickup);
  let from = pickup;
  let leftAt = pickedUpAt;
  let deliveredAt: Instant | null = null;
  for (const drop of drops) {
    const isLast = drop === drops.at(-1);
    const arrivedAt = arrival(trip, { from, leftAt, to: drop, isLast });
    const leg = { from: from.city, to: drop.city, departedAt: leftAt, arrivedAt };
    drive(trip, leg, drop, isLast);
    const done = unload(trip, drop, arrivedAt, isLast);
    deliveredAt = done.deliveredAt;
    leftAt = done.leftAt;
    from = drop;
  }
  return { events: trip.log.events, pickedUpAt, deliveredAt };
}

/** Some docks want to be told; the agreed time is then the end of the window. */
function agreeOnTimes({ plan, random, habits, log }: Trip): void {
  const [pickup] = plan.stops;
  const saidAt = (pickup?.earliestAt ?? plan.tenderAt) - random.between(1.5, 3) * HOUR_MS;
  const booked = random.chance(0.28) && habits.tellsEta && saidAt > plan.respondByAt;
  if (!booked) return;
  for (const { kind, latestAt, city, sequence } of plan.stops) {
    const milestone = kind === "pickup" ? "pickup_appointment" : "delivery_appointment";
    log.agreed(milestone, latestAt, saidAt + sequence * MINUTE_MS, { city }, { stop: sequence });
  }
}

function load({ mishaps, random, habits, log }: Trip, stop: PlannedStop): Instant {
  const span = stop.latestAt - stop.earliestAt;
  const arrivedAt = stop.earliestAt + random.between(-0.3, 0.75) * span + mishaps.latePickupMs;
  const dwellMinutes = random.int(...habits.dwellMinutes);
  // Waiting for a dock is not the same as being loaded: it is what detention is paid for.
  const loadedAt =
    Math.max(arrivedAt, stop.earliestAt) + (dwellMinutes + mishaps.detentionMinutes) * MINUTE_MS;
  const spot = { city: stop.city };
  log.happened("arrived_pickup", arrivedAt, spot, { stop: stop.sequence });
  if (random.chance(0.4)) log.happened("loaded", loadedAt, spot, { stop: stop.sequence });
  const leftAt = loadedAt + random.int(2, 12) * MINUTE_MS;
  log.happened("picked_up", leftAt, spot, { stop: stop.sequence });
  return leftAt;
}

interface Approach {
  readonly from: PlannedStop;
  readonly leftAt: Instant;
  readonly to: PlannedStop;
  readonly isLast: boolean;
}

function arrival({ plan, mishaps, random }: Trip, { from, leftAt, to, isLast }: Approach): Instant {
  const fastest = leftAt + roadMs(roadKm(from.city, to.city), plan.service) * random.between(0.9, 0.97);
  const span = to.latestAt - to.earliestAt;
  const wanted =
    isLast && mishaps.lateMs > 0
      ? to.latestAt + mishaps.lateMs
      : to.earliestAt + random.between(-0.1, 0.7) * span;
  return Math.max(fastest + mishaps.customsMs, wanted);
}

function drive(trip: Trip, leg: Leg, to: PlannedStop, isLast: boolean): void {
  const { mishaps, random, habits, log } = trip;
  const span = leg.arrivedAt - leg.departedAt;
  const isLate = leg.arrivedAt > to.latestAt;
  const knownAt = leg.departedAt + span * random.between(0.15, 0.55);
  const promisedAt = Math.min(leg.arrivedAt, to.latestAt - random.int(40, 80) * MINUTE_MS);
  const quiet = quietTime(mishaps, leg, isLast);
  const told = isLate && mishaps.lateIsTold;
  const etaAt = (at: Instant) =>
    (told && at >= knownAt ? leg.arrivedAt : promisedAt) + random.around(0, 6) * MINUTE_MS;
  if (mishaps.customsMs > 0 && isLast) holdAtBorder(trip, leg);
  if (told) {
    log.happened("delayed", knownAt, spotOnLeg(leg, knownAt), { reason: mishaps.lateReason });
  }
  const everyMs = () => random.between(...habits.checkCallMinutes) * MINUTE_MS;
  let calls = 0;
  for (const at of between(leg.departedAt, leg.arrivedAt - 5 * MINUTE_MS, everyMs)) {
    if (quiet && at > quiet.from && at < quiet.until) continue;
    log.happened("in_transit", at, spotOnLeg(leg, at));
    calls += 1;
    if (habits.tellsEta && (calls % 2 === 1 || (told && at >= knownAt))) {
      log.expected("arrived_delivery", etaAt(at), at + MINUTE_MS, { city: to.city }, { stop: to.sequence });
    }
  }
}

function quietTime(mishaps: Mishaps, leg: Leg, isLast: boolean): { from: Instant; until: Instant } | null {
  if (!mishaps.silence || !isLast) return null;
  const from = leg.departedAt + (leg.arrivedAt - leg.departedAt) * mishaps.silence.fromShare;
  return { from, until: from + mishaps.silence.lengthMs };
}

function holdAtBorder({ mishaps, random, log }: Trip, leg: Leg): void {
  const heldAt = leg.departedAt + Math.min(random.between(0.3, 1) * HOUR_MS, mishaps.customsMs);
  log.happened("customs_hold", heldAt, { city: leg.from }, { reason: "customs" });
  log.happened("customs_released", heldAt + mishaps.customsMs * 0.8, { city: leg.from });
}

function unload(
  { mishaps, random, habits, log }: Trip,
  stop: PlannedStop,
  arrivedAt: Instant,
  isLast: boolean,
): { deliveredAt: Instant | null; leftAt: Instant } {
  const spot = { city: stop.city };
  const at = { stop: stop.sequence };
  log.happened("arrived_delivery", arrivedAt, spot, at);
  const startAt = Math.max(arrivedAt, stop.earliestAt - 30 * MINUTE_MS);
  const doneAt = startAt + random.int(...habits.dwellMinutes) * MINUTE_MS;
  if (isLast && mishaps.outcome === "refused") {
    log.happened("refused", doneAt, spot, { ...at, reason: "refused" });
    log.happened("returned", doneAt + random.between(20, 44) * HOUR_MS, null);
    return { deliveredAt: null, leftAt: doneAt };
  }
  if (isLast && mishaps.outcome === "damaged") log.happened("damaged", doneAt - 5 * MINUTE_MS, spot, at);
  log.happened("delivered", doneAt, spot, at);
  const leftAt = doneAt + random.int(3, 14) * MINUTE_MS;
  log.happened("departed_delivery", leftAt, spot, at);
  return { deliveredAt: doneAt, leftAt };
}
