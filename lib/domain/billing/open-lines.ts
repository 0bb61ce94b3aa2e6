import { less, pricedMinor, shareMinor } from "./exact";
import type { OrderDelivery, OrderLine } from "./open-order";

/** Why nothing of a line is open. */
export type LineExclusion = "free_of_charge" | "billed" | "not_delivered" | "down_payment";

/** What one line has open, quantities in its unit. */
export interface OpenLine {
  readonly line: OrderLine;
  /** Delivered and on no invoice, draft or posted. */
  readonly delivered: number;
  /** To be billed though it is not delivered: the product is billed when ordered. */
  readonly ahead: number;
  /** Billed and come back. */
  readonly credit: number;
  readonly hasNoPrice: boolean;
  readonly excluded: LineExclusion | null;
}

/**
 * What a line has open by Odoo's own quantities (`qty_to_invoice`, stored and signed). A line billed when ordered is unbilled only as far as it is
 * delivered and not invoiced; so what was invoiced when ordered is open no more, however late it is delivered.
 *
 * A line without a price is given away when its discount is all of it, its product costs nothing, or it is the fee for the delivery; else its
 * price is missing. A down payment is a line of which nothing was ordered: Odoo takes it off the next invoice, it is no credit.
 */
export function openLine(line: OrderLine): OpenLine {
  const { policy, delivered, invoiced, toInvoice } = line;
  const isDownPayment = policy === "order" && line.ordered === 0 && delivered === 0;
  const undelivered = less(delivered, invoiced);
  const due = policy === "order" ? Math.min(toInvoice, undelivered) : toInvoice;
  const open = delivered > 0 ? Math.max(0, due) : 0;
  const isFree = isGivenAway(line);
  const none = isFree || isDownPayment;
  return {
    line,
    delivered: none ? 0 : open,
    ahead: none || policy !== "order" ? 0 : Math.max(0, less(toInvoice, open)),
    credit: none ? 0 : Math.max(0, -toInvoice),
    hasNoPrice: !isFree && isUnpriced(line) && open > 0,
    excluded: exclusion(line, { isFree, isDownPayment, open }),
  };
}

interface Looked {
  readonly isFree: boolean;
  readonly isDownPayment: boolean;
  readonly open: number;
}

function exclusion(line: OrderLine, { isFree, isDownPayment, open }: Looked): LineExclusion | null {
  if (isDownPayment) return "down_payment";
  if (isFree) return "free_of_charge";
  if (open > 0) return null;
  return line.delivered > 0 ? "billed" : "not_delivered";
}

const isUnpriced = ({ price, subtotal }: OrderLine) => price === 0 && (subtotal ?? 0) === 0;

function isGivenAway(line: OrderLine): boolean {
  if (line.discount >= 100) return true;
  return isUnpriced(line) && (line.isDeliveryFee || line.listPrice === 0);
}

/**
 * What a quantity of a line is worth before tax, in minor units: its share of what Odoo says the line costs, so that discounts and prices with tax in
 * them come out as Odoo has them; by price and discount where nothing was ordered.
 */
export function lineMinor(
  { subtotal, ordered, price, discount }: OrderLine,
  quantity: number,
  currency: string,
) {
  return subtotal !== null && ordered !== 0
    ? shareMinor(quantity, { subtotal, whole: ordered }, currency)
    : pricedMinor(quantity, { price, discount }, currency);
}

/** Open quantity of a line by delivery. */
export type Allocation = ReadonlyMap<number, number>;

/**
 * Which deliveries the open quantity of a line is from: invoices bill what went first, so it is the last that went. What no delivery accounts for
 * (a service, a quantity entered by hand) counts with the last delivery.
 *
 * @param deliveries the order's done deliveries, oldest first; at least one.
 */
export function allocate({ line, delivered }: OpenLine, deliveries: readonly OrderDelivery[]): Allocation {
  const byDelivery = new Map<number, number>();
  let open = delivered;
  for (const { pickingId } of deliveries.toReversed()) {
    const moved = line.moved.find((one) => one.pickingId === pickingId)?.quantity ?? 0;
    const taken = Math.min(open, moved);
    if (taken > 0) byDelivery.set(pickingId, taken);
    open = less(open, Math.max(0, taken));
  }
  const last = deliveries.at(-1);
  if (open > 0 && last) byDelivery.set(last.pickingId, (byDelivery.get(last.pickingId) ?? 0) + open);
  return byDelivery;
}
