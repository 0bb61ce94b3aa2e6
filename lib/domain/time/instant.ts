/** A moment, milliseconds since 1970-01-01T00:00Z. A number, so that folds compare and hash it without a library. */
export type Instant = number;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
