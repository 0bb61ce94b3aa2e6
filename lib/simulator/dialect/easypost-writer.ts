import type { Milestone } from "@/lib/domain/event/milestone";
import type { Instant } from "@/lib/domain/time/instant";
import { streamOf } from "../random";
import type { Telling, TruthEvent } from "../truth";

type TrackerTelling = Extract<Telling, { kind: "tracker" }>;

const OUNCES_PER_POUND = 16;

/** Status, detail and the words a carrier would write, per milestone. Source: EasyPost API v2, Tracker. */
const SCANS: Partial<
  Readonly<Record<Milestone, readonly [status: string, detail: string, message: string]>>
> = {
  label_created: ["pre_transit", "label_created", "Shipping label created, carrier awaits the parcel"],
  arrived_hub: ["in_transit", "arrived_at_facility", "Arrived at sort facility"],
  departed_hub: ["in_transit", "departed_facility", "Departed sort facility"],
  in_transit: ["in_transit", "in_transit", "On its way to the next facility"],
  out_for_delivery: ["out_for_delivery", "out_for_delivery", "Out for delivery"],
  delivered: ["delivered", "arrived_at_destination", "Delivered, left with recipient"],
  delivery_attempted: ["failure", "delivery_exception", "Delivery attempted, business closed"],
  delayed: ["in_transit", "delayed", "Delayed, delivery date will be updated"],
  damaged: ["in_transit", "damaged", "Damage found on handling"],
  refused: ["failure", "refused", "Refused by recipient"],
  unmapped: ["unknown", "unknown", "Rescheduled by the hub"],
  returned: ["return_to_sender", "return_to_sender", "Returned to sender"],
};

/** One webhook: an Event around a Tracker that repeats every scan so far. */
export function writeEasyPost(telling: TrackerTelling, seed: number): string {
  const { plan, carrier, events, expectedAt, number } = telling;
  const ids = streamOf(seed, "easypost", plan.index);
  const trackerId = `trk_${ids.hex(32)}`;
  const shipmentId = `shp_${ids.hex(32)}`;
  const details = events.map((event) => detailOf(event, carrier.name));
  const last = details.at(-1);
  const event = {
    description: number <= 1 ? "tracker.created" : "tracker.updated",
    id: `evt_${streamOf(seed, "easypost", plan.index, number).hex(32)}`,
    object: "Event",
    mode: "production",
    status: "pending",
    created_at: stamp(telling.at),
    updated_at: stamp(telling.at),
    result: {
      id: trackerId,
      object: "Tracker",
      mode: "production",
      tracking_code: plan.tracking,
      status: last?.status ?? "unknown",
      status_detail: last?.status_detail ?? "unknown",
      created_at: stamp(plan.tenderAt),
      updated_at: stamp(telling.at),
      signed_by: null,
      weight: plan.weightLb * OUNCES_PER_POUND,
      est_delivery_date: stamp(expectedAt),
      shipment_id: shipmentId,
      carrier: carrier.name,
      is_return: false,
      finalized: last?.status === "delivered",
      tracking_details: details,
      carrier_detail: null,
      fees: [],
    },
    previous_attributes: {},
    pending_urls: [],
    completed_urls: [],
  };
  return JSON.stringify(event);
}

function detailOf(event: TruthEvent, carrier: string) {
  const scan = SCANS[event.milestone];
  if (!scan) throw new RangeError(`a tracker has no status for ${event.milestone}`);
  const [status, status_detail, message] = scan;
  const city = event.spot?.city;
  return {
    object: "TrackingDetail",
    message,
    description: null,
    status,
    status_detail,
    datetime: stamp(event.at),
    source: carrier,
    tracking_location: {
      object: "TrackingLocation",
      city: city?.city.toUpperCase() ?? null,
      state: city?.region ?? null,
      country: city?.country ?? null,
      zip: city?.postalCode ?? null,
    },
  };
}

function stamp(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
