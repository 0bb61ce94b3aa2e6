import type { ReferenceType } from "@/lib/domain/reference/reference";

const LABELS: Readonly<Record<ReferenceType, string>> = {
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
  purchase_order: "Purchase order",
  invoice: "Invoice",
  other: "Other",
};

export function referenceLabel(type: ReferenceType): string {
  return LABELS[type];
}
