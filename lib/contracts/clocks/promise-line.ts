import type { ClockState } from "@/lib/domain/clock/clock";
import type { ClockKind, PauseKind } from "@/lib/domain/clock/clock-policy";
import type { PolicyLabel } from "./clock-list";

/** One turn of a verdict, as it was told then. Moments are epoch milliseconds. */
export interface VerdictLine {
  readonly id: string;
  readonly kind: ClockKind;
  readonly stop: number;
  readonly state: ClockState;
  /** Null for the first. */
  readonly before: ClockState | null;
  readonly cause: "event" | "time" | "late_evidence" | "policy";
  readonly explanation: string;
  readonly eventId: string | null;
  readonly judgedAt: number;
}

/** One promise of a shipment, judged when the page was read. */
export interface PromiseLine {
  readonly id: string;
  readonly kind: ClockKind;
  readonly stop: number;
  readonly place: string | null;
  readonly timeZone: string | null;
  readonly state: ClockState;
  readonly dueAt: number;
  readonly stoppedAt: number | null;
  readonly estimatedAt: number | null;
  /** The line a person repeats on the phone. */
  readonly explanation: string;
  readonly policy: PolicyLabel;
  /** Why this policy and no other. */
  readonly why: string;
  readonly pauses: readonly {
    readonly kind: PauseKind;
    readonly from: number;
    readonly until: number | null;
  }[];
  readonly eventId: string | null;
  /** Newest first. */
  readonly history: readonly VerdictLine[];
}

export interface ShipmentPromises {
  readonly lines: readonly PromiseLine[];
  /** Turns of promises that no longer run on this shipment, newest first. */
  readonly earlier: readonly VerdictLine[];
}
