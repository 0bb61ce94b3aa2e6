import type { StatedTime } from "@/lib/domain/event/draft";
import { isTimeCode, offsetOfTimeCode } from "./codes/time-code";
import { memoise } from "./memo";

export interface TimeReading {
  readonly time: StatedTime | null;
  /** What is wrong with the date, time or time code as written; null when nothing is. */
  readonly fault: string | null;
}

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const DIGITS = /^\d+$/;

/** Two-digit years: 70 to 99 are 1900s. Six-digit dates are of releases before 004010 (1997) and of senders that never moved on. */
function expandYear(date: string): string {
  if (date.length === 8) return date;
  return `${Number(date.slice(0, 2)) >= 70 ? "19" : "20"}${date}`;
}

/**
 * CCYYMMDD or YYMMDD to `YYYY-MM-DD`; null when it is no calendar date.
 * Source: ASC X12 element 373 (date), six digits before release 004010.
 */
export const readDate: (text: string) => string | null = memoise(parseDate, 1_024);

function parseDate(text: string): string | null {
  if ((text.length !== 8 && text.length !== 6) || !DIGITS.test(text)) return null;
  const full = expandYear(text);
  const year = Number(full.slice(0, 4));
  const month = Number(full.slice(4, 6));
  const day = Number(full.slice(6, 8));
  const days = DAYS_IN_MONTH[month - 1];
  if (days === undefined || day < 1 || day > days || year < 1900) return null;
  if (month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) return null;
  return `${full.slice(0, 4)}-${full.slice(4, 6)}-${full.slice(6, 8)}`;
}

/**
 * HHMM, HHMMSS or HHMMSSDD to `HH:MM` or `HH:MM:SS`; null when it is no time of day. Decimal seconds are dropped,
 * a missing leading zero ("830") and a colon are forgiven.
 * Source: ASC X12 element 337.
 */
export const readClock: (text: string) => string | null = memoise(parseClock, 2_048);

function parseClock(text: string): string | null {
  const digits = text.replaceAll(":", "");
  const padded = digits.length === 3 || digits.length === 5 ? `0${digits}` : digits;
  if (padded.length < 4 || padded.length > 8 || !DIGITS.test(padded)) return null;
  const hour = padded.slice(0, 2);
  const minute = padded.slice(2, 4);
  const second = padded.length >= 6 ? padded.slice(4, 6) : "00";
  if (hour > "23" || minute > "59" || second > "59") return null;
  return padded.length >= 6 && second !== "00" ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
}

/**
 * A stated moment from date, time and time code elements.
 *
 * A date without a time stays a date. A time that can't be read leaves the date and a fault; a date that can't be read leaves
 * nothing. No time code and `LT` leave the offset null. [X12 AT7-07 comment: without a time code the time is local]
 */
export function readStatedTime(dateText: string, clockText: string, codeText: string): TimeReading {
  if (dateText === "")
    return {
      time: null,
      fault: clockText === "" ? null : `Time ${clockText} without a date; no time was taken.`,
    };
  const date = readDate(dateText);
  if (date === null)
    return { time: null, fault: `Date "${dateText}" is no calendar date; no time was taken.` };
  if (clockText === "") return { time: { local: date, offset: null }, fault: null };
  const clock = readClock(clockText);
  if (clock === null) {
    return {
      time: { local: date, offset: null },
      fault: `Time "${clockText}" is no time of day; the date was kept.`,
    };
  }
  const local = `${date}T${clock}`;
  if (codeText === "") return { time: { local, offset: null }, fault: null };
  const code = codeText.toUpperCase();
  const fault = isTimeCode(codeText)
    ? null
    : `Time code "${codeText}" is none of the standard; the time was kept without a zone.`;
  return { time: { local, offset: offsetOfTimeCode(code, local) }, fault };
}
