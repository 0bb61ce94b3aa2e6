import type { Instant } from "../time/instant";
import { resolveTime } from "../time/resolve-time";

/** When a local day begins in a zone. Where clocks jump over midnight, the first moment after it. */
export function startOfDay(day: string, zone: string): Instant {
  return resolveTime({ local: `${day}T00:00:00`, offset: null }, zone) ?? Date.parse(`${day}T00:00:00Z`);
}
