import type { Place, Reason, ShipmentFacts } from "../event/draft";
import type { Milestone, Stage } from "../event/milestone";
import type { Instant } from "../time/instant";

/** One stop as plan, estimate and fact. Times a source gave without a zone were resolved at recording. */
export interface StopState {
  readonly sequence: number;
  readonly kind: "pickup" | "delivery" | "other";
  readonly place: Place;
  readonly earliestAt: Instant | null;
  /** End of the window or the appointment: later than this is late. */
  readonly latestAt: Instant | null;
  readonly estimatedAt: Instant | null;
  readonly arrivedAt: Instant | null;
  /** Loaded or delivered. */
  readonly completedAt: Instant | null;
  readonly departedAt: Instant | null;
  /** Departure (or completion) − arrival, minutes; null while unknown or contradictory. */
  readonly dwellMinutes: number | null;
  /** IANA zone of the place, for showing its times. */
  readonly timeZone: string | null;
}

/** Two connections that tell one milestone of one stop more than `DISAGREE_MS` apart. */
export interface Disagreement {
  readonly milestone: Milestone;
  readonly stopSequence: number | null;
  readonly claims: readonly { readonly connectionId: string; readonly at: Instant }[];
}

/** A fact told by a source that may not state it, and by nobody who may. */
export interface UnentitledClaim {
  readonly milestone: Milestone;
  readonly stopSequence: number | null;
  readonly connectionId: string;
  readonly at: Instant;
}

/** What the carrier or a person said is wrong, still standing. */
export interface OpenIssue {
  readonly milestone: Milestone;
  readonly at: Instant;
  readonly reason: Reason | null;
}

/** The steps a board shows, in order, with when each was reached. */
export const TRACK_STEPS = ["tendered", "accepted", "picked_up", "in_transit", "delivered", "pod"] as const;
export type TrackStep = (typeof TRACK_STEPS)[number];

/** Everything a screen says of one shipment. A pure fold of its events: no clock in it, so it may be rebuilt at any time. */
export interface ShipmentView {
  readonly status: Milestone | null;
  readonly stage: Stage;
  /** When the milestone behind `status` happened. */
  readonly statusAt: Instant | null;
  readonly customer: ShipmentFacts["customer"] | null;
  readonly carrier: ShipmentFacts["carrier"] | null;
  readonly mode: NonNullable<ShipmentFacts["mode"]> | null;
  readonly equipment: string | null;
  readonly weight: ShipmentFacts["weight"] | null;
  readonly pieces: number | null;
  readonly stops: readonly StopState[];
  /** Sequence of the first stop not completed, null when all are or none is known. */
  readonly nextStopSequence: number | null;
  readonly track: Readonly<Partial<Record<TrackStep, Instant>>>;
  readonly tender: {
    readonly sentAt: Instant;
    readonly respondByAt: Instant | null;
    readonly answeredAt: Instant | null;
    readonly answer: "accepted" | "declined" | null;
  } | null;
  readonly lastEvent: {
    readonly milestone: Milestone;
    readonly at: Instant;
    readonly place: Place | null;
    readonly connectionId: string;
  } | null;
  readonly issues: readonly OpenIssue[];
  readonly disagreements: readonly Disagreement[];
  /** When any source last told something about the movement; silence is measured from here. */
  readonly lastWordAt: Instant | null;
  /** The carrier's number (PRO, tracking, BOL, container), and the customer's (order, purchase order). */
  readonly carrierReference: string | null;
  readonly orderReference: string | null;
  readonly eventCount: number;
  /** Told by an order system only: nobody who moves the goods was asked or has said a word. */
  readonly untracked?: true;
  /** Left out while there are none, which is nearly always. */
  readonly unentitled?: readonly UnentitledClaim[];
}
