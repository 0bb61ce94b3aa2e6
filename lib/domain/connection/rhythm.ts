import { DAY_MS, HOUR_MS, type Instant } from "../time/instant";

/** How far back a connection's habit is read. */
export const RHYTHM_DAYS = 21;
/** Hours with something in them; one that speaks in fewer has no habit to break. */
const FEWEST_HOURS = 24;
/** No connection is silent sooner, however busy it is. */
const LEAST_MS = 2 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;

export interface Silence {
  /** End of the last hour in which something came. */
  readonly since: Instant;
  /** When it was longer than is usual for it. */
  readonly dueAt: Instant;
}

/**
 * Whether a connection is quiet for longer than is its habit: twice the pause that 19 of 20 of its pauses stay under, and not at a time at which it was
 * quiet in the weeks before as well (nights, weekends).
 *
 * @param hours starts of the hours in which something came, ascending, of the last `RHYTHM_DAYS`.
 * @returns null while it speaks, or when it speaks too rarely to tell.
 */
export function silenceOf(hours: readonly Instant[], now: Instant): Silence | null {
  const [first, last] = [hours[0], hours.at(-1)];
  if (first === undefined || last === undefined || hours.length < FEWEST_HOURS) return null;
  const pauses = hours.slice(1).map((hour, index) => hour - (hours[index] ?? hour));
  const sorted = pauses.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const weeks = [1, 2].map((count) => count * WEEK_MS).filter((back) => first <= last + HOUR_MS - back);
  const usual = Math.max(LEAST_MS, 2 * at(0.95), 6 * at(0.5));
  // Without a week to compare with, the longest pause so far is taken for usual.
  const allowed = weeks.length > 0 ? usual : Math.max(usual, 1.25 * (sorted.at(-1) ?? 0));
  const since = last + HOUR_MS;
  if (now < since + allowed) return null;
  const spoke = (back: number) => hours.some((hour) => hour >= since - back && hour < now - back);
  if (weeks.length > 0 && !weeks.some(spoke)) return null;
  return { since, dueAt: since + allowed };
}
