import type { Milestone } from "../event/milestone";
import type { Instant } from "../time/instant";
import { placeName } from "./glance";
import type { RecordedEvent } from "./recorded-event";
import type { StopState } from "./state";

/** Why an event does not count, or no longer says anything new. */
export type DimReason =
  | { readonly kind: "voided"; readonly by: RecordedEvent }
  | { readonly kind: "conflict"; readonly by: RecordedEvent }
  | { readonly kind: "superseded"; readonly by: RecordedEvent }
  /** The estimate or plan of something that has happened. */
  | { readonly kind: "happened"; readonly by: RecordedEvent }
  /** Its source may not state this, by that version of the catalogue. */
  | { readonly kind: "unentitled"; readonly version: number }
  /** Told after later facts were known. */
  | { readonly kind: "out_of_order"; readonly lateMs: number };

export interface TimelineEntry {
  readonly event: RecordedEvent;
  /** The stop the event belongs to, where the message or the place tells. */
  readonly stop: StopState | null;
  readonly dim: DimReason | null;
  /** Other events that tell the same fact, first told first. */
  readonly agreeing: readonly RecordedEvent[];
  /** Other sources that tell the same fact with another time. */
  readonly disagreeing: readonly RecordedEvent[];
  /** What an estimate or plan was before it changed. */
  readonly previousAt: Instant | null;
  /** How long after it happened the first source told it, when that was long. */
  readonly lateMs: number | null;
  /** Time at the stop until this event ended it, in minutes. */
  readonly dwellMinutes: number | null;
  /** Still to come. */
  readonly pending: boolean;
  /** Part of the short story. */
  readonly isMilestone: boolean;
}

const TROUBLE = new Set<Milestone>([
  "tender_declined",
  "pickup_failed",
  "customs_hold",
  "delivery_attempted",
  "refused",
  "lost",
  "cancelled",
  "delayed",
  "on_hold",
  "damaged",
  "short",
]);

/** True for what a reader must not miss: the milestone says that something went wrong. */
export function isTrouble(milestone: Milestone): boolean {
  return TROUBLE.has(milestone);
}

/** What an event is about: the stop where it is known, else the place. Statements with one key can repeat or correct each other. */
export function subjectKey(event: RecordedEvent, stopSequence: number | null): string {
  return stopSequence === null
    ? `place ${placeName(event.place)?.toUpperCase() ?? ""}`
    : `stop ${stopSequence}`;
}

/** The entry of an event about which there is nothing to add but why it is dimmed. */
export function plainEntry(event: RecordedEvent, dim: DimReason | null): TimelineEntry {
  return {
    event,
    stop: null,
    dim,
    agreeing: [],
    disagreeing: [],
    previousAt: null,
    lateMs: null,
    dwellMinutes: null,
    pending: false,
    isMilestone: false,
  };
}
