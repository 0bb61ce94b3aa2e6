/**
 * The canonical vocabulary of the timeline: what can happen to a shipment, in the order it normally does.
 *
 * `rank` decides the status: the highest ranked `actual` milestone that is not voided wins, ties go to the later one.
 * `stage` is what a board groups by. A milestone with rank 0 fills the timeline and never moves the status.
 * Sources of the code maps: X12 element 1650 and 1651, UN/ECE Recommendation 24, DCSA Track and Trace 2.2.
 */
export type Stage =
  | "planned"
  | "tendered"
  | "awaiting_pickup"
  | "in_transit"
  | "out_for_delivery"
  | "delivered"
  | "closed"
  | "returning"
  | "cancelled";

interface MilestoneRule {
  readonly rank: number;
  readonly stage: Stage | null;
  readonly label: string;
}

const rule = (rank: number, stage: Stage | null, label: string): MilestoneRule => ({ rank, stage, label });

export const MILESTONE_RULES = {
  order_confirmed: rule(10, "planned", "Order confirmed"),
  order_released: rule(12, "planned", "Order released"),
  tendered: rule(20, "tendered", "Tendered"),
  tender_declined: rule(21, "tendered", "Tender declined"),
  tender_accepted: rule(24, "awaiting_pickup", "Tender accepted"),
  booking_confirmed: rule(25, "awaiting_pickup", "Booking confirmed"),
  label_created: rule(26, "awaiting_pickup", "Label created"),
  dispatch_advised: rule(27, "awaiting_pickup", "Dispatch advised"),
  picking_started: rule(30, "awaiting_pickup", "Picking started"),
  picked: rule(31, "awaiting_pickup", "Picked"),
  packed: rule(32, "awaiting_pickup", "Packed"),
  staged: rule(33, "awaiting_pickup", "Staged"),
  pickup_appointment: rule(0, null, "Pickup appointment"),
  delivery_appointment: rule(0, null, "Delivery appointment"),
  empty_out: rule(34, "awaiting_pickup", "Empty container out"),
  arrived_pickup: rule(40, "awaiting_pickup", "Arrived at pickup"),
  pickup_failed: rule(41, "awaiting_pickup", "Pickup failed"),
  loaded: rule(44, "in_transit", "Loaded"),
  picked_up: rule(50, "in_transit", "Picked up"),
  gate_in: rule(51, "in_transit", "Gate in"),
  gate_out: rule(52, "in_transit", "Gate out"),
  in_transit: rule(54, "in_transit", "In transit"),
  arrived_hub: rule(54, "in_transit", "Arrived at hub"),
  unloaded: rule(54, "in_transit", "Unloaded"),
  departed_hub: rule(54, "in_transit", "Departed hub"),
  handed_over: rule(54, "in_transit", "Handed over"),
  customs_hold: rule(54, "in_transit", "Customs hold"),
  customs_released: rule(54, "in_transit", "Customs released"),
  out_for_delivery: rule(60, "out_for_delivery", "Out for delivery"),
  available_for_pickup: rule(62, "out_for_delivery", "Available for collection"),
  arrived_delivery: rule(64, "out_for_delivery", "Arrived at delivery"),
  delivery_attempted: rule(65, "out_for_delivery", "Delivery attempted"),
  refused: rule(70, "returning", "Refused"),
  delivered_partial: rule(72, "delivered", "Delivered in part"),
  delivered: rule(80, "delivered", "Delivered"),
  departed_delivery: rule(81, "delivered", "Departed delivery"),
  pod_received: rule(84, "closed", "Proof of delivery in"),
  empty_returned: rule(85, "closed", "Empty container returned"),
  return_initiated: rule(90, "returning", "Return announced"),
  return_in_transit: rule(91, "returning", "Return in transit"),
  returned: rule(92, "returning", "Returned to sender"),
  return_received: rule(93, "returning", "Return received"),
  return_inspected: rule(94, "returning", "Return inspected"),
  lost: rule(96, "closed", "Lost"),
  cancelled: rule(99, "cancelled", "Cancelled"),
  tracking_ended: rule(0, null, "Tracking ended"),
  delayed: rule(0, null, "Delayed"),
  on_hold: rule(0, null, "On hold"),
  released_from_hold: rule(0, null, "Released from hold"),
  damaged: rule(0, null, "Damaged"),
  short: rule(0, null, "Short"),
  po_released: rule(0, null, "Purchase order released"),
  po_acknowledged: rule(0, null, "Purchase order acknowledged"),
  asn_received: rule(0, null, "Ship notice received"),
  goods_received: rule(82, "delivered", "Goods received"),
  discrepancy_identified: rule(0, null, "Discrepancy identified"),
  charge_quoted: rule(0, null, "Charge quoted"),
  charge_accrued: rule(0, null, "Charge accrued"),
  accessorial_claimed: rule(0, null, "Accessorial claimed"),
  carrier_invoice_received: rule(0, null, "Carrier invoice received"),
  carrier_invoice_matched: rule(0, null, "Carrier invoice matched"),
  carrier_invoice_disputed: rule(0, null, "Carrier invoice disputed"),
  carrier_invoice_approved: rule(0, null, "Carrier invoice approved"),
  invoice_drafted: rule(0, null, "Customer invoice drafted"),
  invoice_posted: rule(0, null, "Customer invoice posted"),
  invoice_paid: rule(0, null, "Customer invoice paid"),
  credit_note_posted: rule(0, null, "Credit note posted"),
  refund_approved: rule(0, null, "Refund approved"),
  refund_paid: rule(0, null, "Refund paid"),
  vendor_bill_drafted: rule(0, null, "Vendor bill drafted"),
  vendor_bill_posted: rule(0, null, "Vendor bill posted"),
  vendor_bill_paid: rule(0, null, "Vendor bill paid"),
  event_voided: rule(0, null, "Event voided"),
  unmapped: rule(0, null, "Unknown code"),
} as const satisfies Record<string, MilestoneRule>;

export type Milestone = keyof typeof MILESTONE_RULES;
export const MILESTONES = Object.keys(MILESTONE_RULES) as Milestone[];

export const CLASSIFIERS = ["planned", "estimated", "actual", "requested"] as const;
export type Classifier = (typeof CLASSIFIERS)[number];

export const FAULT_PARTIES = [
  "carrier",
  "shipper",
  "consignee",
  "customs",
  "force_majeure",
  "data",
  "none",
  "unknown",
] as const;
export type FaultParty = (typeof FAULT_PARTIES)[number];
