import { setTimeout as sleep } from "node:timers/promises";
import { DAY_MS, type Instant } from "@/lib/domain/time/instant";
import type { WorldSettings } from "../schedule/outgoing";
import { ensureMasters, type Masters } from "./masters";
import { isTouched, mostImportant, orderStories, runOrder } from "./order-stories";
import type { OrderStory } from "./order-story";
import { playOrders } from "./play-orders";
import { playPurchases } from "./play-purchases";
import { batches, OdooAway, type OdooPlace, OdooRefusal, type OdooSession, signIn } from "./session";

/** A house with people in it. */
export interface Office {
  readonly odoo: OdooSession;
  readonly masters: Masters;
  readonly world: WorldSettings;
}

export interface OfficeNews {
  readonly onRefused: (what: string, why: string) => void;
  /** Called once when Odoo can't be reached, and once when it can again. */
  readonly onReachable: (isReachable: boolean, why: string) => void;
}

/** Orders brought up to date together. Larger ones gain nothing and keep the newest waiting. */
const AT_ONCE = 50;
const TICK_MS = 2_000;
const FIRST_ANSWER_MS = 300;
/** From the order to the last payment. */
const ORDER_LIFE_MS = 40 * DAY_MS;

/** Signs in and makes what orders refer to. An Odoo that is only just starting is waited for. */
export async function openOffice(place: OdooPlace, world: WorldSettings, waitMs = 0): Promise<Office> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    try {
      const odoo = await signIn(place);
      return { odoo, masters: await ensureMasters(odoo), world };
    } catch (error) {
      if (!(error instanceof OdooAway) || Date.now() > deadline) throw error;
      await sleep(FIRST_ANSWER_MS);
    }
  }
}

export interface Past {
  readonly until: Instant;
  readonly runs: readonly number[];
  /** Only so many, the most important ones: a real Odoo takes its time. */
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly onProgress: (orders: number, total: number) => void;
}

/** Brings Odoo to where the world stands: what is under way first, then the newest. @returns how many orders it looked at. */
export async function fillOffice(office: Office, past: Past, news: OfficeNews): Promise<number> {
  const { until, runs, limit, signal, onProgress } = past;
  const window = { after: Number.NEGATIVE_INFINITY, until };
  const stories = mostImportant(orderStories(office.world, window, runs), until, limit);
  let done = 0;
  for (const batch of batches(stories, AT_ONCE)) {
    if (signal.aborted) break;
    await insist(() => playOrders(deskOf(office, until, news), batch), news, signal);
    done += batch.length;
    onProgress(done, stories.length);
  }
  if (!signal.aborted)
    await insist(() => playPurchases(deskOf(office, until, news), office.world), news, signal);
  return done;
}

export interface Present {
  /** Where the past ended. */
  readonly from: Instant;
  readonly runs: readonly number[];
  /** Local runs that began since this was last asked. */
  readonly newRuns: () => readonly number[];
  /** Goods that came or went: the warehouse tells of them at once. */
  readonly onMoved: (skus: ReadonlySet<string>) => Promise<unknown>;
  readonly signal: AbortSignal;
}

/** Clicks what is due, moment by moment, until asked to stop. */
export async function playOfficeLive(office: Office, present: Present, news: OfficeNews): Promise<void> {
  const { from, runs, newRuns, onMoved, signal } = present;
  let playedUntil = from;
  const started = runs.map((second) => runOrder(office.world, second));
  while (!signal.aborted) {
    started.push(...newRuns().map((second) => runOrder(office.world, second)));
    const until = Date.now();
    const due = dueBetween(office.world, started, playedUntil, until);
    for (const batch of batches(due, AT_ONCE)) {
      await insist(() => playOrders(deskOf(office, until, news), batch), news, signal);
    }
    const moved = movedBetween(due, playedUntil, until);
    if (moved.size > 0 && !signal.aborted) await onMoved(moved);
    playedUntil = until;
    await sleep(TICK_MS, undefined, { signal }).catch(() => undefined);
  }
}

function dueBetween(
  world: WorldSettings,
  started: readonly OrderStory[],
  after: Instant,
  until: Instant,
): OrderStory[] {
  const planned = orderStories(world, { after: until - ORDER_LIFE_MS, until });
  return [...planned, ...started].filter((story) => isTouched(story, after, until));
}

function movedBetween(stories: readonly OrderStory[], after: Instant, until: Instant): ReadonlySet<string> {
  const isNow = (at: Instant | null | undefined) => typeof at === "number" && at > after && at <= until;
  const moving = stories.filter(
    ({ issue, goodsReturn }) => isNow(issue?.at) || isNow(issue?.restAt) || isNow(goodsReturn?.at),
  );
  return new Set(moving.flatMap(({ lines }) => lines.map(({ goods }) => goods.code)));
}

function deskOf({ odoo, masters }: Office, until: Instant, { onRefused }: OfficeNews) {
  return { odoo, masters, until, onRefused };
}

const RETRY_MS = 3_000;

/** An Odoo that does not answer is asked again; nothing is left out for want of an answer. */
async function insist(work: () => Promise<void>, news: OfficeNews, signal: AbortSignal): Promise<void> {
  let isReachable = true;
  while (!signal.aborted) {
    try {
      await work();
      if (!isReachable) news.onReachable(true, "");
      return;
    } catch (error) {
      if (error instanceof OdooRefusal) return news.onRefused("a round", error.message);
      if (!(error instanceof OdooAway)) throw error;
      if (isReachable) news.onReachable(false, error.message);
      isReachable = false;
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
