import type { Milestone } from "@/lib/domain/event/milestone";
import { REASONS, type ShipmentPlan, type Spot, type Telling, type TruthEvent } from "../truth";
import type { Segment } from "./x12-envelope";
import { x12Time } from "./x12-time";

/** Element 1650 for what happened. `XB` is this trade's word for "proof of delivery in hand", not the standard's. */
const ACTUAL: Partial<Readonly<Record<Milestone, string>>> = {
  arrived_pickup: "X3",
  loaded: "CP",
  picked_up: "AF",
  in_transit: "X6",
  arrived_hub: "X4",
  departed_hub: "P1",
  customs_hold: "PR",
  customs_released: "CT",
  out_for_delivery: "AJ",
  arrived_delivery: "X1",
  delivery_attempted: "AP",
  delivered: "D1",
  departed_delivery: "CD",
  pod_received: "XB",
  delayed: "SD",
  damaged: "A9",
  refused: "A7",
  returned: "A3",
  // Not in any published list: a temperature check.
  unmapped: "ZT",
};
const ESTIMATED: Partial<Readonly<Record<Milestone, string>>> = { arrived_delivery: "X2", delivered: "AG" };
/** Element 1652. */
const APPOINTMENT: Partial<Readonly<Record<Milestone, string>>> = {
  pickup_appointment: "AA",
  delivery_appointment: "AB",
};
/** A place-less event is stamped in the office. */
const OFFICE = "America/Chicago";

export type StatusTelling = Extract<Telling, { kind: "status" }>;

/** Body of one 214. Source: ASC X12 214, release 004010. */
export function statusSet(telling: StatusTelling): Segment[] {
  const { plan, carrier } = telling;
  return [
    ["B10", plan.pro, plan.id, carrier.scac],
    ...(plan.bol ? [["L11", plan.bol, "BM"]] : []),
    ["L11", plan.purchaseOrder, "PO"],
    ...telling.events.flatMap((event, index) => [["LX", index + 1], ...statusLoop(event, telling)]),
  ];
}

function statusLoop(event: TruthEvent, { plan, carrier }: StatusTelling): Segment[] {
  const zone = event.spot?.city.zone ?? OFFICE;
  // Without a place local time would name no zone at all.
  const time = x12Time(event.at, zone, event.spot ? carrier.x12Zone : "prevailing");
  const reason = event.reason ? REASONS[event.reason] : "NS";
  const agreed = event.classifier === "planned" ? (APPOINTMENT[event.milestone] ?? "") : "";
  const status: Segment = agreed
    ? ["AT7", "", "", agreed, "NA", ...time]
    : ["AT7", statusCode(event), reason, "", "", ...time];
  return [
    status,
    ...place(event.spot, carrier.x12Zone === "local"),
    ...stopNumber(event),
    ...equipment(plan, event),
  ];
}

function statusCode(event: TruthEvent): string {
  const code = (event.classifier === "estimated" ? ESTIMATED : ACTUAL)[event.milestone];
  if (!code) throw new RangeError(`214 has no code for ${event.classifier} ${event.milestone}`);
  return code;
}

/** Trackers know where they are, not what the place is called; whoever writes local times must name the place. */
function place(spot: Spot | null, mustName: boolean): Segment[] {
  if (!spot) return [];
  const { city, latitude, longitude } = spot;
  if (mustName || latitude === undefined || longitude === undefined) {
    return [["MS1", city.city.toUpperCase(), city.region, city.country]];
  }
  return [["MS1", "", "", "", Math.abs(longitude).toFixed(4), latitude.toFixed(4), "W", "N"]];
}

function stopNumber(event: TruthEvent): Segment[] {
  return event.stop === null ? [] : [["L11", event.stop, "QN"]];
}

function equipment(plan: ShipmentPlan, event: TruthEvent): Segment[] {
  const weighed = event.milestone === "picked_up" || event.milestone === "delivered";
  if (!weighed || event.classifier !== "actual") return [];
  return [["AT8", "G", "L", plan.weightLb, plan.pieces]];
}
