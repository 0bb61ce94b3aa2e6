import type { ShipmentPromises } from "@/lib/contracts/clocks/promise-line";
import type { Place, Reason } from "@/lib/domain/event/draft";
import type { Classifier, Milestone } from "@/lib/domain/event/milestone";
import type { InvoiceDraft } from "@/lib/domain/message/parsed-message";
import type { ReferenceType } from "@/lib/domain/reference/reference";
import type { AttentionKind } from "@/lib/domain/shipment/attention";
import type { ShipmentGlance } from "@/lib/domain/shipment/glance";
import type { Disagreement, StopState } from "@/lib/domain/shipment/state";
import type { DimReason } from "@/lib/domain/shipment/timeline-entry";
import type { OdooDocumentLink, OdooDocuments } from "./odoo-documents";

/** An event as the page shows it. Moments are epoch milliseconds, `timeZone` the zone to show them in. */
export interface EventLine {
  readonly id: string;
  readonly identity: string;
  readonly milestone: Milestone;
  readonly classifier: Classifier;
  readonly occurredAt: number;
  /** The source stated a day without a clock. */
  readonly dateOnly: boolean;
  /** The source stated no time at all: the time of receipt stands in. */
  readonly timeMissing: boolean;
  readonly timeZone: string | null;
  readonly timeZoneAssumed: boolean;
  readonly receivedAt: number;
  readonly place: Place | null;
  readonly reason: Reason | null;
  readonly note: string | null;
  readonly pieces: number | null;
  readonly connectionId: string;
  readonly connectionName: string;
  /** "214 X6": the document and code in the source's own words. */
  readonly sourceCode: string;
  /** The document of Odoo it was told by. */
  readonly document: OdooDocumentLink | null;
  readonly messageId: string;
  readonly at: string;
  readonly matchReason: string;
  readonly actorName: string | null;
}

/** Why a line is dimmed, with the event that dimmed it. */
export type DimLine =
  | { readonly kind: Exclude<DimReason["kind"], "out_of_order" | "unentitled">; readonly by: EventLine }
  | { readonly kind: "out_of_order"; readonly lateMs: number }
  | { readonly kind: "unentitled"; readonly version: number };

export interface TimelineLine {
  readonly event: EventLine;
  readonly dim: DimLine | null;
  /** How long after it happened it was told, where that was long. */
  readonly lateMs: number | null;
  readonly agreeing: readonly EventLine[];
  readonly disagreeing: readonly EventLine[];
  readonly previousAt: number | null;
  readonly dwellMinutes: number | null;
  readonly pending: boolean;
  readonly isMilestone: boolean;
}

export interface SourceLine {
  readonly connectionId: string;
  readonly name: string;
  readonly eventCount: number;
  /** Its last word on the movement. */
  readonly lastMilestone: Milestone;
  readonly lastAt: number;
  readonly lastReceivedAt: number;
  readonly disagrees: boolean;
}

export interface ReferenceLine {
  readonly type: ReferenceType;
  readonly value: string;
  readonly scope: string | null;
}

export interface InvoiceLine {
  readonly messageId: string;
  readonly number: string;
  readonly carrier: string;
  readonly invoice: Pick<InvoiceDraft, "total" | "currency" | "charges" | "correction">;
}

export interface ShipmentPage {
  readonly id: string;
  readonly number: string;
  /** Rises with every fold. */
  readonly version: number;
  readonly glance: ShipmentGlance;
  readonly load: string | null;
  readonly attention: AttentionKind;
  readonly pressingAt: number;
  readonly stops: readonly StopState[];
  readonly disagreements: readonly Disagreement[];
  readonly timeline: readonly TimelineLine[];
  readonly eventCount: number;
  /** Set when there are more events than the page reads. */
  readonly readEventCount: number;
  readonly references: readonly ReferenceLine[];
  readonly sources: readonly SourceLine[];
  readonly invoices: readonly InvoiceLine[];
  /** Its documents in each Odoo that tells of it. */
  readonly odoo: readonly OdooDocuments[];
  readonly promises: ShipmentPromises;
  readonly readAt: number;
}

export const REFERENCE_LABELS: Readonly<Record<ReferenceType, string>> = {
  shipment: "Shipment",
  load: "Load",
  pro: "PRO",
  tracking: "Tracking",
  bol: "BOL",
  sscc: "SSCC",
  container: "Container",
  booking: "Booking",
  delivery_note: "Delivery note",
  order: "Order",
  purchase_order: "Customer PO",
  invoice: "Invoice",
  other: "Reference",
};
