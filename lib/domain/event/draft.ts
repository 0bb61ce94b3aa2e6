import type { Reference } from "../reference/reference";
import type { Classifier, FaultParty, Milestone } from "./milestone";

/**
 * A moment as the sender wrote it.
 *
 * `local` is the wall clock, `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM` or with seconds; `offset` is the stated zone (`Z`, `-05:00`),
 * null where none was stated. A date without a clock keeps the short form: midnight is never invented.
 */
export interface StatedTime {
  readonly local: string;
  readonly offset: string | null;
}

/** Where. Every part is optional because partners send any subset; `country` is ISO 3166-1 alpha-2, `region` a state or province code. */
export interface Place {
  readonly name?: string;
  readonly city?: string;
  readonly region?: string;
  readonly postalCode?: string;
  readonly country?: string;
  /** UN/LOCODE, terminal or facility code. */
  readonly code?: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

/** Why, in our words. `kind` is free text in the field's terms ("weather", "consignee closed"); `party` is who could have controlled it. */
export interface Reason {
  readonly code: string;
  readonly kind: string;
  readonly party: FaultParty;
}

export interface StopPlan {
  /** 1-based order along the route. */
  readonly sequence: number;
  readonly kind: "pickup" | "delivery" | "other";
  readonly place: Place;
  readonly earliest: StatedTime | null;
  readonly latest: StatedTime | null;
}

/** What a tender or an order says about the shipment as a whole. Later facts win field by field. */
export interface ShipmentFacts {
  readonly customer?: { readonly name: string; readonly code?: string };
  readonly carrier?: { readonly scac?: string; readonly name?: string };
  readonly mode?: "ltl" | "truckload" | "parcel" | "intermodal" | "ocean" | "air" | "rail";
  readonly equipment?: string;
  readonly stops?: readonly StopPlan[];
  readonly weight?: { readonly value: number; readonly unit: "kg" | "lb" };
  readonly pieces?: number;
  readonly respondBy?: StatedTime;
}

/** One fact a message states, before it is correlated to a shipment. Pure output of a connector. */
export interface EventDraft {
  readonly milestone: Milestone;
  readonly classifier: Classifier;
  /** Null when the message states no time; the record step then uses the time of receipt and says so. */
  readonly occurred: StatedTime | null;
  /** When the sender says it sent the message. */
  readonly sent: StatedTime | null;
  /** Strongest first; what the event is about. */
  readonly references: readonly Reference[];
  readonly place: Place | null;
  /** 1-based stop number, where the message names one. */
  readonly stopSequence?: number;
  /** The partner's own code, and the list it is from (`x12-1650`, `easypost-status`). Kept even when mapped. */
  readonly rawCode: string;
  readonly codeList: string;
  readonly reason: Reason | null;
  /** The partner's own id of this event, where there is one. Same id with other content is a conflict, not a duplicate. */
  readonly partnerEventId?: string;
  /** This event takes back an earlier one of the same connection. */
  readonly voidsPartnerEventId?: string;
  /** The same by our own identity of it: what a person takes back may be any source's. */
  readonly voidsIdentity?: string;
  /** The person who entered it by hand. */
  readonly actorName?: string;
  /** What the partner wrote for people. */
  readonly note?: string;
  readonly facts?: ShipmentFacts;
  /** Where in the bytes: 0-based document in the message, and a position a person can find ("segment 12", "row 3", "tracking_details[2]"). */
  readonly document: number;
  readonly at: string;
}
