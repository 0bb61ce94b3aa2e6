import type { Place, StatedTime } from "@/lib/domain/event/draft";
import type { Classifier, Milestone } from "@/lib/domain/event/milestone";
import type { MessageState } from "@/lib/domain/message/message-state";
import type { Problem } from "@/lib/domain/message/parsed-message";
import type { OutboundState } from "@/lib/domain/outbound/outbound";
import type { ReferenceType } from "@/lib/domain/reference/reference";

export interface ShipmentLink {
  readonly id: string;
  readonly number: string;
}

/** An event the message put on a timeline. */
export interface GivenEvent {
  readonly id: string;
  readonly milestone: Milestone;
  readonly classifier: Classifier;
  /** ISO 8601 */
  readonly occurredAt: string;
  readonly timeZone: string | null;
  readonly timeZoneAssumed: boolean;
  /** The message stated no time: the time of receipt stands in. */
  readonly timeMissing: boolean;
  readonly place: Place | null;
  readonly rawCode: string;
  readonly codeList: string;
  readonly at: string;
  readonly matchReason: string;
  readonly shipment: ShipmentLink;
}

/** What the message says that is on no timeline, as it would be understood now. */
export interface OpenStatement {
  readonly milestone: Milestone;
  readonly classifier: Classifier;
  readonly occurred: StatedTime | null;
  readonly place: Place | null;
  readonly rawCode: string;
  readonly at: string;
  readonly why: string;
}

export interface NamedReference {
  readonly type: ReferenceType;
  readonly value: string;
  /** Shipments that carry it now, some of them; `as` where they carry it as another kind of number. */
  readonly shipments: readonly (ShipmentLink & { readonly as: ReferenceType | null })[];
  readonly isAwaited: boolean;
}

/** A shipment as a person tells it from another one. */
export interface ShipmentSummary extends ShipmentLink {
  readonly status: Milestone | null;
  readonly open: boolean;
  readonly customer: string | null;
  readonly carrier: string | null;
  readonly origin: string | null;
  readonly destination: string | null;
  readonly pickupAt: string | null;
  readonly deliveryDueAt: string | null;
  readonly lastEventAt: string | null;
}

export interface Candidate {
  readonly shipment: ShipmentSummary;
  /** References of the message, in its order: whether this shipment carries them. */
  readonly carries: readonly boolean[];
  /** Numbers it carries of the kinds the message names, so that a difference is seen. */
  readonly numbers: readonly { readonly type: ReferenceType; readonly value: string }[];
}

export interface DecisionNote {
  readonly kind: "attach" | "ignore" | "accept";
  readonly decidedBy: string;
  readonly decidedAt: string;
  readonly reason: string | null;
  readonly shipments: readonly ShipmentLink[];
}

export interface Delivery {
  readonly receivedAt: string;
  readonly transport: "http" | "file" | "upload" | "cli" | "person" | "pull";
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly deliveryKey: string;
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
  readonly fileName: string | null;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export interface NeighbourMessage {
  readonly id: string;
  readonly state: MessageState | null;
  readonly receivedAt: string | null;
}

export interface ReplyNote {
  readonly id: string;
  readonly kind: string;
  readonly verdict: "A" | "E" | "P" | "R" | null;
  readonly state: OutboundState;
  readonly controlNumber: number | null;
  readonly createdAt: string;
}

export interface InvoiceNote {
  readonly number: string;
  readonly carrier: string | null;
  readonly total: string;
  readonly currency: string;
}

export interface MessagePage {
  readonly id: string;
  readonly connection: {
    readonly id: string;
    readonly name: string;
    readonly slug: string;
    readonly dialect: string;
  };
  /** Null until it has been read. */
  readonly outcome: {
    readonly state: MessageState;
    readonly version: number;
    readonly reasonCode: string | null;
    readonly reason: string;
    readonly next: string;
    readonly documents: string;
    readonly keyReference: string | null;
    readonly eventCount: number;
    readonly attempts: number;
    readonly processedAt: string;
    readonly problems: readonly Problem[];
  } | null;
  readonly queued: { readonly cause: string; readonly requestedAt: string } | null;
  readonly decision: DecisionNote | null;
  readonly delivery: Delivery;
  readonly conflictWith: NeighbourMessage | null;
  readonly events: readonly GivenEvent[];
  readonly hasMoreEvents: boolean;
  /** Events of it that stand on a timeline; those taken back do not. With any, it can't be ignored. */
  readonly onTimelineCount: number;
  /** Null when the message is too large to be read again for the page. */
  readonly open: readonly OpenStatement[] | null;
  readonly references: readonly NamedReference[];
  readonly candidates: readonly Candidate[];
  /** More than one: the message can't be attached as a whole. */
  readonly subjectCount: number;
  readonly replies: readonly ReplyNote[];
  readonly invoices: readonly InvoiceNote[];
}
