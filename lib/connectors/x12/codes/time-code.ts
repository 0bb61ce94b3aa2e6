import { lookup } from "./lookup";

/** Standard offset from UTC in minutes, and whether the clock follows North American daylight saving. */
interface ZoneRule {
  readonly standardMinutes: number;
  readonly saving: "by_date" | "never" | "always";
}

const zone = (hours: number, saving: ZoneRule["saving"]): ZoneRule => ({
  standardMinutes: hours * 60,
  saving,
});

/**
 * Named time codes. The code ending in S is standard time, in D daylight time, in T whichever holds on that date.
 * `LT` (local time) is absent: it names no zone, so the offset stays unknown.
 *
 * Source: ASC X12 element 623 (AT7-07, G62-05, DTM-04).
 */
const NAMED_ZONES: Readonly<Record<string, ZoneRule>> = {
  GM: zone(0, "never"),
  UT: zone(0, "never"),
  NT: zone(-3.5, "by_date"),
  NS: zone(-3.5, "never"),
  ND: zone(-3.5, "always"),
  TT: zone(-4, "by_date"),
  TS: zone(-4, "never"),
  TD: zone(-4, "always"),
  ET: zone(-5, "by_date"),
  ES: zone(-5, "never"),
  ED: zone(-5, "always"),
  CT: zone(-6, "by_date"),
  CS: zone(-6, "never"),
  CD: zone(-6, "always"),
  MT: zone(-7, "by_date"),
  MS: zone(-7, "never"),
  MD: zone(-7, "always"),
  PT: zone(-8, "by_date"),
  PS: zone(-8, "never"),
  PD: zone(-8, "always"),
  AT: zone(-9, "by_date"),
  AS: zone(-9, "never"),
  AD: zone(-9, "always"),
  HT: zone(-10, "never"),
  HS: zone(-10, "never"),
  HD: zone(-10, "always"),
};

/** `01` to `12` are UTC plus that many hours, `13` to `24` are UTC minus 12 down to minus 1. Source: element 623. */
function numberedOffsetMinutes(code: string): number | null {
  if (!/^(0[1-9]|1\d|2[0-4])$/.test(code)) return null;
  const hours = Number(code);
  return (hours <= 12 ? hours : hours - 25) * 60;
}

/** Day of the month of the nth Sunday (1-based); -1 is the last Sunday of a month with `days` days. */
function sundayOfMonth(year: number, month: number, nth: number, days: number): number {
  const firstWeekday = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
  const first = 1 + ((7 - firstWeekday) % 7);
  if (nth > 0) return first + (nth - 1) * 7;
  return first + Math.floor((days - first) / 7) * 7;
}

interface Season {
  readonly from: string;
  readonly until: string;
}

const seasons = new Map<string, Season>();

const monthDayHour = (month: number, day: number): string =>
  `${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}T02`;

/** First and last hour of daylight saving of a year, as `MM-DDTHH`. */
function seasonOf(yearText: string): Season {
  const known = seasons.get(yearText);
  if (known) return known;
  const year = Number(yearText);
  const since2007 = year >= 2007;
  const start = sundayOfMonth(year, since2007 ? 3 : 4, since2007 ? 2 : year >= 1987 ? 1 : -1, 30);
  const end = sundayOfMonth(year, since2007 ? 11 : 10, since2007 ? 1 : -1, 31);
  const season = {
    from: monthDayHour(since2007 ? 3 : 4, start),
    until: monthDayHour(since2007 ? 11 : 10, end),
  };
  seasons.set(yearText, season);
  return season;
}

/**
 * Whether daylight saving holds at a wall clock, switch-over at 02:00. The hour that happens twice counts as daylight time.
 * Source: US Energy Policy Act 2005 (since 2007: second Sunday of March to first Sunday of November), Uniform Time Act before
 * (1987 to 2006: first Sunday of April to last Sunday of October).
 *
 * @param local `YYYY-MM-DD[THH:MM]`; noon is meant where no time is given
 */
export function isDaylightSaving(local: string): boolean {
  const season = seasonOf(local.slice(0, 4));
  const wall = local.length > 10 ? local.slice(5, 13) : `${local.slice(5, 10)}T12`;
  return wall >= season.from && wall < season.until;
}

const offsets = new Map<number, string>();

/** Shares one string per offset: there are a few dozen, and millions of events. */
function formatOffset(minutes: number): string {
  const known = offsets.get(minutes);
  if (known !== undefined) return known;
  const written = writeOffset(minutes);
  offsets.set(minutes, written);
  return written;
}

function writeOffset(minutes: number): string {
  if (minutes === 0) return "Z";
  const size = Math.abs(minutes);
  const hours = String(Math.floor(size / 60)).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${hours}:${String(size % 60).padStart(2, "0")}`;
}

/**
 * Offset a time code states for a wall clock: `Z`, `-05:00`, or null for local time, no code or an unknown one.
 *
 * @param code element 623, already trimmed
 * @param local wall clock `YYYY-MM-DD[THH:MM[:SS]]`; its date decides daylight saving
 */
export function offsetOfTimeCode(code: string, local: string): string | null {
  const numbered = numberedOffsetMinutes(code);
  if (numbered !== null) return formatOffset(numbered);
  const rule = lookup(NAMED_ZONES, code);
  if (!rule) return null;
  const saves = rule.saving === "always" || (rule.saving === "by_date" && isDaylightSaving(local));
  return formatOffset(rule.standardMinutes + (saves ? 60 : 0));
}

/** True for a code element 623 defines, `LT` included. */
export function isTimeCode(code: string): boolean {
  return code === "LT" || lookup(NAMED_ZONES, code) !== undefined || numberedOffsetMinutes(code) !== null;
}
