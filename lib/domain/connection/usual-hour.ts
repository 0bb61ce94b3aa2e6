import { HOUR_MS, type Instant } from "../time/instant";

const WEEK_HOURS = 168;

/**
 * How much comes in an hour of the week as a rule: the mean of the same hour one, two and three weeks before. Learned from the connection's own history.
 *
 * @param counts by start of the hour, what came in it; hours with nothing may be left out.
 * @param firstAt start of the first hour of its history.
 * @returns null while no such hour lies in its history.
 */
export function usualOf(
  counts: ReadonlyMap<Instant, number>,
  firstAt: Instant,
  hourAt: Instant,
): number | null {
  const before = [1, 2, 3]
    .map((weeks) => hourAt - weeks * WEEK_HOURS * HOUR_MS)
    .filter((at) => at >= firstAt);
  if (before.length === 0) return null;
  return before.reduce((sum, at) => sum + (counts.get(at) ?? 0), 0) / before.length;
}
