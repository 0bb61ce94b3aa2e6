import { HOUR_MS, MINUTE_MS } from "../time/instant";

const FIRST_MS = MINUTE_MS / 2;
const LONGEST_MS = 2 * HOUR_MS;
/** About ten hours of trying. */
export const MOST_ATTEMPTS = 12;

/**
 * How long to wait after the given attempt failed, milliseconds: doubled each time, at most two hours, and between half and all of that, so that what
 * failed together does not come back together.
 *
 * @param attempt 1 for the first; @param chance from 0 to 1.
 * @returns null when it is given up.
 */
export function retryDelayMs(attempt: number, chance: number): number | null {
  if (attempt >= MOST_ATTEMPTS) return null;
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return Math.round(full * (0.5 + chance / 2));
}
