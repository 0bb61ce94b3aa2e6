import { HOUR_MS, type Instant, MINUTE_MS } from "@/lib/domain/time/instant";

/** What a clock on the wall shows; partners mostly write this and nothing else. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** Local − UTC of an IANA zone at a moment, in minutes. */
export function offsetMinutes(zone: string, at: Instant): number {
  const hour = Math.floor(at / HOUR_MS);
  const key = `${zone} ${hour}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    offset = readOffset(zone, hour * HOUR_MS);
    offsets.set(key, offset);
  }
  return offset;
}

export function wallClock(at: Instant, zone: string): WallClock {
  const local = new Date(at + offsetMinutes(zone, at) * MINUTE_MS);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    weekday: local.getUTCDay(),
  };
}

/** The moment a clock at the place shows `hour`:`minute`, `days` after the local day of `at`. */
export function atLocalTime(at: Instant, zone: string, days: number, hour: number, minute = 0): Instant {
  const { year, month, day } = wallClock(at, zone);
  const wall = Date.UTC(year, month - 1, day + days, hour, minute);
  const guess = wall - offsetMinutes(zone, wall) * MINUTE_MS;
  return wall - offsetMinutes(zone, guess) * MINUTE_MS;
}

/** `20260301`. */
export function compactDate({ year, month, day }: WallClock): string {
  return `${year}${two(month)}${two(day)}`;
}

/** `1405`. */
export function compactTime({ hour, minute }: WallClock): string {
  return two(hour) + two(minute);
}

/** Milliseconds of the whole minute `at` lies in. */
export function wholeMinute(at: Instant): Instant {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

export function two(value: number): string {
  return String(value).padStart(2, "0");
}

function readOffset(zone: string, at: Instant): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
    formats.set(zone, format);
  }
  const name = format.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const match = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(name);
  if (!match) throw new RangeError(`zone ${zone} has an offset that is not read: ${name}`);
  const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  return match[1] === "-" ? -minutes : minutes;
}
