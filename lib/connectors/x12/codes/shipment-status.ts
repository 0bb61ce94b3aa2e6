import type { Classifier, Milestone } from "@/lib/domain/event/milestone";

/** One entry of a status code list: what X12 calls it, and the fact it states on our timeline. */
export interface StatusCode {
  readonly name: string;
  readonly milestone: Milestone;
  readonly classifier: Classifier;
}

const actual = (milestone: Milestone, name: string): StatusCode => ({
  name,
  milestone,
  classifier: "actual",
});
const estimated = (milestone: Milestone, name: string): StatusCode => ({
  name,
  milestone,
  classifier: "estimated",
});

/**
 * Shipment status codes to milestones; codes with a name but no milestone of ours are `unmapped`, on purpose.
 *
 * `XB` is "shipment acknowledged" in the standard, "POD in hand" at some 3PLs and "accepted at the terminal" at some
 * carriers: it waits for the connection's own map. `AI`, `DE`, `DO`, `LC`, `NB`, `OP` state nothing a shipment passes through.
 *
 * Source: ASC X12 element 1650 (AT7-01) of releases 004010 to 008010; the same values are used in element 1157 (Q5-01)
 * of 003040 to 003060 motor carrier messages.
 */
export const SHIPMENT_STATUS: Readonly<Record<string, StatusCode>> = {
  A3: actual("returned", "Shipment returned to shipper"),
  A7: actual("refused", "Refused by consignee"),
  A9: actual("damaged", "Shipment damaged"),
  AF: actual("picked_up", "Carrier departed pick-up location with shipment"),
  AG: estimated("delivered", "Estimated delivery"),
  AH: actual("delivery_attempted", "Attempted delivery"),
  AI: actual("unmapped", "Shipment has been reconsigned"),
  AJ: actual("out_for_delivery", "Tendered for delivery"),
  AL: actual("loaded", "Loaded on rail car"),
  AM: actual("loaded", "Loaded on truck"),
  AN: actual("handed_over", "Diverted to air carrier"),
  AP: actual("delivery_attempted", "Delivery not completed"),
  AR: actual("arrived_hub", "Rail arrival at destination intermodal ramp"),
  AV: actual("available_for_pickup", "Available for delivery"),
  AW: actual("available_for_pickup", "Available for pick-up"),
  B6: estimated("arrived_hub", "Estimated to arrive at carrier terminal"),
  BA: actual("handed_over", "Connecting line or cartage pick-up"),
  BC: actual("in_transit", "Storage in transit"),
  BO: actual("on_hold", "Conveyance reported bad order"),
  BR: actual("released_from_hold", "Conveyance released from bad order"),
  C1: estimated("departed_hub", "Estimated to depart terminal location"),
  CA: actual("cancelled", "Shipment cancelled"),
  CB: actual("delivered", "Completed shipment: last part delivered"),
  CD: actual("departed_delivery", "Carrier departed delivery location"),
  CL: actual("loaded", "Trailer closed out"),
  CP: actual("loaded", "Completed loading at pick-up location"),
  CT: actual("customs_released", "Customs release"),
  D1: actual("delivered", "Completed unloading at delivery location"),
  DE: actual("unmapped", "Last free day without demurrage"),
  DO: actual("unmapped", "Delivery order received"),
  I1: actual("gate_in", "In-gate"),
  J1: actual("handed_over", "Delivered to connecting line"),
  K1: actual("customs_hold", "Arrived at customs"),
  L1: actual("loaded", "Loading"),
  LC: actual("unmapped", "Container loaded to chassis"),
  NB: actual("unmapped", "Conveyance received without paperwork"),
  OA: actual("gate_out", "Out-gate"),
  OO: actual("label_created", "Paperwork received, shipment or equipment not received"),
  OP: actual("unmapped", "All paperwork has been provided to consignee"),
  P1: actual("departed_hub", "Departed terminal location"),
  PA: actual("delivered_partial", "Partial shipment delivered"),
  PR: actual("customs_hold", "Customs hold at in-bond location"),
  R1: actual("handed_over", "Received from prior carrier"),
  RH: actual("released_from_hold", "Conveyance released from hold"),
  RL: actual("departed_hub", "Rail departure from origin intermodal ramp"),
  S1: actual("arrived_delivery", "Trailer spotted at consignee's location"),
  SD: actual("delayed", "Shipment delayed"),
  UC: actual("unloaded", "Container unloaded from chassis"),
  UR: actual("unloaded", "Unloaded from rail car"),
  X1: actual("arrived_delivery", "Arrived at delivery location"),
  X2: estimated("arrived_delivery", "Estimated arrival at consignee's location"),
  X3: actual("arrived_pickup", "Arrived at pick-up location"),
  X4: actual("arrived_hub", "Arrived at terminal location"),
  X5: actual("arrived_delivery", "Arrived at delivery location loading dock"),
  X6: actual("in_transit", "En route to delivery location"),
  X8: actual("arrived_pickup", "Arrived at pick-up location loading dock"),
  XB: actual("unmapped", "Shipment acknowledged"),
  Y1: actual("arrived_hub", "Arrived at multiple country consolidation hub"),
};

/**
 * Appointment status codes: what is agreed (`planned`), asked for (`requested`) or expected (`estimated`) at a stop.
 * Source: ASC X12 element 1652 (AT7-03), releases 004010 to 008010.
 */
export const APPOINTMENT_STATUS: Readonly<Record<string, StatusCode>> = {
  AA: { name: "Pick-up appointment", milestone: "pickup_appointment", classifier: "planned" },
  AB: { name: "Delivery appointment", milestone: "delivery_appointment", classifier: "planned" },
  AC: { name: "Estimated delivery appointment", milestone: "delivery_appointment", classifier: "estimated" },
  ED: { name: "Deliver no earlier than", milestone: "delivery_appointment", classifier: "requested" },
  EP: { name: "Pick up no earlier than", milestone: "pickup_appointment", classifier: "requested" },
  LD: { name: "Deliver no later than", milestone: "delivery_appointment", classifier: "requested" },
  LP: { name: "Pick up no later than", milestone: "pickup_appointment", classifier: "requested" },
  X9: { name: "Delivery appointment secured", milestone: "delivery_appointment", classifier: "planned" },
  XA: { name: "Pick-up appointment secured", milestone: "pickup_appointment", classifier: "planned" },
};
