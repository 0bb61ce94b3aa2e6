import { MILESTONES } from "../event/milestone";
import {
  BUSINESS_OBJECTS,
  type BusinessObject,
  type CatalogueEntry,
  type CatalogueTerms,
  type OwnedMilestone,
  SOURCE_KINDS,
  type SourceKind,
} from "./catalogue";

/** Whoever sees the goods move. */
const MOVERS: readonly SourceKind[] = ["erp", "tms", "3pl", "carrier", "aggregator", "person"];
/** Whoever sees them leave or come in. */
const DOCKS: readonly SourceKind[] = [...MOVERS, "wms"];
/** Whoever sees them inside. */
const HOUSE: readonly SourceKind[] = ["erp", "tms", "wms", "3pl", "person"];
const ORDERS: readonly SourceKind[] = ["erp", "tms", "3pl", "shop", "person"];
const TENDERS: readonly SourceKind[] = ["erp", "tms", "3pl", "carrier", "person"];
const BOOKS: readonly SourceKind[] = ["erp", "tms", "person"];
const CHARGES: readonly SourceKind[] = MOVERS;

type Given = Pick<CatalogueTerms, "system" | "mayState" | "ownerRole"> & Partial<CatalogueTerms>;

/** Kept for good and without a promise, unless said otherwise. */
function terms(given: Given): CatalogueTerms {
  return {
    sync: "at_once",
    lateMinutes: 15,
    clocks: [],
    runbook: null,
    retentionMonths: null,
    ...given,
    mayState: SOURCE_KINDS.filter((kind) => given.mayState.includes(kind)),
  };
}

const order = terms({ system: "odoo", mayState: ORDERS, ownerRole: "customer_service", lateMinutes: 5 });
const tender = terms({
  ...{ system: "tms", mayState: TENDERS, ownerRole: "dispatcher", lateMinutes: 5 },
  ...{ clocks: ["tender_reply"], runbook: "tender_unanswered" },
});
const booking = terms({ system: "tms", mayState: [...DOCKS, "shop"], ownerRole: "dispatcher" });
const picking = terms({ system: "wms", mayState: HOUSE, ownerRole: "dispatcher", sync: "micro_batch" });
const pickup = terms({
  ...{ system: "carrier", mayState: DOCKS, ownerRole: "dispatcher", lateMinutes: 30 },
  ...{ clocks: ["pickup"], runbook: "late_pickup" },
});
const appointment = terms({ system: "tms", mayState: [...DOCKS, "shop"], ownerRole: "dispatcher" });
const gate = terms({ system: "carrier", mayState: DOCKS, ownerRole: "dispatcher", lateMinutes: 60 });
const road = terms({
  ...{ system: "carrier", mayState: MOVERS, ownerRole: "dispatcher", lateMinutes: 60 },
  ...{ clocks: ["tracking_silence"], runbook: "tracking_silent" },
});
const customs = terms({ ...road, clocks: [], runbook: "customs_hold" });
const delivery = terms({ ...road, lateMinutes: 30, clocks: ["delivery"], runbook: "late_delivery" });
const trouble = terms({
  ...road,
  mayState: DOCKS,
  ownerRole: "customer_service",
  clocks: [],
  lateMinutes: 30,
});
const delay = terms({ ...trouble, mayState: [...DOCKS, "shop"], ownerRole: "dispatcher" });
const proof = terms({
  ...{
    system: "carrier",
    mayState: MOVERS,
    ownerRole: "customer_service",
    sync: "batch",
    lateMinutes: 1_440,
  },
  ...{ clocks: ["pod"], runbook: "pod_missing" },
});
const returning = terms({
  ...{ system: "carrier", mayState: [...DOCKS, "shop"], ownerRole: "customer_service", lateMinutes: 60 },
});
const received = terms({ ...returning, mayState: DOCKS, clocks: ["refund"], runbook: "refund_overdue" });
const buying = terms({ system: "odoo", mayState: [...HOUSE, "carrier"], ownerRole: "dispatcher" });
const inbound = terms({ ...buying, mayState: DOCKS, system: "wms", lateMinutes: 60 });
const counted = terms({ ...inbound, mayState: HOUSE, runbook: "stock_discrepancy" });
const charge = terms({
  system: "carrier",
  mayState: CHARGES,
  ownerRole: "finance",
  sync: "batch",
  lateMinutes: 1_440,
});
const bill = terms({ ...charge, clocks: ["carrier_invoice_match"], runbook: "carrier_invoice_unmatched" });
const decided = terms({ ...bill, system: "milepost", mayState: BOOKS, sync: "at_once", lateMinutes: 5 });
const invoice = terms({
  ...{ system: "odoo", mayState: BOOKS, ownerRole: "finance", lateMinutes: 5 },
  ...{ clocks: ["customer_invoice"], runbook: "invoice_overdue" },
});
const paid = terms({ ...invoice, clocks: [], runbook: null, sync: "micro_batch", lateMinutes: 60 });
const refund = terms({
  ...{ ...paid, mayState: [...BOOKS, "shop"] as const },
  ...{ clocks: ["refund"], runbook: "refund_overdue" },
});
const ours = terms({ system: "milepost", mayState: ["person"], ownerRole: "lead", lateMinutes: 1 });

const OF_MILESTONE: Readonly<Record<OwnedMilestone, CatalogueTerms>> = {
  order_confirmed: order,
  order_released: order,
  tendered: tender,
  tender_declined: { ...tender, runbook: "tender_declined" },
  tender_accepted: tender,
  booking_confirmed: booking,
  label_created: booking,
  dispatch_advised: booking,
  picking_started: picking,
  picked: picking,
  packed: picking,
  staged: picking,
  pickup_appointment: appointment,
  delivery_appointment: appointment,
  empty_out: gate,
  arrived_pickup: pickup,
  pickup_failed: pickup,
  loaded: pickup,
  picked_up: pickup,
  gate_in: gate,
  gate_out: gate,
  in_transit: road,
  arrived_hub: road,
  unloaded: { ...road, mayState: inbound.mayState },
  departed_hub: road,
  handed_over: road,
  customs_hold: customs,
  customs_released: customs,
  out_for_delivery: road,
  available_for_pickup: road,
  arrived_delivery: delivery,
  delivery_attempted: delivery,
  refused: { ...trouble, runbook: "refused" },
  delivered_partial: delivery,
  delivered: delivery,
  departed_delivery: delivery,
  pod_received: proof,
  empty_returned: gate,
  return_initiated: returning,
  return_in_transit: returning,
  returned: returning,
  return_received: received,
  return_inspected: received,
  lost: { ...trouble, runbook: "lost" },
  cancelled: { ...order, mayState: SOURCE_KINDS },
  tracking_ended: { ...road, clocks: [], runbook: null },
  delayed: delay,
  on_hold: delay,
  released_from_hold: delay,
  damaged: { ...trouble, runbook: "damaged" },
  short: { ...trouble, runbook: "short" },
  po_released: buying,
  po_acknowledged: buying,
  asn_received: inbound,
  goods_received: counted,
  discrepancy_identified: counted,
  charge_quoted: charge,
  charge_accrued: { ...charge, system: "odoo" },
  accessorial_claimed: charge,
  carrier_invoice_received: bill,
  carrier_invoice_matched: decided,
  carrier_invoice_disputed: decided,
  carrier_invoice_approved: decided,
  invoice_drafted: invoice,
  invoice_posted: invoice,
  invoice_paid: paid,
  credit_note_posted: refund,
  refund_approved: refund,
  refund_paid: { ...refund, system: "payment_provider" },
  vendor_bill_drafted: { ...paid, lateMinutes: 5 },
  vendor_bill_posted: { ...paid, lateMinutes: 5 },
  vendor_bill_paid: paid,
};

const OF_OBJECT: Readonly<Record<BusinessObject, CatalogueTerms>> = {
  customer: { ...order, mayState: ["erp"] },
  product: { ...order, mayState: ["erp"] },
  sales_order: order,
  delivery: { ...order, mayState: ["erp", "wms"], ownerRole: "dispatcher" },
  purchase_order: buying,
  receipt: counted,
  customer_invoice: invoice,
  vendor_bill: { ...invoice, clocks: ["carrier_invoice_match"], runbook: "carrier_invoice_unmatched" },
  credit_note: refund,
  payment: paid,
  refund: { ...refund, system: "payment_provider" },
  tender,
  load: { ...tender, clocks: [], runbook: null },
  appointment,
  pick: picking,
  stock_level: { ...counted, sync: "batch", lateMinutes: 1_440 },
  tracking: road,
  proof_of_delivery: proof,
  carrier_invoice: bill,
  return: received,
  message: { ...ours, mayState: SOURCE_KINDS, ownerRole: "it", runbook: "quarantined_message" },
  timeline: { ...ours, mayState: SOURCE_KINDS, runbook: "conflicting_sources" },
  clock: ours,
  exception: ours,
  decision: ours,
};

/**
 * Who owns what as delivered: objects first, then milestones in their order. Version 0 of each.
 *
 * Source: product.md, "Where it stands between systems", and domain.md, "Milestones" and "Clocks".
 */
export const CATALOGUE_SEEDS: readonly CatalogueEntry[] = [
  ...BUSINESS_OBJECTS.map(
    (name): CatalogueEntry => ({ key: `object:${name}`, version: 0, terms: OF_OBJECT[name] }),
  ),
  ...MILESTONES.flatMap((name): CatalogueEntry[] =>
    name === "event_voided" || name === "unmapped"
      ? []
      : [{ key: `milestone:${name}`, version: 0, terms: OF_MILESTONE[name] }],
  ),
];
