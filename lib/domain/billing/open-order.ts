import type { ReferenceType } from "../reference/reference";
import type { Instant } from "../time/instant";

/** One line of a sales order as Odoo holds it: quantities in the line's unit, amounts in the order's currency before tax. */
export interface OrderLine {
  readonly lineId: number;
  /** What Odoo bills of it: what was delivered, or what was ordered. */
  readonly policy: "delivery" | "order";
  readonly ordered: number;
  readonly delivered: number;
  /** Less what was credited; drafts count, as Odoo counts. */
  readonly invoiced: number;
  readonly toInvoice: number;
  /** For all that was ordered, after discount. Null where Odoo did not say. */
  readonly subtotal: number | null;
  readonly price: number;
  /** Percent. */
  readonly discount: number;
  /** What the product usually costs; null when it is not known. */
  readonly listPrice: number | null;
  /** The fee for bringing it: free when it has no price. */
  readonly isDeliveryFee: boolean;
  /** What each delivery took of it, returns taken off. */
  readonly moved: readonly { readonly pickingId: number; readonly quantity: number }[];
}

/** What the timeline knows of a delivery. */
export interface DeliveryShipment {
  readonly shipmentId: string;
  readonly number: string;
  /** Somebody who moves the goods has told something; else Odoo alone has. */
  readonly isTracked: boolean;
  readonly deliveredAt: Instant | null;
  readonly podAt: Instant | null;
  readonly references: readonly ReferenceType[];
  readonly pendingAccessorials: number;
}

/** A done delivery of the order to its customer. */
export interface OrderDelivery {
  readonly pickingId: number;
  readonly name: string;
  /** When Odoo says it was done. */
  readonly doneAt: Instant;
  readonly shipment: DeliveryShipment | null;
}

/** What a draft invoice or credit note bills of the order. */
export interface OrderDraft {
  readonly moveId: number;
  readonly isCredit: boolean;
  readonly currency: string;
  readonly amountMinor: number;
  readonly lines: number;
  readonly createdAt: Instant;
}

/** Everything that decides what an order has open. */
export interface OpenOrder {
  readonly orderId: number;
  readonly name: string;
  /** As Odoo names who ordered. */
  readonly customer: string | null;
  readonly currency: string;
  readonly companyCurrency: string;
  /** The customer's own number is on the order. */
  readonly hasCustomerReference: boolean;
  readonly lines: readonly OrderLine[];
  readonly deliveries: readonly OrderDelivery[];
  readonly drafts: readonly OrderDraft[];
  readonly orderedAt: Instant;
  /** When goods last came back. */
  readonly returnedAt: Instant | null;
  readonly writeFailed: boolean;
}

/** A delivery of a row, as it is kept and shown. Moments are ISO 8601. */
export interface OpenDelivery {
  readonly pickingId: number;
  readonly name: string;
  readonly shipmentNumber: string | null;
  /** Null: gone out, not delivered yet. */
  readonly deliveredAt: string | null;
  readonly podAt: string | null;
}
