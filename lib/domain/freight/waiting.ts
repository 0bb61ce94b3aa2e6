import { moneyText } from "../money/decimal";
import { roundedQuotient } from "../money/rounding";
import { hourText } from "../shipment/wall-clock";
import { MINUTE_MS } from "../time/instant";
import type { StopVisit } from "./freight-facts";
import type { AccessorialRate } from "./rate-card";

type HourTerms = Extract<AccessorialRate, { per: "hour" }>;
type DayTerms = Extract<AccessorialRate, { per: "day" }>;

export type Waited =
  | { readonly ok: true; readonly amountMinor: number; readonly words: readonly string[] }
  | { readonly ok: false; readonly reason: string };

interface Dwell {
  readonly minutes: number;
  readonly words: string;
}

/**
 * Detention owed for one stop, minor units of the contract's currency: departed − arrived less free time, rounded up to the contract's step,
 * at its rate an hour, up to its cap. Without a departure the moment it was loaded or unloaded counts, which is never too much.
 * Source: domain.md, "Detention is computed, not believed".
 *
 * @returns 0 when the truck left within free time; a reason when arrival or departure is missing or they contradict.
 */
export function detentionAt(visit: StopVisit, terms: HourTerms, currency: string): Waited {
  const dwell = dwellOf(visit, terms.countsFrom);
  if (typeof dwell === "string") return { ok: false, reason: dwell };
  const over = Math.max(0, dwell.minutes - terms.freeMinutes);
  const free = minutesText(terms.freeMinutes);
  if (over === 0)
    return { ok: true, amountMinor: 0, words: [dwell.words, `within ${free} free: nothing owed`] };
  const billable = Math.ceil(over / terms.stepMinutes) * terms.stepMinutes;
  const amount = roundedQuotient(BigInt(billable) * BigInt(terms.hourMinor), 60n);
  const capped = terms.capMinor !== null && amount > terms.capMinor;
  const amountMinor = capped && terms.capMinor !== null ? terms.capMinor : amount;
  const rounded =
    billable === over ? "" : `, by steps of ${minutesText(terms.stepMinutes)} ${minutesText(billable)}`;
  const rate = `${moneyText(terms.hourMinor, currency)}/h`;
  const cap = capped ? `, capped at ${moneyText(amountMinor, currency)}` : "";
  return {
    ok: true,
    amountMinor,
    words: [
      dwell.words,
      `less ${free} free = ${minutesText(over)}${rounded} × ${rate} = ${moneyText(amount, currency)}${cap}`,
    ],
  };
}

/** Layover owed for one stop: each day of 24 h begun beyond the free time, up to the contract's number of days. */
export function layoverAt(visit: StopVisit, terms: DayTerms, currency: string): Waited {
  const dwell = dwellOf(visit, "arrival");
  if (typeof dwell === "string") return { ok: false, reason: dwell };
  const over = Math.max(0, dwell.minutes - terms.freeMinutes);
  const free = minutesText(terms.freeMinutes);
  if (over === 0)
    return { ok: true, amountMinor: 0, words: [dwell.words, `within ${free} free: no layover`] };
  const days = Math.min(Math.ceil(over / 1440), terms.capDays ?? Number.POSITIVE_INFINITY);
  const amountMinor = days * terms.dayMinor;
  const words = `less ${free} free: ${days} d × ${moneyText(terms.dayMinor, currency)} = ${moneyText(amountMinor, currency)}`;
  return { ok: true, amountMinor, words: [dwell.words, words] };
}

function dwellOf(visit: StopVisit, countsFrom: HourTerms["countsFrom"]): Dwell | string {
  const where = visit.place.city ?? visit.place.name ?? `stop ${visit.sequence}`;
  if (visit.arrivedAt === null) return `no arrival at ${where} on the timeline`;
  const left = visit.departedAt ?? visit.completedAt;
  if (left === null) return `no departure from ${where} on the timeline`;
  if (left < visit.arrivedAt) return `the timeline has the truck leave ${where} before it arrived`;
  const zone = visit.timeZone ?? "UTC";
  const early =
    countsFrom === "appointment" && visit.earliestAt !== null && visit.earliestAt > visit.arrivedAt;
  const from = early && visit.earliestAt !== null ? visit.earliestAt : visit.arrivedAt;
  const minutes = Math.max(0, Math.floor((left - from) / MINUTE_MS));
  const verb = visit.departedAt === null ? "done" : "left";
  const counted = early ? `, counted from the appointment ${hourText(from, zone)}` : "";
  return {
    minutes,
    words: `arrived ${hourText(visit.arrivedAt, zone)}${counted}, ${verb} ${hourText(left, zone)}: ${minutesText(minutes)}`,
  };
}

/** "3 h 40 m", "2 h", "45 m": exact, never rounded to days. */
export function minutesText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} m`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} m`;
}
