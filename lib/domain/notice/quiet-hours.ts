import { dayIn, hourText } from "../shipment/wall-clock";
import { DAY_MS, type Instant, MINUTE_MS } from "../time/instant";
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
  const end = wallInstant(zone, endsTomorrow ? at + DAY_MS : at, quiet.untilMinute);
  // An hour that daylight saving doubles or skips must never lead backwards.
  return end > at ? end : at + MINUTE_MS;
}

/** The next digest after `at`: full multiples of its period, a daily one at seven in the morning of the rule's zone. */
export function nextDigestAt(rule: Pick<SubscriptionRule, "zone">, minutes: number, at: Instant): Instant {
  if (minutes < DAY_MINUTES) return (Math.floor(at / (minutes * MINUTE_MS)) + 1) * minutes * MINUTE_MS;
  const today = wallInstant(rule.zone, at, DIGEST_HOUR * 60);
  return today > at ? today : wallInstant(rule.zone, at + DAY_MS, DIGEST_HOUR * 60);
}

function minuteOfDay(at: Instant, zone: string): number {
  const [hour = 0, minute = 0] = hourText(at, zone).split(":").map(Number);
  return hour * 60 + minute;
}

function wallInstant(zone: string, day: Instant, minute: number): Instant {
  const clock = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  return resolveTime({ local: `${dayIn(zone, day)}T${clock}`, offset: null }, zone) ?? day;
}
