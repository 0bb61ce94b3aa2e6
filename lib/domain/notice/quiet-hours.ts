import { dayIn, hourText } from "../shipment/wall-clock";
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "../time/instant";
import { resolveTime } from "../time/resolve-time";
import type { QuietHours, SubscriptionRule } from "./subscription";

const DAY_MINUTES = 1_440;
const DIGEST_HOUR = 7;

/** When the quiet hours that `at` lies in end; null when it lies in none. The wall clock of `zone` decides, daylight saving included. */
export function quietUntil(quiet: QuietHours | null, zone: string, at: Instant): Instant | null {
  if (!quiet || quiet.fromMinute === quiet.untilMinute) return null;
  const minute = minuteOfDay(at, zone);
  const overMidnight = quiet.fromMinute > quiet.untilMinute;
  const isQuiet = overMidnight
    ? minute >= quiet.fromMinute || minute < quiet.untilMinute
    : minute >= quiet.fromMinute && minute < quiet.untilMinute;
  if (!isQuiet) return null;
  const endsTomorrow = overMidnight && minute >= quiet.fromMinute;
  const today = dayIn(zone, at);
  const end = wallInstant(zone, endsTomorrow ? dayAfter(today) : today, quiet.untilMinute);
  if (end > at) return end;
  // In the time that daylight saving repeats, the second one counts: an hour later, on Lord Howe half of one.
  const isEnd = (later: Instant) => later > at && minuteOfDay(later, zone) === quiet.untilMinute;
  return [end + HOUR_MS / 2, end + HOUR_MS].find(isEnd) ?? end + HOUR_MS;
}

/** The next digest after `at`: full multiples of its period, a daily one at seven in the morning of the rule's zone. */
export function nextDigestAt(rule: Pick<SubscriptionRule, "zone">, minutes: number, at: Instant): Instant {
  if (minutes < DAY_MINUTES) return (Math.floor(at / (minutes * MINUTE_MS)) + 1) * minutes * MINUTE_MS;
  const day = dayIn(rule.zone, at);
  const today = wallInstant(rule.zone, day, DIGEST_HOUR * 60);
  return today > at ? today : wallInstant(rule.zone, dayAfter(day), DIGEST_HOUR * 60);
}

function minuteOfDay(at: Instant, zone: string): number {
  const [hour = 0, minute = 0] = hourText(at, zone).split(":").map(Number);
  return hour * 60 + minute;
}

/** The next date on the calendar: 24 hours on is another one in the night in which an hour is skipped. */
function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}

function wallInstant(zone: string, day: string, minute: number): Instant {
  const clock = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  return resolveTime({ local: `${day}T${clock}`, offset: null }, zone) ?? Date.parse(day);
}
