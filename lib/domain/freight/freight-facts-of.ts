import type { EventDraft } from "../event/draft";
import type { ShipmentView, StopState } from "../shipment/state";
import type { TimelineEvent } from "../shipment/timeline-event";
import { dayIn } from "../shipment/wall-clock";
import type { DeliveryAttempt, FreightFacts, RequestedService } from "./freight-facts";
import type { Quantity } from "./quantity";

/** What no timeline tells: it comes from the order, the warehouse and people. */
export interface BeyondTimeline {
  readonly shipmentId: string;
  readonly label: string;
  readonly distance: Quantity | null;
  readonly pallets: number | null;
  readonly services: readonly RequestedService[];
  /** Zone for days at stops whose own zone is not known. */
  readonly zone: string;
}

/**
 * The facts freight is priced by, from a shipment's folded state and its counting events. Pure: the same events in any order give the same facts.
 *
 * @param events the counting events of the shipment (see `effectiveEvents`).
 */
export function freightFactsOf(
  view: ShipmentView,
  events: readonly TimelineEvent[],
  beyond: BeyondTimeline,
): FreightFacts {
  const { zone, ...given } = beyond;
  const pickup = view.stops.find(({ kind }) => kind === "pickup");
  const delivery = view.stops.findLast(({ kind }) => kind === "delivery");
  const first = (milestone: TimelineEvent["milestone"]) =>
    events.find((event) => event.milestone === milestone && event.classifier === "actual")?.occurredAt ??
    null;
  return {
    ...given,
    carrier: view.carrier?.scac ?? view.carrier?.name ?? null,
    customer: view.customer?.name ?? null,
    mode: view.mode,
    origin: pickup?.place ?? null,
    destination: delivery?.place ?? null,
    shippedOn: shippedOn(view, pickup, zone),
    weight: weightOf(view.weight),
    weightSource: view.weight ? "tender" : null,
    pieces: view.pieces,
    stops: view.stops,
    attempts: events.filter(isAttempt).map(attemptOf),
    tenderAcceptedAt: view.track.accepted ?? null,
    cancelledAt: view.status === "cancelled" ? first("cancelled") : null,
    pickedUpAt: view.track.picked_up ?? null,
    deliveredAt: view.track.delivered ?? null,
    podAt: view.track.pod ?? null,
  };
}

/** Local day of the actual pickup, else of the appointment. */
function shippedOn(view: ShipmentView, pickup: StopState | undefined, zone: string): string | null {
  const at =
    view.track.picked_up ??
    pickup?.departedAt ??
    pickup?.completedAt ??
    pickup?.latestAt ??
    pickup?.earliestAt ??
    null;
  return at === null ? null : dayIn(pickup?.timeZone ?? zone, at);
}

/** Whole thousandths: a weight with more digits is rounded to them. */
function weightOf(weight: NonNullable<EventDraft["facts"]>["weight"] | null): Quantity | null {
  return weight ? { thousandths: Math.round(weight.value * 1000), unit: weight.unit } : null;
}

const isAttempt = ({ milestone, classifier }: TimelineEvent): boolean =>
  milestone === "delivery_attempted" && classifier === "actual";

const attemptOf = ({ occurredAt, stopSequence, reason }: TimelineEvent): DeliveryAttempt => ({
  ...{ at: occurredAt, stopSequence, party: reason?.party ?? null },
});
