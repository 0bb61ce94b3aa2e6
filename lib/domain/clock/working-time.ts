import { DAY_MS, type Instant, MINUTE_MS } from "../time/instant";
import { resolveTime } from "../time/resolve-time";
import type { BusinessCalendar } from "./clock-policy";

/** Half-open stretch of time. */
export interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

/** A calendar that works less than this often is a mistake; the search ends there. */
const HORIZON_MS = 3 * 366 * DAY_MS;

/**
 * When `minutes` of counted time have passed since `from`: inside the calendar's hours (every minute without one) and outside `stopped`.
 * Exactly at the end of a working day counts as that day, not as the next morning.
 *
 * @param stopped stretches in which the clock stands still; an open end is `Infinity`.
 * @returns null when that never happens: the clock is stopped for good, or the calendar holds no such hours within three years.
 */
export function addCountedMinutes(
  from: Instant,
  minutes: number,
  calendar: BusinessCalendar | null,
  stopped: readonly Span[] = [],
): Instant | null {
  let leftMs = minutes * MINUTE_MS;
  let last: Instant | null = null;
  for (const span of countedSpans(from, from + leftMs + HORIZON_MS, calendar, stopped)) {
    const lengthMs = span.until - span.from;
    if (leftMs <= lengthMs) return span.from + leftMs;
    leftMs -= lengthMs;
    last = span.until;
  }
  return leftMs === 0 ? last : null;
}

/** Counted minutes between two moments, 0 when `until` lies before `from`. Fractions of a minute are kept. */
export function countedMinutes(
  from: Instant,
  until: Instant,
  calendar: BusinessCalendar | null,
  stopped: readonly Span[] = [],
): number {
  let ms = 0;
  for (const span of countedSpans(from, until, calendar, stopped)) ms += span.until - span.from;
  return ms / MINUTE_MS;
}

/** Minutes of the given stretches that lie between two moments, overlaps counted once. */
export function stoppedMinutes(from: Instant, until: Instant, stopped: readonly Span[]): number {
  return stopped.length === 0
    ? 0
    : Math.max(0, until - from) / MINUTE_MS - countedMinutes(from, until, null, stopped);
}

function* countedSpans(
  from: Instant,
  until: Instant,
  calendar: BusinessCalendar | null,
  stopped: readonly Span[],
): Generator<Span> {
  const breaks = merged(stopped);
  for (const span of calendar ? workingSpans(from, until, calendar) : [{ from, until }]) {
    let at = span.from;
    for (const pause of breaks) {
      if (pause.until <= at || pause.from >= span.until) continue;
      if (pause.from > at) yield { from: at, until: pause.from };
      at = Math.max(at, pause.until);
    }
    if (at < span.until) yield { from: at, until: span.until };
  }
}

/** The calendar's hours between two moments, in order. A day is the zone's, so an hour that daylight saving skips is not worked. */
function* workingSpans(from: Instant, until: Instant, calendar: BusinessCalendar): Generator<Span> {
  const holidays = new Set(calendar.holidays);
  // A zone is at most 14 hours from UTC: begin a day early.
  for (let day = Math.floor(from / DAY_MS) * DAY_MS - DAY_MS; day < until + DAY_MS; day += DAY_MS) {
    const date = new Date(day).toISOString().slice(0, 10);
    if (holidays.has(date)) continue;
    const weekday = new Date(day).getUTCDay() || 7;
    const hours = calendar.hours
      .filter((hour) => hour.day === weekday)
      .sort((a, b) => a.fromMinute - b.fromMinute);
    for (const { fromMinute, untilMinute } of hours) {
      const opens = localInstant(day, date, fromMinute, calendar.zone);
      const closes = localInstant(day, date, untilMinute, calendar.zone);
      if (opens === null || closes === null) continue;
      const span = { from: Math.max(opens, from), until: Math.min(closes, until) };
      if (span.from < span.until) yield span;
    }
  }
}

function localInstant(day: Instant, date: string, minute: number, zone: string): Instant | null {
  if (minute < 24 * 60) {
    const clock = new Date(minute * MINUTE_MS).toISOString().slice(11, 16);
    return resolveTime({ local: `${date}T${clock}`, offset: null }, zone);
  }
  const next = new Date(day + DAY_MS).toISOString().slice(0, 10);
  return resolveTime({ local: `${next}T00:00`, offset: null }, zone);
}

function merged(spans: readonly Span[]): Span[] {
  const sorted = spans.filter((span) => span.from < span.until).sort((a, b) => a.from - b.from);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (last && span.from <= last.until)
      result[result.length - 1] = { from: last.from, until: Math.max(last.until, span.until) };
    else result.push(span);
  }
  return result;
}
