import { DAY_MS, type Instant, MINUTE_MS } from "../time/instant";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${locale} ${Object.keys(options).join()}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: "h23", ...options });
    formats.set(key, known);
  }
  return known;
}

/** Calendar day of an instant in a zone, `YYYY-MM-DD`. */
export function dayIn(zone: string, at: Instant): string {
  return format(zone, "sv-SE", { year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

/** "14:05" on the wall of `zone`. */
export function hourText(at: Instant, zone: string): string {
  return format(zone, "en-GB", { hour: "2-digit", minute: "2-digit" }).format(at);
}

/** The day as people say it: "Today", "Yest.", "Tom.", else "18 Nov", with the year when it is another one. */
export function dayText(at: Instant, zone: string, now: Instant): string {
  const day = dayIn(zone, at);
  if (day === dayIn(zone, now)) return "Today";
  if (day === dayIn(zone, now - DAY_MS)) return "Yest.";
  if (day === dayIn(zone, now + DAY_MS)) return "Tom.";
  const sameYear = day.slice(0, 4) === dayIn(zone, now).slice(0, 4);
  return format(zone, "en-GB", {
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(at);
}

/** "Today 14:05", or only the day where the source stated no clock. */
export function wallClockText(at: Instant, zone: string, now: Instant, dateOnly = false): string {
  const day = dayText(at, zone, now);
  return dateOnly ? day : `${day} ${hourText(at, zone)}`;
}

/** Like `wallClockText`, without "Today": for lines that are read while the day is not over. */
export function pressingClockText(at: Instant, zone: string, now: Instant): string {
  const day = dayText(at, zone, now);
  return day === "Today" ? hourText(at, zone) : `${day} ${hourText(at, zone)}`;
}

/** "CET", "EST", "GMT+4": the name a person of that place would use, where the language knows one. */
export function zoneText(at: Instant, zone: string): string {
  const locale = zone.startsWith("America/") || zone.startsWith("Pacific/") ? "en-US" : "en-GB";
  const part = format(zone, locale, { timeZoneName: "short" })
    .formatToParts(at)
    .find((piece) => piece.type === "timeZoneName");
  return part?.value ?? zone;
}

/** A span in at most two units, seconds left out: "8 min", "1 h 40 m", "2 d 3 h", "12 d". Sign is dropped. */
export function spanText(spanMs: number): string {
  const minutes = Math.round(Math.abs(spanMs) / MINUTE_MS);
  if (minutes < 60) return `${minutes} min`;
  const [hours, days] = [Math.floor(minutes / 60), Math.floor(minutes / 1440)];
  if (days >= 3) return `${days} d`;
  const [major, minor] = days > 0 ? [`${days} d`, `${hours % 24} h`] : [`${hours} h`, `${minutes % 60} m`];
  return minor.startsWith("0 ") ? major : `${major} ${minor}`;
}
