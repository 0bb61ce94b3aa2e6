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

/** Of a limited number, the part that is still on the way; the rest shows what comes after. */
const OPEN_SHARE = 0.6;

/** At most `limit` orders, what is on the way before what is done, of each the newest first. */
export function mostImportant(stories: readonly OrderStory[], now: Instant, limit: number): OrderStory[] {
  const newestFirst = [...stories].sort((a, b) => b.orderedAt - a.orderedAt);
  const open = newestFirst.filter((story) => isOnTheWay(story, now));
  const done = newestFirst.filter((story) => !isOnTheWay(story, now));
  const openCount = Math.max(Math.ceil(limit * OPEN_SHARE), limit - done.length);
  const first = open.slice(0, Math.min(limit, openCount));
  return [...first, ...done.slice(0, limit - first.length)];
}

function isOnTheWay(story: OrderStory, now: Instant): boolean {
  if (story.cancelledAt !== null) return story.cancelledAt > now;
  return story.deliveredAt === null || story.deliveredAt > now;
}

/** True when somebody clicks something about it in `(after, until]`. */
export function isTouched(story: OrderStory, after: Instant, until: Instant): boolean {
  return momentsOf(story).some((at) => at > after && at <= until);
}
