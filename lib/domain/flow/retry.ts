import type { FailureClass } from "./step-outcome";

export const MAX_TRIES = 8;
const FIRST_MS = 2_000;
const LONGEST_MS = 600_000;

const PERMANENT: ReadonlySet<FailureClass> = new Set([
  "parse",
  "validation",
  "unmapped_code",
  "missing_reference",
  "duplicate",
  "rejected_by_target",
]);

/**
 * What a failure means for a run that has failed `tries` times at this step: what would fail again is dead at once, a missing key or right waits for
 * a person, everything else is tried again. An uncertain effect is looked up first: the step runs again, and its command does so before sending.
 */
export function afterStepFailure(failure: FailureClass, tries: number): "bury" | "give_up" | "back_off" {
  if (PERMANENT.has(failure)) return "bury";
  if (failure === "authentication" || tries >= MAX_TRIES) return "give_up";
  return "back_off";
}

/** Wait before try `tries` + 1, in milliseconds: doubling from 2 s to 10 min, up to half taken off by `chance` (0 to 1). */
export function stepBackoffMs(tries: number, chance: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(Math.max(tries - 1, 0), 12));
  return Math.round(full * (1 - chance / 2));
}
