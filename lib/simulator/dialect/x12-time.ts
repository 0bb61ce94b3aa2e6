import type { Instant } from "@/lib/domain/time/instant";
import { compactDate, compactTime, offsetMinutes, wallClock } from "../wall-clock";
import type { X12Zone } from "../world/carriers";

/** Element 623: letters of the zone; a T after them is the clock that holds there now, S standard, D daylight time. */
const LETTER: Readonly<Record<string, string>> = {
  "America/New_York": "E",
  "America/Chicago": "C",
  "America/Denver": "M",
  "America/Phoenix": "M",
  "America/Los_Angeles": "P",
};
const STANDARD_MINUTES: Readonly<Record<string, number>> = {
  "America/New_York": -300,
  "America/Chicago": -360,
  "America/Denver": -420,
  "America/Phoenix": -420,
  "America/Los_Angeles": -480,
};

/** Date, time and time code as a partner of this habit writes a moment at a place in `zone`. */
export function x12Time(at: Instant, zone: string, habit: X12Zone): readonly [string, string, string] {
  const written = habit === "utc" ? "UTC" : zone;
  const clock = wallClock(at, written);
  return [compactDate(clock), compactTime(clock), timeCode(at, zone, habit)];
}

function timeCode(at: Instant, zone: string, habit: X12Zone): string {
  const letter = LETTER[zone];
  if (habit === "utc") return "UT";
  if (habit === "local" || letter === undefined) return "LT";
  // Arizona keeps standard time all year: the prevailing Mountain clock would be an hour off in summer.
  if (habit === "prevailing" && zone !== "America/Phoenix") return `${letter}T`;
  return offsetMinutes(zone, at) === STANDARD_MINUTES[zone] ? `${letter}S` : `${letter}D`;
}
