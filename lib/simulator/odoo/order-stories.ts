import { HOUR_MS, type Instant } from "@/lib/domain/time/instant";
import { shipmentStory } from "../course/tellings";
import { runStory } from "../live/live-runs";
import { arrivals } from "../schedule/arrivals";
import type { WorldSettings } from "../schedule/outgoing";
import { momentsOf, type OrderStory, orderStory } from "./order-story";

/** Orders come in before their loads are tendered, this long at most. */
const LEAD_MS = 12 * HOUR_MS;

/** The orders somebody has entered in Odoo between two moments, with those of local runs started while somebody watched. */
export function orderStories(
  world: WorldSettings,
  window: { readonly after: Instant; readonly until: Instant },
  runs: readonly number[] = [],
): OrderStory[] {
  const planned = [...arrivals(world, window.until + LEAD_MS)]
    .filter(({ tenderAt }) => tenderAt > window.after)
    .map(({ index, tenderAt }) => orderStory(world.seed, shipmentStory(world.seed, index, tenderAt)));
  return [...planned, ...runs.map((second) => runOrder(world, second))].filter(
    ({ orderedAt }) => orderedAt > window.after && orderedAt <= window.until,
  );
}

export function runOrder(world: WorldSettings, second: number): OrderStory {
  return orderStory(world.seed, runStory(world, second));
}

/** What presses first: orders with something still to come, then the finished ones; of each the newest first. */
export function byImportance(stories: readonly OrderStory[], now: Instant): OrderStory[] {
  const isOpen = (story: OrderStory) => (isOnTheWay(story, now) ? 1 : 0);
  return [...stories].sort((a, b) => isOpen(b) - isOpen(a) || b.orderedAt - a.orderedAt);
}

function isOnTheWay(story: OrderStory, now: Instant): boolean {
  if (story.cancelledAt !== null) return story.cancelledAt > now;
  return story.deliveredAt === null || story.deliveredAt > now;
}

/** True when somebody clicks something about it in `(after, until]`. */
export function isTouched(story: OrderStory, after: Instant, until: Instant): boolean {
  return momentsOf(story).some((at) => at > after && at <= until);
}
