import { normaliseReference, type Reference } from "@/lib/domain/reference/reference";
import type { DeliveryStory, OdooDocument } from "./delivery-story";
import { idOf, textOf } from "./record-values";

/** Names of Odoo's documents are unique within one Odoo and its company: two Odoos both have a WH/OUT/00001. */
export function scopeOf(story: DeliveryStory): string {
  const company = idOf(story.picking.values, "company_id");
  const odoo = story.content.source ?? story.content.database;
  return company === null ? odoo : `${odoo}/${company}`;
}

/** What every event of the delivery is about: the delivery itself and its order. */
export function ownReferences(story: DeliveryStory): Reference[] {
  return [deliveryNote(story, story.picking), documentReference(story, "order", story.order)].flat();
}

/** The delivery's further numbers: the customer's and our own purchase orders, and the carrier's tracking numbers. */
export function furtherReferences(story: DeliveryStory): Reference[] {
  const customerOrder = story.order && textOf(story.order.values, "client_order_ref");
  return [
    ...trackingNumbers(textOf(story.picking.values, "carrier_tracking_ref")).map(
      (value): Reference => ({ type: "tracking", value }),
    ),
    ...(customerOrder ? [{ type: "purchase_order" as const, value: customerOrder }] : []),
    ...story.purchaseOrders.flatMap((order) => documentReference(story, "purchase_order", order)),
  ];
}

export function deliveryNote(story: DeliveryStory, picking: OdooDocument): Reference[] {
  return documentReference(story, "delivery_note", picking);
}

/** The number of an invoice, once it has one. */
export function invoiceReference(story: DeliveryStory, invoice: OdooDocument): Reference[] {
  return invoice.state === "posted" ? documentReference(story, "invoice", invoice) : [];
}

/** Shorter ones are counts of parcels and the like, and would join what has nothing to do with each other. */
const SHORTEST_TRACKING = 5;

/**
 * Odoo's tracking field is free text: people write several numbers into it, separated by whatever is at hand, and words ("Customer pickup", "N/A").
 * A word without a digit, or a short one, is no number.
 */
export function trackingNumbers(text: string | null): readonly string[] {
  const numbers = (text ?? "").split(/[\s,;/|]+/).filter((part) => {
    const plain = normaliseReference(part);
    return plain.length >= SHORTEST_TRACKING && /\p{N}/u.test(plain);
  });
  return [...new Set(numbers)];
}

function documentReference(
  story: DeliveryStory,
  type: Reference["type"],
  document: OdooDocument | null,
): Reference[] {
  return document?.name ? [{ type, value: document.name, scope: scopeOf(story) }] : [];
}
