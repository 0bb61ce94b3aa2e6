import type { StatedTime } from "@/lib/domain/event/draft";
import type { CsvStatusMapping } from "@/lib/domain/message/parsed-message";

export type TimeFormat = CsvStatusMapping["timeFormat"];

/** Far above any written time; a cell of a megabyte of blanks is not tried against the patterns. */
const MAX_TIME_CHARS = 64;
const CLOCK = String.raw`(?:(?:,?\s+|T)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AP]M)?\s*(Z|[+-]\d{2}:?\d{2})?)?`;
const YEAR_FIRST = new RegExp(`^(?<y>\\d{4})-(?<m>\\d{1,2})-(?<d>\\d{1,2})${CLOCK}$`, "i");
const DAY_FIRST = new RegExp(`^(?<d>\\d{1,2})\\.(?<m>\\d{1,2})\\.(?<y>\\d{4})${CLOCK}$`, "i");
const MONTH_FIRST = new RegExp(`^(?<m>\\d{1,2})/(?<d>\\d{1,2})/(?<y>\\d{4})${CLOCK}$`, "i");

const PATTERNS: Readonly<Record<TimeFormat, RegExp>> = {
  iso: YEAR_FIRST,
  "YYYY-MM-DD HH:mm": YEAR_FIRST,
  "DD.MM.YYYY HH:mm": DAY_FIRST,
  "MM/DD/YYYY HH:mm": MONTH_FIRST,
};

/**
 * A cell as a stated time: wall clock and the offset if one is written. Seconds, AM/PM and a missing clock are accepted in
 * every format; a date alone stays a date.
 *
 * @returns null when the text does not have the mapping's format or is no day of the calendar.
 * Source: the connection's mapping, `timeFormat`; `iso` is ISO 8601 with a blank or a `T`.
 */
export function rowTime(text: string, format: TimeFormat): StatedTime | null {
  const written = text.trim();
  if (written.length > MAX_TIME_CHARS) return null;
  const match = PATTERNS[format].exec(written);
  if (!match?.groups) return null;
  const { y = "", m = "", d = "" } = match.groups;
  const [hourText, minute, second, half, zone] = clockParts(match);
  const lastDay = new Date(Date.UTC(Number(y), Number(m), 0)).getUTCDate();
  if (Number(m) < 1 || Number(m) > 12 || Number(d) < 1 || Number(d) > lastDay) return null;
  const date = `${y}-${two(m)}-${two(d)}`;
  if (hourText === undefined) return { local: date, offset: null };
  const hour = hourOfDay(Number(hourText), half);
  if (hour === null || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  const local = `${date}T${two(String(hour))}:${minute}${second === undefined ? "" : `:${second}`}`;
  return { local, offset: zone === undefined ? null : statedOffset(zone) };
}

/** The format the first written time of a column has, or null when it has none of the four. Slashes are read month first. */
export function formatOf(text: string): TimeFormat | null {
  const formats: readonly TimeFormat[] = ["iso", "DD.MM.YYYY HH:mm", "MM/DD/YYYY HH:mm"];
  return formats.find((format) => rowTime(text, format) !== null) ?? null;
}

function clockParts(match: RegExpExecArray): (string | undefined)[] {
  return [match[4], match[5], match[6], match[7], match[8]];
}

function hourOfDay(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour > 23 ? null : hour;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toUpperCase() === "PM" ? 12 : 0);
}

function two(text: string): string {
  return text.padStart(2, "0");
}

function statedOffset(zone: string): string {
  if (zone.toUpperCase() === "Z") return "Z";
  return zone.includes(":") ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}
