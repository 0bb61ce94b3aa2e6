import { type Claim, claim, holds } from "./claim";
import { type DeliveryStory, tookAt } from "./delivery-story";
import { textOf, timeOf } from "./record-values";

/** The sales order behind a delivery. Confirming overwrites its date, and whoever changes that date later means it: it beats the chatter. */
export function orderClaims({ content, order }: DeliveryStory): Claim[] {
  if (!order) return [];
  if (order.state === "cancel") return [holds(order, "confirmed")];
  if (order.state !== "sale" && order.state !== "done") return [];
  const occurred = timeOf(order.values, "date_order") ?? tookAt(content, order, "state", "sale");
  return [
    claim(order, "confirmed", { milestone: "order_confirmed", field: "state", value: "sale", occurred }),
  ];
}

/** The purchase orders behind a receipt. */
export function purchaseClaims({ content, purchaseOrders }: DeliveryStory): Claim[] {
  return purchaseOrders.flatMap((order) => {
    if (order.state === "cancel") return [holds(order, "released"), holds(order, "acknowledged")];
    // Odoo up to 18 locks an order by a state of its own.
    if (order.state !== "purchase" && order.state !== "done") return [];
    const released = claim(order, "released", {
      milestone: "po_released",
      field: "state",
      value: "purchase",
      occurred:
        timeOf(order.values, "date_approve") ??
        tookAt(content, order, "state", "purchase") ??
        timeOf(order.values, "date_order"),
    });
    if (order.values.acknowledged !== true) return [released];
    const acknowledged = claim(order, "acknowledged", {
      milestone: "po_acknowledged",
      field: "acknowledged",
      value: "true",
      occurred: null,
      note: vendorNumber(textOf(order.values, "partner_ref")),
    });
    return [released, acknowledged];
  });
}

const vendorNumber = (reference: string | null) => (reference ? `Vendor's number ${reference}` : null);
