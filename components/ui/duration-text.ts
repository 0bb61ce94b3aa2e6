const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A span in at most two units, as a dispatcher would say it: "40 s", "6 min", "4 h 12 m", "1 d 3 h", "12 d". */
export function durationText(spanMs: number): string {
  const span = Math.abs(spanMs);
  if (span < MINUTE_MS) return `${Math.floor(span / SECOND_MS)} s`;
  if (span < HOUR_MS) return `${Math.floor(span / MINUTE_MS)} min`;
  if (span < DAY_MS)
    return two(Math.floor(span / HOUR_MS), "h", Math.floor((span % HOUR_MS) / MINUTE_MS), "m");
  if (span < 3 * DAY_MS)
    return two(Math.floor(span / DAY_MS), "d", Math.floor((span % DAY_MS) / HOUR_MS), "h");
  return `${Math.floor(span / DAY_MS)} d`;
}

function two(major: number, majorUnit: string, minor: number, minorUnit: string): string {
  return minor === 0 ? `${major} ${majorUnit}` : `${major} ${majorUnit} ${minor} ${minorUnit}`;
}

/** How far `at` lies from `now`: "6 min ago", "in 2 h 5 m". Both in epoch milliseconds. */
export function relativeText(atMs: number, nowMs: number): string {
  const span = nowMs - atMs;
  if (Math.abs(span) < SECOND_MS) return "now";
  return span > 0 ? `${durationText(span)} ago` : `in ${durationText(span)}`;
}

/** How long until the text of `at` changes, so that a page of times wakes up no more often than it must. */
export function nextChangeMs(atMs: number, nowMs: number): number {
  const span = Math.abs(nowMs - atMs);
  if (span < MINUTE_MS) return SECOND_MS;
  return span < DAY_MS ? MINUTE_MS / 4 : HOUR_MS / 4;
}
