import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "@/lib/domain/time/instant";
import { FIRST_SHUTTLE } from "../course/plan";
import { streamOf } from "../random";
import { wallClock } from "../wall-clock";
import type { WorldSettings } from "./outgoing";

const OFFICE = "America/Chicago";
const WEEKEND = 0.4;
/** How busy each hour of a working day is, midnight first. */
const HOURS = [
  0.15, 0.1, 0.1, 0.1, 0.2, 0.5, 1, 1.6, 2.2, 2.6, 2.6, 2.4, 2, 2.2, 2.4, 2.2, 1.8, 1.4, 0.9, 0.6, 0.5, 0.4,
  0.3, 0.2,
] as const;

/** Local runs under way when somebody starts to watch. */
const SHUTTLES_BEFORE = 56;
const SHUTTLE_GAP_MS = 2.6 * MINUTE_MS;

export interface Arrival {
  readonly index: number;
  readonly tenderAt: Instant;
}

/** When each shipment is tendered, busy hours more than quiet ones, up to `until`. Local runs come on top. */
export function* arrivals(world: WorldSettings, until: Instant): Generator<Arrival> {
  yield* ordinary(world, until);
  const firstAt = world.anchorAt - SHUTTLES_BEFORE * SHUTTLE_GAP_MS;
  for (let number = 0; number < SHUTTLES_BEFORE; number += 1) {
    const tenderAt = firstAt + number * SHUTTLE_GAP_MS;
    if (tenderAt <= until) yield { index: FIRST_SHUTTLE + number, tenderAt };
  }
}

function* ordinary(world: WorldSettings, until: Instant): Generator<Arrival> {
  const startAt = world.anchorAt - world.days * DAY_MS;
  let total = 0;
  for (let at = startAt; at < world.anchorAt; at += HOUR_MS) total += busyness(at);
  const perShipment = total / world.shipments;
  let index = 0;
  let due = 0.5 * perShipment;
  let passed = 0;
  for (let at = startAt; at <= until; at += HOUR_MS) {
    const weight = busyness(at);
    while (due < passed + weight) {
      const share = (due - passed) / weight;
      const jitter = streamOf(world.seed, "arrival", index).between(-4, 4) * MINUTE_MS;
      const tenderAt = Math.max(startAt, at + share * HOUR_MS + jitter);
      if (tenderAt <= until) yield { index, tenderAt };
      index += 1;
      due += perShipment;
    }
    passed += weight;
  }
}

function busyness(at: Instant): number {
  const { hour, weekday } = wallClock(at, OFFICE);
  return (HOURS[hour] ?? 0) * (weekday === 0 || weekday === 6 ? WEEKEND : 1);
}
