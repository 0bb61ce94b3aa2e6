import type { Classifier, Milestone } from "@/lib/domain/event/milestone";
import type { ChargeKind } from "@/lib/domain/message/parsed-message";
import type { Instant } from "@/lib/domain/time/instant";
import type { Carrier, SourceKey } from "./world/carriers";
import type { City } from "./world/cities";
import type { Customer } from "./world/customers";
import type { Lane, Service } from "./world/lanes";

export interface PlannedStop {
  readonly sequence: number;
  readonly kind: "pickup" | "delivery";
  readonly name: string;
  readonly street: string;
  readonly city: City;
  readonly earliestAt: Instant;
  readonly latestAt: Instant;
}

/** What was agreed before anything moved. */
export interface ShipmentPlan {
  readonly index: number;
  /** Our own number, on the tender. */
  readonly id: string;
  readonly customer: Customer;
  readonly lane: Lane;
  readonly service: Service;
  readonly carrier: Carrier;
  readonly pro: string;
  readonly bol: string;
  readonly order: string;
  /** May be shared with other shipments of the customer. */
  readonly purchaseOrder: string;
  readonly tracking: string | null;
  readonly stops: readonly PlannedStop[];
  readonly weightLb: number;
  readonly pieces: number;
  readonly tenderAt: Instant;
  readonly respondByAt: Instant;
}

/** Where something happened: at a known place, or somewhere on the road. */
export interface Spot {
  readonly city: City;
  /** Set on the road, where the truck is not in that city but near it. */
  readonly latitude?: number;
  readonly longitude?: number;
}

export const REASONS = {
  breakdown: "AI",
  weather: "AO",
  road: "BE",
  driver: "AH",
  shipper: "AM",
  consignee: "AG",
  closed: "B1",
  customs: "AS",
  refused: "BS",
} as const;
export type ReasonKey = keyof typeof REASONS;

/** What really happened, or what a source sincerely expected; the yardstick for what Milepost reads back. */
export interface TruthEvent {
  readonly milestone: Milestone;
  readonly classifier: Classifier;
  /** When it happened, or is expected to; whole minutes. */
  readonly at: Instant;
  /** When the source came to say it. */
  readonly saidAt: Instant;
  readonly spot: Spot | null;
  readonly stop: number | null;
  readonly reason: ReasonKey | null;
  /** The source's own id of what it says, where its dialect has one. */
  readonly eventId?: string;
  readonly voidsEventId?: string;
}

export interface Charge {
  readonly kind: ChargeKind;
  readonly code: string;
  readonly description: string;
  readonly amountMinor: number;
}

export interface FreightInvoice {
  readonly number: string;
  readonly charges: readonly Charge[];
  /** What the carrier asks for. Differs from the sum of the charges where its bill is out of balance. */
  readonly totalMinor: number;
  readonly pickedUpAt: Instant;
  readonly deliveredAt: Instant;
}

/** One thing one source says about one shipment; becomes a message, or part of one. */
export type Telling = {
  readonly at: Instant;
  readonly source: SourceKey;
  readonly plan: ShipmentPlan;
  /** Whom it concerns: a tender may go to another carrier than the one that moves it in the end. */
  readonly carrier: Carrier;
  /** Counts the tellings of a shipment; with the shipment's index it names this one for good. */
  readonly number: number;
} & (
  | {
      readonly kind: "tender";
      readonly purpose: "original" | "cancellation";
      readonly events: readonly TruthEvent[];
    }
  | { readonly kind: "reply"; readonly accepted: boolean; readonly events: readonly TruthEvent[] }
  | { readonly kind: "status"; readonly events: readonly TruthEvent[] }
  /** Aggregators repeat everything known so far in every message. */
  | {
      readonly kind: "tracker";
      readonly events: readonly TruthEvent[];
      readonly expectedAt: Instant;
    }
  | { readonly kind: "invoice"; readonly invoice: FreightInvoice; readonly events: readonly TruthEvent[] }
);
