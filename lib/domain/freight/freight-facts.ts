import type { Place } from "../event/draft";
import type { FaultParty } from "../event/milestone";
import type { ChargeKind } from "../message/parsed-message";
import type { StopState } from "../shipment/state";
import type { Instant } from "../time/instant";
import type { LocalDay } from "./carrier-invoice";
import type { Quantity } from "./quantity";
import type { TransportMode } from "./rate-card";

/** A truck at a stop, as the timeline tells it. */
export type StopVisit = Pick<
  StopState,
  | "sequence"
  | "kind"
  | "place"
  | "earliestAt"
  | "latestAt"
  | "arrivedAt"
  | "completedAt"
  | "departedAt"
  | "timeZone"
>;

/** Who asked for a service. Only what a tender, an order or a person's approval asks for is planned; a POD or a carrier shows it, and a person decides. */
export type ServiceSource = "tender" | "order" | "approval" | "pod" | "carrier";

/** A service somebody asked for or vouched for: liftgate, hazmat, lumper with a receipt. */
export interface RequestedService {
  readonly kind: ChargeKind;
  readonly source: ServiceSource;
  /** How often. */
  readonly count: number;
  /** Amount of the receipt, or the amount a person approved; minor units of `currency`. Null: as the contract rates it. */
  readonly amountMinor: number | null;
  readonly currency: string | null;
  /** Where it is written: "tender 2204, segment 12", "POD of 18 Nov", "approved by M. Okafor". */
  readonly evidence: string;
}

/** A delivery that was tried and failed. */
export interface DeliveryAttempt {
  readonly at: Instant;
  readonly stopSequence: number | null;
  /** Who could have avoided it; null: nobody said. */
  readonly party: FaultParty | null;
}

/** What pricing and auditing need of one shipment. All of it comes from the timeline and the documents of the order. */
export interface FreightFacts {
  readonly shipmentId: string;
  /** As people call it: "SHP-20366". */
  readonly label: string;
  readonly carrier: string | null;
  readonly customer: string | null;
  readonly mode: TransportMode | null;
  readonly origin: Place | null;
  readonly destination: Place | null;
  /** Local day of the actual pickup, else the planned one. Decides which card and which fuel price hold. */
  readonly shippedOn: LocalDay | null;
  readonly distance: Quantity | null;
  /** The warehouse's weight where it weighed, else the tender's. */
  readonly weight: Quantity | null;
  /** Whose weight that is, for evidence: "warehouse", "tender". */
  readonly weightSource: string | null;
  readonly pallets: number | null;
  readonly pieces: number | null;
  readonly stops: readonly StopVisit[];
  readonly services: readonly RequestedService[];
  readonly attempts: readonly DeliveryAttempt[];
  readonly tenderAcceptedAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly pickedUpAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly podAt: Instant | null;
}
