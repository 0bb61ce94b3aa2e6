import type { StatedTime } from "@/lib/domain/event/draft";

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * EasyPost's `datetime` as sent: wall clock and stated offset, fractions of a second left out. A date alone stays a date.
 *
 * @returns null when the text is no such time or no day of the calendar.
 * Source: ISO 8601 as in the EasyPost API v2 (`2014-11-21T14:24:00Z`, `2025-05-09T20:40:07+00:00`).
 */
export function statedTime(text: string): StatedTime | null {
  const match = ISO.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour, minute, second, zone] = match;
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > lastDay) return null;
  const date = `${year}-${month}-${day}`;
  if (hour === undefined) return { local: date, offset: null };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  const local = `${date}T${hour}:${minute}${second === undefined ? "" : `:${second}`}`;
  return { local, offset: zone === undefined ? null : statedOffset(zone) };
}

function statedOffset(zone: string): string {
  if (zone.toUpperCase() === "Z") return "Z";
  return zone.includes(":") ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}
