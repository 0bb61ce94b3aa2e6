import type { EventDraft, StatedTime } from "@/lib/domain/event/draft";
import type { Problem } from "@/lib/domain/message/parsed-message";
import { statedTime } from "./stated-time";

/** True when the scans run from the newest to the oldest. EasyPost documents the other way round; some carriers' lists come reversed. */
export function runsNewestFirst(datetimes: readonly (string | null | undefined)[]): boolean {
  const clocks = datetimes.map((text) => {
    const time = text ? statedTime(text) : null;
    return time ? comparable(time) : Number.NaN;
  });
  const steps = stepsOf(clocks);
  return steps.some((step) => step < 0) && steps.every((step) => step <= 0);
}

/** Warnings for scans dated before the one listed ahead of them: their clock is doubtful, the order of the list is not. */
export function outOfSequence(events: readonly EventDraft[]): Problem[] {
  const steps = stepsOf(events.map((event) => (event.occurred ? comparable(event.occurred) : Number.NaN)));
  if (!steps.some((step) => step > 0)) return [];
  return events.slice(1).flatMap((event, index) => ((steps[index] ?? 0) < 0 ? [doubtfulClock(event)] : []));
}

function doubtfulClock(event: EventDraft): Problem {
  const message = `"${event.rawCode}" is dated ${event.occurred?.local}, before the scan listed ahead of it. Both are kept as stated.`;
  return { code: "out_of_sequence", severity: "warning", at: event.at, message };
}

function stepsOf(clocks: readonly number[]): number[] {
  return clocks.slice(1).map((clock, index) => clock - (clocks[index] ?? Number.NaN));
}

function comparable(time: StatedTime): number {
  const clock = time.local.length === 10 ? `${time.local}T00:00` : time.local;
  return Date.parse(`${clock}${time.offset ?? "Z"}`);
}
