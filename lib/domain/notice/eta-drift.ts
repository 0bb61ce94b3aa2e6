import type { StopState } from "../shipment/state";
import { HOUR_MS, type Instant } from "../time/instant";

/** Without an appointment to miss, an estimate that moved this far is news. */
export const DRIFT_LIMIT_MS = 2 * HOUR_MS;

interface Estimate {
  readonly estimatedAt: Instant;
  /** What was planned or estimated first for the same; the same instant when nothing was said before. */
  readonly firstAt: Instant;
}

/**
 * The delivery that an estimate makes late for its customer; null when it does not. With an appointment only missing it counts: to be there later, but
 * within the window, is no delay. Without one, an estimate more than two hours after the first. An estimate that a newer one replaced counts no more, and
 * nothing counts once the truck is there.
 *
 * @param stops as they are now, of which the estimate speaks of one.
 */
export function driftedStop<S extends StopState>(
  stops: readonly S[],
  { estimatedAt, firstAt }: Estimate,
): S | null {
  const stop = stops.find(
    (each) =>
      each.kind === "delivery" &&
      each.estimatedAt === estimatedAt &&
      each.arrivedAt === null &&
      each.completedAt === null,
  );
  if (!stop) return null;
  const isLate =
    stop.latestAt === null ? estimatedAt - firstAt > DRIFT_LIMIT_MS : estimatedAt > stop.latestAt;
  return isLate ? stop : null;
}
