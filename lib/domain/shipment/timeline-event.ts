import type { Place, Reason, ShipmentFacts } from "../event/draft";
import type { Classifier, Milestone } from "../event/milestone";
import type { Reference } from "../reference/reference";
import type { Instant } from "../time/instant";

/** A recorded event as the fold reads it: one line of one shipment's timeline. */
export interface TimelineEvent {
  readonly id: string;
  readonly identity: string;
  readonly milestone: Milestone;
  readonly classifier: Classifier;
  readonly occurredAt: Instant;
  readonly sentAt: Instant | null;
  readonly receivedAt: Instant;
  readonly timeZone: string | null;
  readonly place: Place | null;
  readonly stopSequence: number | null;
  readonly reason: Reason | null;
  readonly refs: readonly Reference[];
  readonly facts: ShipmentFacts | null;
  readonly voidsIdentity: string | null;
  readonly connectionId: string;
  /** The list the source's code is from: tells an order system from whoever moves the goods. */
  readonly codeList: string;
  /** Grows with each change of the code map: a message read again under a newer map replaces what it said before. */
  readonly mappingRevision: number;
  /** The version of the catalogue by which its source may not state this; null or absent: it may. */
  readonly unentitledUnder?: number | null;
}
