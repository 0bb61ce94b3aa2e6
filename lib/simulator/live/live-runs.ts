import { HOUR_MS, type Instant } from "@/lib/domain/time/instant";
import { FIRST_SHUTTLE, shipmentNumber } from "../course/plan";
import { type ShipmentStory, shipmentStory } from "../course/tellings";
import type { WorldSettings } from "../schedule/outgoing";
import type { Telling } from "../truth";

/** Behind the local runs of the history. */
const FIRST_LIVE_RUN = FIRST_SHUTTLE + 1_000;
/** From tender to proof of delivery. */
const RUN_LIFE_MS = 4 * HOUR_MS;

/**
 * A local run started while somebody watched. It is named by the second after the world's anchor at which it was
 * tendered, so that a later process can tell its story to the end, and never starts the same one again.
 */
export function runTellings(world: WorldSettings, second: number): readonly Telling[] {
  return runStory(world, second).tellings;
}

export function runStory(world: WorldSettings, second: number): ShipmentStory {
  return shipmentStory(world.seed, FIRST_LIVE_RUN + second, world.anchorAt + second * 1_000);
}

/** Shipment numbers of runs that may have been under way at `lastAt`, with their seconds. */
export function possibleRuns(world: WorldSettings, lastAt: Instant): ReadonlyMap<string, number> {
  const until = Math.floor((lastAt - world.anchorAt) / 1_000);
  const from = Math.max(1, until - RUN_LIFE_MS / 1_000);
  const runs = new Map<string, number>();
  for (let second = from; second <= until; second += 1) {
    runs.set(shipmentNumber(FIRST_LIVE_RUN + second), second);
  }
  return runs;
}
