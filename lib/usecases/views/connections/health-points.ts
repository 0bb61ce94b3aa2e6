import type { HourRow } from "@/db/queries/health/select-hours";
import {
  type HealthPoint,
  type HealthTotals,
  SPANS,
  type Span,
} from "@/lib/contracts/connections/connection-health";
import { usualOf } from "@/lib/domain/connection/usual-hour";
import { DAY_MS, HOUR_MS, type Instant } from "@/lib/domain/time/instant";

/** One point an hour, or a day of UTC for the longer span, also for those in which nothing happened. */
export function healthPoints(hours: readonly HourRow[], span: Span, now: Instant): HealthPoint[] {
  const counts = new Map(hours.map(({ at, taken }) => [at, taken]));
  const firstAt = hours[0]?.at ?? now;
  const step = span === "48h" ? HOUR_MS : DAY_MS;
  const from = fromOf(span, now);
  const points: HealthPoint[] = [];
  for (let at = from; at <= now; at += step) {
    const own = hours.filter((hour) => hour.at >= at && hour.at < at + step);
    const usuals = Array.from({ length: step / HOUR_MS }, (_, index) =>
      usualOf(counts, firstAt, at + index * HOUR_MS),
    );
    const known = usuals.filter((usual) => usual !== null);
    points.push({
      at: new Date(at).toISOString(),
      taken: total(own, "taken"),
      usual: known.length < usuals.length ? null : known.reduce((sum, each) => sum + each, 0),
      refused: total(own, "refused"),
      failed: total(own, "failed"),
      repeated: total(own, "repeated"),
      sent: total(own, "sent"),
      sendFailed: total(own, "sendFailed"),
      again: total(own, "again"),
      readLagMs: mean(own, "readLagMs", "read"),
      arrivalLagMs: mean(own, "arrivalLagMs", "arrivals"),
    });
  }
  return points;
}

/** The same added up over the whole span. */
export function healthTotals(hours: readonly HourRow[], span: Span, now: Instant): HealthTotals {
  const from = fromOf(span, now);
  const own = hours.filter(({ at }) => at >= from);
  const [taken, refused, failed] = [total(own, "taken"), total(own, "refused"), total(own, "failed")];
  const [repeated, sent, sendFailed] = [total(own, "repeated"), total(own, "sent"), total(own, "sendFailed")];
  const tried = taken + repeated + refused + sent + sendFailed;
  return {
    ...{ taken, refused, failed, sent, sendFailed, again: total(own, "again") },
    suppressed: repeated + total(own, "duplicates"),
    errorShare: tried === 0 ? null : Math.min(1, (refused + failed + sendFailed) / tried),
    readLagMs: mean(own, "readLagMs", "read"),
    readLagMaxMs: most(own, "readLagMaxMs", "read"),
    arrivalLagMs: mean(own, "arrivalLagMs", "arrivals"),
    arrivalLagMaxMs: most(own, "arrivalLagMaxMs", "arrivals"),
  };
}

type Counted = Exclude<keyof HourRow, symbol | number | "at">;

const fromOf = (span: Span, now: Instant) => {
  const step = span === "48h" ? HOUR_MS : DAY_MS;
  return Math.floor(now / step) * step - SPANS[span] * HOUR_MS + step;
};

function total(hours: readonly HourRow[], name: Counted): number {
  return hours.reduce((sum, hour) => sum + Number(hour[name]), 0);
}

function mean(hours: readonly HourRow[], name: Counted, of: Counted): number | null {
  const count = total(hours, of);
  return count === 0 ? null : total(hours, name) / count;
}

function most(hours: readonly HourRow[], name: Counted, of: Counted): number | null {
  return total(hours, of) === 0 ? null : Math.max(...hours.map((hour) => Number(hour[name])));
}
