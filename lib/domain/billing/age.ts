import { DAY_MS, HOUR_MS, type Instant } from "../time/instant";

/** How long a delivery has waited for its invoice, in whole periods of 24 h. `untilDays` is the first that is no longer in it; null: no end. */
export const AGE_BUCKETS = [
  { key: "h24", label: "≤ 24 h", fromDays: 0, untilDays: 1 },
  { key: "h48", label: "24–48 h", fromDays: 1, untilDays: 2 },
  { key: "d3", label: "2–3 d", fromDays: 2, untilDays: 4 },
  { key: "d7", label: "4–7 d", fromDays: 4, untilDays: 8 },
  { key: "d14", label: "8–14 d", fromDays: 8, untilDays: 15 },
  { key: "d30", label: "15–30 d", fromDays: 15, untilDays: 31 },
  { key: "older", label: "> 30 d", fromDays: 31, untilDays: null },
] as const;
export type AgeBucket = (typeof AGE_BUCKETS)[number]["key"];

/**
 * Ages are told as of the whole hour that has begun: kept sums go by hour, so a sum and the list behind it agree to the row, and nothing is written
 * when something merely grows older.
 */
export function ageAsOf(now: Instant): Instant {
  return Math.floor(now / HOUR_MS) * HOUR_MS;
}

/** The bucket of what waits since `since`. What came after `asOf` is in the first. */
export function ageBucket(since: Instant, asOf: Instant): AgeBucket {
  const days = Math.floor((asOf - since) / DAY_MS);
  const found = AGE_BUCKETS.find(({ untilDays }) => untilDays === null || days < untilDays);
  return found?.key ?? "older";
}

/** Since when what is in a bucket waits: later than `afterAt` (null: however long), and not after `untilAt` (null: however short). */
export function bucketBounds(
  key: AgeBucket,
  asOf: Instant,
): { readonly afterAt: Instant | null; readonly untilAt: Instant | null } {
  const bucket = AGE_BUCKETS.find((one) => one.key === key);
  if (!bucket) throw new RangeError(`${key} is no age bucket`);
  return {
    afterAt: bucket.untilDays === null ? null : asOf - bucket.untilDays * DAY_MS,
    untilAt: bucket.fromDays === 0 ? null : asOf - bucket.fromDays * DAY_MS,
  };
}
