import { DAY_MS, HOUR_MS, type Instant } from "@/lib/domain/time/instant";
import { shipmentTellings } from "../course/tellings";
import type { Telling } from "../truth";
import type { SourceKey } from "../world/carriers";
import { arrivals } from "./arrivals";
import { deliveries } from "./delivery-trouble";
import { dispatchesOf } from "./dispatches";
import { falseDispatches } from "./false-tellings";
import type { OutgoingMessage, WorldSettings } from "./outgoing";
import { render } from "./render";

/** Nothing is delivered later than this after it was told. */
const LONGEST_DELAY_MS = 8 * HOUR_MS;
/** From tender to the last paper. */
const LONGEST_LIFE_MS = 24 * DAY_MS;

export interface Window {
  readonly after: Instant;
  readonly until: Instant;
}

/** Counts the interchanges of each sender. */
export type ControlNumbers = (source: SourceKey) => number;

/** Everything partners deliver in `(after, until]`, in order of arrival. Whole history: `after` minus infinity. */
export function schedule(
  world: WorldSettings,
  window: Window,
  nextControl = controlNumbers(world, window.after),
): OutgoingMessage[] {
  return messagesOf(tellingsOf(world, window), world, nextControl).filter(
    ({ receivedAt }) => receivedAt > window.after && receivedAt <= window.until,
  );
}

/** Tellings as messages, with everything that goes wrong on the way, in order of arrival. */
export function messagesOf(
  tellings: readonly Telling[],
  world: WorldSettings,
  nextControl: ControlNumbers,
): OutgoingMessage[] {
  return dispatchesOf(tellings)
    .flatMap((dispatch) => [dispatch, ...falseDispatches(dispatch, world.seed)])
    .sort((a, b) => a.sentAt - b.sentAt || (a.key < b.key ? -1 : 1))
    .flatMap((dispatch) => {
      const write = () => render(dispatch, nextControl(dispatch.source), world.seed);
      return deliveries(write(), world, write);
    })
    .sort((a, b) => a.receivedAt - b.receivedAt || (a.key < b.key ? -1 : 1));
}

/** What is said from a little before the window on, so that delayed deliveries fall into it. */
export function tellingsOf(world: WorldSettings, { after, until }: Window): Telling[] {
  const tellings: Telling[] = [];
  for (const { index, tenderAt } of arrivals(world, until)) {
    if (tenderAt < after - LONGEST_LIFE_MS) continue;
    for (const telling of shipmentTellings(world.seed, index, tenderAt)) {
      if (telling.at > after - LONGEST_DELAY_MS && telling.at <= until) tellings.push(telling);
    }
  }
  return tellings;
}

/** A count for each sender, beginning far enough above what was used before `after`: nobody sends ten a second. */
export function controlNumbers(world: WorldSettings, after: Instant): ControlNumbers {
  const isFirst = after === Number.NEGATIVE_INFINITY;
  const first = isFirst ? 1_001 : 1_000_000 + Math.max(0, Math.floor((after - world.anchorAt) / 100));
  const last = new Map<SourceKey, number>();
  return (source) => {
    const number = (last.get(source) ?? first - 1) + 1;
    last.set(source, number);
    return number;
  };
}
