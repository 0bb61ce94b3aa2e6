import type { Instant } from "../time/instant";
import type { ClockKind, PauseKind } from "./clock-policy";

export const CLOCK_STATES = ["open", "at_risk", "breached", "paused", "met", "cancelled"] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

/** A stretch in which a clock may stand still, open-ended while it lasts. */
export interface Pause {
  readonly kind: PauseKind;
  readonly from: Instant;
  readonly until: Instant | null;
  readonly eventId: string | null;
}

/** What the timeline says about one promise: no clock and no policy in it. */
export interface ClockEvidence {
  readonly kind: ClockKind;
  /** Pickup and delivery run once a stop; null for promises on the shipment. */
  readonly stopSequence: number | null;
  readonly startAt: Instant;
  readonly startEventId: string | null;
  /** End of the appointment or the promised time; null where the budget alone decides. */
  readonly dueBaseAt: Instant | null;
  /** Begin of the appointment, for what came too early. */
  readonly earliestAt: Instant | null;
  readonly stopAt: Instant | null;
  readonly stopEventId: string | null;
  /** An estimate of the stop, where someone gave one: later than due is breached to be, shown as at risk. */
  readonly estimatedAt: Instant | null;
  /** The promise is void (cancelled, lost, returned). */
  readonly cancelledAt: Instant | null;
  readonly pauses: readonly Pause[];
}

/** What follows from evidence, policy and now. Computed, never counted by hand. */
export interface Verdict {
  readonly state: ClockState;
  readonly startedAt: Instant;
  /** With pauses and calendar worked in. */
  readonly dueAt: Instant;
  /** When it was kept, or, of a broken one, when it was made good or no longer owed. Null while it runs. */
  readonly stoppedAt: Instant | null;
  /** When the promise was broken: the due time, also when the stop came later; what came too early broke it by coming. */
  readonly breachedAt: Instant | null;
  readonly pausedMinutes: number;
  /** The event that decided: the stop, else the start. */
  readonly eventId: string | null;
  /** When time alone changes this verdict; null when only an event can. */
  readonly nextChangeAt: Instant | null;
}

/** A verdict as it is kept with its shipment, to tell at the next look what changed. */
export interface KeptClock {
  readonly kind: ClockKind;
  /** 0 for promises on the whole shipment. */
  readonly stop: number;
  readonly policyId: string;
  readonly policyVersion: number;
  readonly verdict: Verdict;
}
