import type { Classifier, Milestone } from "@/lib/domain/event/milestone";
import type { Instant } from "@/lib/domain/time/instant";
import type { Random } from "../random";
import type { ReasonKey, ShipmentPlan, Spot, TruthEvent } from "../truth";
import { wholeMinute } from "../wall-clock";
import { reportDelayMs } from "./mishaps";

interface Details {
  readonly stop?: number;
  readonly reason?: ReasonKey;
}

/** How one shipment really went, as far as its carrier tells. */
export interface Course {
  readonly events: readonly TruthEvent[];
  readonly pickedUpAt: Instant | null;
  /** Null when it never came to that. */
  readonly deliveredAt: Instant | null;
}

export interface CourseLog {
  readonly events: TruthEvent[];
  /** Something happened; it is told a little later. */
  happened(milestone: Milestone, at: Instant, spot: Spot | null, details?: Details): void;
  /** At `saidAt` somebody expected it for `at`. */
  expected(milestone: Milestone, at: Instant, saidAt: Instant, spot: Spot | null, details?: Details): void;
  /** At `saidAt` both sides agreed on it. */
  agreed(milestone: Milestone, at: Instant, saidAt: Instant, spot: Spot | null, details?: Details): void;
}

export function courseLog(plan: ShipmentPlan, random: Random): CourseLog {
  const events: TruthEvent[] = [];
  const add = (
    milestone: Milestone,
    classifier: Classifier,
    at: Instant,
    saidAt: Instant,
    spot: Spot | null,
    details: Details,
  ) => {
    events.push({
      milestone,
      classifier,
      at: wholeMinute(at),
      saidAt: Math.floor(saidAt),
      spot,
      stop: details.stop ?? null,
      reason: details.reason ?? null,
    });
  };
  return {
    events,
    happened: (milestone, at, spot, details = {}) =>
      add(milestone, "actual", at, wholeMinute(at) + reportDelayMs(plan, random), spot, details),
    expected: (milestone, at, saidAt, spot, details = {}) =>
      add(milestone, "estimated", at, saidAt, spot, details),
    agreed: (milestone, at, saidAt, spot, details = {}) =>
      add(milestone, "planned", at, saidAt, spot, details),
  };
}

/** Moments between two others, never further apart than `everyMs` allows. */
export function* between(from: Instant, until: Instant, everyMs: () => number): Generator<Instant> {
  for (let at = from + everyMs(); at < until; at += everyMs()) yield at;
}
