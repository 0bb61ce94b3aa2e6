import { DAY_MS } from "@/lib/domain/time/instant";
import { resolveTime } from "@/lib/domain/time/resolve-time";

/** A calendar day some days on, `YYYY-MM-DD`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** When a day begins in a zone. */
export function startOfDay(day: string, zone: string): Date {
  return new Date(resolveTime({ local: `${day}T00:00`, offset: null }, zone) ?? Date.parse(day));
}
