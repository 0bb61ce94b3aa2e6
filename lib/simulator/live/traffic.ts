import { HOUR_MS, type Instant, MINUTE_MS } from "@/lib/domain/time/instant";
import { shipmentTellings } from "../course/tellings";
import { type Random, streamOf } from "../random";
import { arrivals } from "../schedule/arrivals";
import type { OutgoingMessage, WorldSettings } from "../schedule/outgoing";
import { controlNumbers, messagesOf, schedule } from "../schedule/schedule";
import { runTellings } from "./live-runs";
import { answersAt, positionTelling, type RoadLeg, roadLegs } from "./road-legs";

const WINDOW_MS = 2 * HOUR_MS;
/** Shipments older than this have nothing on the road any more. */
const ROAD_LIFE_MS = 8 * 24 * HOUR_MS;
const PING_GAP_MS = 75_000;
/** One message in so many starts a new local run; each run is good for a dozen more. */
const NEW_RUN = 0.03;

/** Somebody orders first: see `orderStory` for what happens in Odoo meanwhile. */
const ORDER_LEAD_MS = 45_000;

/** What partners send from now on: everything the world holds anyway, new local runs, and positions of trucks on the road. */
export interface Traffic {
  /** The next message due at `now`, or null when nobody has anything to say. */
  next(now: Instant): OutgoingMessage | null;
  /** How many messages are due and not yet taken. */
  backlog(now: Instant): number;
}

/** `runs` were started before and are still on their way; `onRun` hears of new ones, some time before their load is tendered. */
export function liveTraffic(
  world: WorldSettings,
  from: Instant,
  runs: readonly number[] = [],
  onRun: (second: number) => void = () => undefined,
): Traffic {
  const random = streamOf(world.seed, "live", from);
  const nextControl = controlNumbers(world, from);
  const pings = new Map<RoadLeg, Instant>();
  const started = runs.map((second) => runTellings(world, second));
  const legs = [...legsAt(world, from), ...started.flatMap(roadLegs)];
  let queue = messagesOf(started.flat(), world, nextControl).filter(({ receivedAt }) => receivedAt > from);
  let plannedUntil = from;
  let lastRunSecond = 0;
  let pingNumber = 100_000;

  const enqueue = (messages: readonly OutgoingMessage[]) => {
    queue = [...queue, ...messages].sort((a, b) => a.receivedAt - b.receivedAt);
  };
  const planAhead = (now: Instant) => {
    if (now < plannedUntil - 10 * MINUTE_MS) return;
    enqueue(schedule(world, { after: plannedUntil, until: plannedUntil + WINDOW_MS }, nextControl));
    legs.push(...newLegs(world, plannedUntil, plannedUntil + WINDOW_MS));
    plannedUntil += WINDOW_MS;
  };
  const startRun = (now: Instant) => {
    const second = Math.floor((now + ORDER_LEAD_MS - world.anchorAt) / 1000);
    if (second <= lastRunSecond) return;
    lastRunSecond = second;
    onRun(second);
    const tellings = runTellings(world, second);
    legs.push(...roadLegs(tellings));
    enqueue(messagesOf(tellings, world, nextControl));
  };
  const ping = (now: Instant): OutgoingMessage | null => {
    const leg = leastPinged(legs, pings, now, random);
    if (!leg) return null;
    pings.set(leg, now);
    pingNumber += 1;
    const messages = messagesOf([positionTelling(leg, now, pingNumber)], world, nextControl);
    const [first, ...rest] = messages;
    if (!first || first.trouble === "late") {
      enqueue(messages);
      return null;
    }
    enqueue(rest);
    return { ...first, receivedAt: now };
  };
  return {
    next: (now) => {
      planAhead(now);
      if (random.chance(NEW_RUN)) startRun(now);
      const [due] = queue;
      if (!due || due.receivedAt > now) return ping(now);
      queue.shift();
      return due;
    },
    backlog: (now) => queue.findIndex(({ receivedAt }) => receivedAt > now),
  };
}

function legsAt(world: WorldSettings, now: Instant): RoadLeg[] {
  return newLegs(world, now - ROAD_LIFE_MS, now).filter(({ arrivedAt }) => arrivedAt > now);
}

function newLegs(world: WorldSettings, after: Instant, until: Instant): RoadLeg[] {
  return [...arrivals(world, until)]
    .filter(({ tenderAt }) => tenderAt > after)
    .flatMap(({ index, tenderAt }) => roadLegs(shipmentTellings(world.seed, index, tenderAt)));
}

/** The truck whose position is oldest; trucks that have arrived leave the list. */
function leastPinged(
  legs: RoadLeg[],
  pings: Map<RoadLeg, Instant>,
  now: Instant,
  random: Random,
): RoadLeg | undefined {
  for (let index = legs.length - 1; index >= 0; index -= 1) {
    const leg = legs[index];
    if (!leg || leg.arrivedAt > now) continue;
    legs.splice(index, 1);
    pings.delete(leg);
  }
  const able = legs.filter((leg) => now - (pings.get(leg) ?? 0) > PING_GAP_MS && answersAt(leg, now));
  if (able.length === 0) return undefined;
  const oldest = Math.min(...able.map((leg) => pings.get(leg) ?? 0));
  const waiting = able.filter((leg) => (pings.get(leg) ?? 0) - oldest < PING_GAP_MS);
  return random.pick(waiting);
}
