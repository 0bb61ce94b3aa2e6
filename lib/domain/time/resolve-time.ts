import type { StatedTime } from "../event/draft";
import { HOUR_MS, type Instant, MINUTE_MS } from "./instant";

const formats = new Map<string, Intl.DateTimeFormat>();
/** Offsets by zone and UTC hour: zones change on hour boundaries at the finest that matters to freight. */
const offsets = new Map<string, Map<number, number>>();
const OFFSETS_KEPT = 20_000;

/** True when the runtime knows this IANA zone. */
export function isKnownZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/**
 * The instant of a stated time; a stated offset wins over `zone`. A date without a clock is the start of that day.
 *
 * A wall clock skipped by daylight saving is read as if the change had not happened yet; one that occurs twice is the first.
 * @returns null when `local` is not a calendar date and time between 1970 and 2199.
 */
export function resolveTime(time: StatedTime, zone: string): Instant | null {
  const wall = wallClock(time.local);
  if (wall === null) return null;
  if (time.offset !== null) {
    const offsetMinutes = statedOffsetMinutes(time.offset);
    return offsetMinutes === null ? null : wall - offsetMinutes * MINUTE_MS;
  }
  const before = offsetAt(zone, wall - 24 * HOUR_MS);
  const first = wall - before;
  if (offsetAt(zone, first) === before) return first;
  const after = offsetAt(zone, wall + 24 * HOUR_MS);
  const second = wall - after;
  return offsetAt(zone, second) === after ? second : first;
}

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?)?$/;

function wallClock(local: string): Instant | null {
  const match = LOCAL.exec(local);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  // Placeholders such as 0001-01-01 and 9999-12-31 are no times, and calendars beyond these years don't fit a timestamp.
  if (year < 1970 || year > 2199) return null;
  if (hour > 24 || minute > 59 || second > 60 || month < 1 || month > 12 || day < 1) return null;
  const at = Date.UTC(year, month - 1, day, hour, minute, second, Number((match[7] ?? "0").padEnd(3, "0")));
  // Date.UTC rolls 31 February over; a roll shows in the month.
  return new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1 ? at : null;
}

function statedOffsetMinutes(offset: string): number | null {
  if (offset === "Z") return 0;
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset);
  if (!match) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === "-" ? -minutes : minutes;
}

/** Local − UTC of a zone at an instant, milliseconds. */
function offsetAt(zone: string, at: Instant): number {
  const hour = Math.floor(at / HOUR_MS);
  let known = offsets.get(zone);
  if (!known || known.size > OFFSETS_KEPT) {
    known = new Map();
    offsets.set(zone, known);
  }
  const cached = known.get(hour);
  if (cached !== undefined) return cached;
  const offset = readOffset(zone, hour * HOUR_MS);
  known.set(hour, offset);
  return offset;
}

function readOffset(zone: string, at: Instant): number {
  const parts: Record<string, number> = {};
  for (const part of formatOf(zone).formatToParts(at)) parts[part.type] = Number(part.value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour % 24, minute, second) - at;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(zone, format);
  }
  return format;
}
