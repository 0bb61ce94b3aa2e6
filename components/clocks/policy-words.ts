import type { PolicyLine, PolicyVersion } from "@/lib/contracts/clocks/policy-page";
import type { BusinessCalendar, ClockKind } from "@/lib/domain/clock/clock-policy";
import { CLOCK_WORDS } from "@/lib/domain/clock/explain";

export const isAppointment = (kind: ClockKind): boolean => kind === "pickup" || kind === "delivery";

/** "30 min", "48 h", "5 days": in the unit a contract would use. */
export function minutesText(minutes: number): string {
  if (minutes === 0) return "none";
  if (minutes % 60 !== 0) return `${minutes} min`;
  const hours = minutes / 60;
  return hours > 72 && hours % 24 === 0 ? `${hours / 24} days` : `${hours} h`;
}

/** What a version promises: "48 h after proof in", "by the appointment, 15 min late or 15 min early". */
export function termsText(kind: ClockKind, version: PolicyVersion): string {
  const { budgetMinutes, earlyMinutes, calendar } = version;
  if (isAppointment(kind)) {
    const late = budgetMinutes === 0 ? "not a minute late" : `up to ${minutesText(budgetMinutes)} late`;
    return earlyMinutes === null
      ? `Appointment, ${late}`
      : `Appointment, ${late} or ${minutesText(earlyMinutes)} early`;
  }
  const counted = calendar ? ` of ${calendar.name}` : "";
  return `${minutesText(budgetMinutes)}${counted} after ${CLOCK_WORDS[kind].start}`;
}

export function scopeTitle({ scopeText }: Pick<PolicyLine, "scopeText">): string {
  return scopeText.charAt(0).toUpperCase() + scopeText.slice(1);
}

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** "Mon–Fri 08:00–16:00", a line for each run of days with the same hours. */
export function hoursText({ hours }: Pick<BusinessCalendar, "hours">): string {
  const byDay = DAYS.map((_, index) =>
    hours
      .filter(({ day }) => day === index + 1)
      .map(({ fromMinute, untilMinute }) => `${clockText(fromMinute)}–${clockText(untilMinute)}`)
      .join(" and "),
  );
  const runs: { first: number; last: number; text: string }[] = [];
  for (const [index, text] of byDay.entries()) {
    const run = runs.at(-1);
    if (run && run.text === text && run.last === index - 1) run.last = index;
    else if (text) runs.push({ first: index, last: index, text });
  }
  return runs
    .map(({ first, last, text }) => `${DAYS[first]}${last > first ? `–${DAYS[last]}` : ""} ${text}`)
    .join(", ");
}

/** Minutes after midnight as a clock shows them; the day's end is 24:00. */
export function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** The reverse: null for what is no time of day. */
export function minuteOf(text: string): number | null {
  const [, hours = "", minutes = ""] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return hours === "" || Number(minutes) > 59 || minute > 1_440 ? null : minute;
}
