/** Upper bounds, seconds: an event counts under the first bound it lies below. The last one stands for everything beyond. */
export const FRESHNESS_SECONDS = [
  ...[1, 2, 5, 10, 20, 30, 60, 120, 180, 300, 600, 900, 1_200, 1_800, 2_700, 3_600, 5_400, 7_200],
  ...[10_800, 14_400, 21_600, 28_800, 43_200, 64_800, 86_400, 172_800, 604_800, 2_147_483_647],
] as const;

/** Upper bounds, minutes, of the time from proof of delivery to invoice. */
export const INVOICE_MINUTES = [
  ...[60, 120, 240, 480, 720, 960, 1_200, 1_440, 1_800, 2_160, 2_880, 3_600, 4_320, 5_760, 7_200],
  ...[10_080, 14_400, 20_160, 30_240, 43_200, 86_400, 2_147_483_647],
] as const;
export const BEYOND = 2_147_483_647;

/** Fewer than this say nothing about a half or a tail. */
export const FEWEST_FOR_QUANTILE = 5;

/** The bound a delay falls under. What arrived before it happened (a clock that is fast) counts as at once. */
export function freshnessBucket(delayMs: number): number {
  return FRESHNESS_SECONDS.find((bound) => delayMs < bound * 1_000) ?? BEYOND;
}

export interface Bucket {
  readonly bound: number;
  readonly count: number;
}

/** The bound under which at least `share` of all lie; null when there are too few to say. */
export function boundOfShare(buckets: readonly Bucket[], share: number): number | null {
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  if (total < FEWEST_FOR_QUANTILE) return null;
  let seen = 0;
  for (const { bound, count } of [...buckets].sort((a, b) => a.bound - b.bound)) {
    seen += count;
    if (seen >= total * share) return bound;
  }
  return null;
}
