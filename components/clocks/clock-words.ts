import type { Tone } from "@/components/ui/tone";
import type { ClockRow } from "@/lib/contracts/clocks/clock-list";
import type { ClockState } from "@/lib/domain/clock/clock";
import type { PauseKind } from "@/lib/domain/clock/clock-policy";
import { CLOCK_WORDS } from "@/lib/domain/clock/explain";
import { spanText } from "@/lib/domain/shipment/wall-clock";
import { MINUTE_MS } from "@/lib/domain/time/instant";

/** Where a calendar holds no time in which it could fall due. */
const NEVER = Date.UTC(9999, 0, 1);

type Shown = Pick<ClockRow, "state" | "dueAt" | "stoppedAt" | "estimatedAt">;

/** A promise as its row names it: "Delivery at Lyon". */
export function promiseText({ kind, place, stop }: Pick<ClockRow, "kind" | "place" | "stop">): string {
  const { name } = CLOCK_WORDS[kind];
  if (place) return `${name} at ${place}`;
  return stop > 0 ? `${name}, stop ${stop}` : name;
}

/** State as it is at `nowMs`: one that ran out since it was last judged is over on screen at once. */
export function stateAt({ state, dueAt }: Shown, nowMs: number): ClockState {
  return (state === "open" || state === "at_risk") && dueAt <= nowMs ? "breached" : state;
}

/** "1 h 40 m over", "12 min left", "met, 20 min early". */
export function leftText(row: Shown, nowMs: number): string {
  const state = stateAt(row, nowMs);
  const { dueAt, stoppedAt } = row;
  if (state === "cancelled") return "no longer owed";
  if (state === "paused") return "stands still";
  if (stoppedAt !== null) {
    const apart = stoppedAt - dueAt;
    if (state === "breached" && apart <= 0) return "too early";
    return apart > 0 ? `${spanText(apart)} late` : `met, ${spanText(apart)} early`;
  }
  if (dueAt >= NEVER) return "never due";
  return dueAt <= nowMs ? `${spanText(nowMs - dueAt)} over` : `${spanText(dueAt - nowMs)} left`;
}

export function clockTone(row: Shown, nowMs: number): Tone {
  const state = stateAt(row, nowMs);
  if (state === "breached") return "bad";
  if (state === "at_risk") return "warn";
  if (state === "met") return "ok";
  return state === "open" ? "info" : "neutral";
}

export const CLOCK_STATE_WORDS: Readonly<Record<ClockState, string>> = {
  open: "running",
  at_risk: "at risk",
  breached: "breached",
  paused: "paused",
  met: "met",
  cancelled: "no longer owed",
};

export const PAUSE_WORDS: Readonly<Record<PauseKind, string>> = {
  customer_hold: "a hold of the customer",
  consignee_closed: "a closed consignee",
  customs_hold: "customs",
  on_hold: "a hold",
};

/** Why a promise is at risk, as someone would say it; null while it is not. */
export function riskText(
  { state, dueAt, estimatedAt, stoppedAt, policy }: ClockRow,
  nowMs: number,
): string | null {
  if (state !== "at_risk" || stoppedAt !== null || dueAt <= nowMs) return null;
  if (estimatedAt === null)
    return `Nothing heard, and in its last ${spanText(policy.atRiskMinutes * MINUTE_MS)}`;
  const apart = estimatedAt - dueAt;
  return apart > 0 ? `Expected ${spanText(apart)} too late` : `Expected only ${spanText(apart)} before`;
}
