import {
  idOf,
  nameOf,
  numberOf,
  type OdooValues,
  statedUtc,
  textOf,
} from "@/lib/connectors/odoo/record-values";
import { minorOf } from "@/lib/domain/billing/exact";
import type {
  DeliveryShipment,
  OpenOrder,
  OrderDelivery,
  OrderDraft,
  OrderLine,
} from "@/lib/domain/billing/open-order";
import type { Instant } from "@/lib/domain/time/instant";
import { groupBy } from "@/lib/usecases/odoo/deliveries/group-by";

/** The mirrored records an order is read from. */
export interface OrderRecords {
  readonly orderId: number;
  readonly lineIds: readonly number[];
  readonly pickingIds: readonly number[];
  /** Stock moves by order line. */
  readonly moveIds: ReadonlyMap<number, readonly number[]>;
  /** Lines of draft invoices that bill lines of the order. */
  readonly draftLines: readonly { readonly lineId: number; readonly moveId: number }[];
  find(model: string, id: number | null): OdooValues | undefined;
  readonly shipments: ReadonlyMap<number, DeliveryShipment>;
  /** Documents whose last write failed. */
  readonly failed: ReadonlySet<string>;
}

/** Goods leave to a customer with these; the rest moves within the company or comes in. */
const TO_CUSTOMER = new Set(["outgoing", "dropship"]);

/** An order as Odoo's records say it; null where it is no confirmed sale, or not read with its currencies yet. */
export function openOrder(records: OrderRecords): OpenOrder | null {
  const { orderId, find } = records;
  const order = find("sale.order", orderId);
  const state = order && textOf(order, "state");
  if (!order || (state !== "sale" && state !== "done")) return null;
  const currency = nameOf(order, "currency_id");
  const company = find("res.company", idOf(order, "company_id"));
  const companyCurrency = (company && nameOf(company, "currency_id")) ?? null;
  if (currency === null || companyCurrency === null) return null;
  const pickings = records.pickingIds.flatMap((id) => {
    const values = find("stock.picking", id);
    return values && textOf(values, "state") === "done" ? [{ id, values }] : [];
  });
  const sent = pickings.filter(({ values }) => TO_CUSTOMER.has(textOf(values, "picking_type_code") ?? ""));
  const sentIds = new Set(sent.map(({ id }) => id));
  const returned = pickings.filter(({ values }) => idOf(values, "return_id") !== null);
  const documents = [
    `sale.order,${orderId}`,
    ...records.draftLines.map(({ moveId }) => `account.move,${moveId}`),
  ];
  return {
    orderId,
    name: textOf(order, "name") ?? String(orderId),
    customer: customerOf(order, find),
    ...{ currency, companyCurrency },
    hasCustomerReference: textOf(order, "client_order_ref") !== null,
    lines: records.lineIds.flatMap((id) => orderLine(records, id, sentIds) ?? []),
    deliveries: sent
      .filter(({ values }) => idOf(values, "return_id") === null)
      .map(({ id, values }) => delivery(id, values, records.shipments.get(id) ?? null)),
    drafts: draftsOf(records, currency),
    orderedAt: momentOf(order, "date_order") ?? 0,
    returnedAt: latest(returned.map(({ values }) => momentOf(values, "date_done"))),
    writeFailed: documents.some((document) => records.failed.has(document)),
  };
}

/** Who an order is for: the company, where a contact of it ordered. */
function customerOf(order: OdooValues, find: OrderRecords["find"]): string | null {
  const partner = find("res.partner", idOf(order, "partner_id"));
  const parent = partner && find("res.partner", idOf(partner, "parent_id"));
  return (
    (parent && textOf(parent, "name")) ?? (partner && textOf(partner, "name")) ?? nameOf(order, "partner_id")
  );
}

function delivery(pickingId: number, values: OdooValues, shipment: DeliveryShipment | null): OrderDelivery {
  return {
    pickingId,
    name: textOf(values, "name") ?? String(pickingId),
    doneAt: momentOf(values, "date_done") ?? momentOf(values, "write_date") ?? 0,
    shipment,
  };
}

function orderLine(records: OrderRecords, lineId: number, sent: ReadonlySet<number>): OrderLine | null {
  const line = records.find("sale.order.line", lineId);
  // Sections and notes.
  if (!line || textOf(line, "display_type") !== null) return null;
  const product = records.find("product.product", idOf(line, "product_id"));
  const number = (field: string) => numberOf(line, field) ?? 0;
  return {
    lineId,
    policy: product && textOf(product, "invoice_policy") === "order" ? "order" : "delivery",
    ordered: number("product_uom_qty"),
    delivered: number("qty_delivered"),
    invoiced: number("qty_invoiced"),
    toInvoice: number("qty_to_invoice"),
    subtotal: numberOf(line, "price_subtotal"),
    price: number("price_unit"),
    discount: number("discount"),
    listPrice: (product && numberOf(product, "list_price")) ?? null,
    isDeliveryFee: line.is_delivery === true,
    moved: movedOf(records, lineId, sent),
  };
}

/** What each delivery took of a line, less what came back of just that. */
function movedOf(
  { moveIds, find }: OrderRecords,
  lineId: number,
  sent: ReadonlySet<number>,
): OrderLine["moved"] {
  const done = (moveIds.get(lineId) ?? []).flatMap((id) => {
    const values = find("stock.move", id);
    return values && textOf(values, "state") === "done" ? [{ id, values }] : [];
  });
  const quantityOf = (values: OdooValues) =>
    numberOf(values, "quantity") ?? numberOf(values, "product_uom_qty") ?? 0;
  const back = groupBy(done, ({ values }) => idOf(values, "origin_returned_move_id"));
  const out = done.filter(
    ({ values }) =>
      sent.has(idOf(values, "picking_id") ?? 0) && idOf(values, "origin_returned_move_id") === null,
  );
  const byPicking = groupBy(out, ({ values }) => idOf(values, "picking_id") ?? 0);
  return [...byPicking].map(([pickingId, moves]) => ({
    pickingId,
    quantity: moves.reduce((sum, { id, values }) => {
      const returned = (back.get(id) ?? []).reduce((total, move) => total + quantityOf(move.values), 0);
      return sum + Math.max(0, quantityOf(values) - returned);
    }, 0),
  }));
}

/** What draft invoices and credit notes bill of the order, in their own currencies. */
function draftsOf({ draftLines, find }: OrderRecords, orderCurrency: string): OrderDraft[] {
  const unique = new Map(draftLines.map((line) => [line.lineId, line]));
  return [...groupBy(unique.values(), ({ moveId }) => moveId)].flatMap(([moveId, lines]) => {
    const move = find("account.move", moveId);
    const type = move && textOf(move, "move_type");
    if (!move || (type !== "out_invoice" && type !== "out_refund")) return [];
    const currency = nameOf(move, "currency_id") ?? orderCurrency;
    const subtotals = lines.flatMap(({ lineId }) => {
      const values = find("account.move.line", lineId);
      return values ? (numberOf(values, "price_subtotal") ?? 0) : [];
    });
    return {
      ...{ moveId, currency, isCredit: type === "out_refund", lines: subtotals.length },
      amountMinor: subtotals.reduce((sum, amount) => sum + minorOf(amount, currency), 0),
      createdAt: momentOf(move, "create_date") ?? 0,
    };
  });
}

const momentOf = (values: OdooValues, field: string): Instant | null => {
  const stated = statedUtc(textOf(values, field));
  return stated ? Date.parse(`${stated.local}Z`) : null;
};

const latest = (moments: readonly (Instant | null)[]): Instant | null => {
  const known = moments.filter((at) => at !== null);
  return known.length > 0 ? Math.max(...known) : null;
};
