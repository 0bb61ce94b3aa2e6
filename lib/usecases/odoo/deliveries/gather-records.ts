import type { Executor } from "@/db/client";
import {
  billsFrom,
  type NamedDelivery,
  type Relation,
  relationsFrom,
  relationsTo,
  type Sibling,
  siblingsOf,
} from "@/db/queries/odoo/bundle-records";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { groupBy } from "./group-by";

/** Delivery → ids of one model that belong to its story. */
type Reach = ReadonlyMap<number, ReadonlySet<number>>;

export interface Gathered {
  /** Model → delivery → ids. */
  readonly records: ReadonlyMap<string, Reach>;
  /** Order → deliveries of it, as far as it takes to tell whether one is the only one. */
  readonly siblings: ReadonlyMap<number, readonly Sibling[]>;
  /** Delivery → models of which there is more than was gathered. */
  readonly cut: ReadonlyMap<number, ReadonlySet<string>>;
}

/** What a story is made of at most; of more the newest are told. An order over years has thousands of deliveries and as many invoices. */
const MOST = {
  "stock.picking": 50,
  "stock.move": 400,
  "sale.order.line": 400,
  "account.move": 50,
  "account.payment": 50,
} as const;
type Bounded = keyof typeof MOST;
/** A line is read to tell that its invoice bills what was moved: one would do, were none ever deleted. */
const LINES_OF_INVOICE = 4;
/** Enough to see that a delivery is not the only one of its order. */
const SIBLINGS = 20;

/**
 * Which records each of these deliveries' stories is made of, found along the mirror's relations for all of them at once: some thirty
 * statements a batch, however many deliveries. Nothing beyond the bounds is read.
 */
export async function gatherRecords(
  db: Executor,
  owner: OdooOwner,
  deliveries: readonly NamedDelivery[],
): Promise<Gathered> {
  const cut = new Map<number, Set<string>>();
  const forth = async (reach: Reach, model: string, field: string) =>
    step(reach, await relationsFrom(db, owner, { model, field }, idsOf(reach)));
  /** The newest of a reach; those that had more are noted. */
  const bounded = (reach: Reach, model: Bounded): Reach =>
    new Map(
      [...reach].map(([delivery, ids]) => {
        if (ids.size <= MOST[model]) return [delivery, ids];
        cut.set(delivery, (cut.get(delivery) ?? new Set()).add(model));
        return [delivery, new Set([...ids].sort((a, b) => b - a).slice(0, MOST[model]))];
      }),
    );
  // One more than is kept tells that there are more.
  const newest = async (reach: Reach, target: string, model: string, field: string, most: number) =>
    step(reach, await relationsTo(db, owner, target, { model, field }, idsOf(reach), most + 1));
  const back = async (reach: Reach, target: string, model: Bounded, field: string) =>
    bounded(await newest(reach, target, model, field, MOST[model]), model);

  const own: Reach = new Map(deliveries.map(({ pickingId }) => [pickingId, new Set([pickingId])]));
  const returns = await back(own, "stock.picking", "stock.picking", "return_id");
  const sentAgain = await back(returns, "stock.picking", "stock.picking", "return_id");
  const backorders = joined(
    await back(own, "stock.picking", "stock.picking", "backorder_id"),
    await forth(own, "stock.picking", "backorder_id"),
  );
  const ownMoves = await back(own, "stock.picking", "stock.move", "picking_id");
  const moves = joined(ownMoves, await back(returns, "stock.picking", "stock.move", "picking_id"));
  const soldMoves = await forth(moves, "stock.move", "sale_line_id");
  const orders = joined(
    await forth(own, "stock.picking", "sale_id"),
    await forth(soldMoves, "sale.order.line", "order_id"),
  );
  const siblings = await siblingsOf(db, owner, idsOf(orders), SIBLINGS);
  // What is billed of a delivery goes by the lines it moves; only where it names none, by all of the order's.
  const lineless = new Map([...orders].filter(([delivery]) => !soldMoves.get(delivery)?.size));
  const saleLines = joined(soldMoves, await back(lineless, "sale.order", "sale.order.line", "order_id"));
  const purchaseLines = await forth(moves, "stock.move", "purchase_line_id");
  const purchaseOrders = await forth(purchaseLines, "purchase.order.line", "order_id");

  const linesBy = (reach: Reach, target: string, field: string) =>
    newest(reach, target, "account.move.line", field, MOST["account.move"] * LINES_OF_INVOICE);
  const billingLines = joined(
    await linesBy(saleLines, "sale.order.line", "sale_line_ids"),
    await linesBy(purchaseLines, "purchase.order.line", "purchase_line_id"),
  );
  const lineOf = { model: "account.move.line", field: "move_id" };
  const invoiceOfLine = await relationsFrom(db, owner, lineOf, idsOf(billingLines));
  const billed = bounded(step(billingLines, invoiceOfLine), "account.move");
  const invoiceLines = linesOfInvoices(billingLines, invoiceOfLine, billed);
  const carrierBills = step(own, await billsFrom(db, owner, deliveries, MOST["account.move"] + 1));
  const invoices = [
    billed,
    await back(billed, "account.move", "account.move", "reversed_entry_id"),
    bounded(carrierBills, "account.move"),
  ].reduce(joined);
  const paidBy = (field: string) => back(invoices, "account.move", "account.payment", field);
  const payments = joined(
    await paidBy("invoice_ids"),
    joined(await paidBy("reconciled_invoice_ids"), await paidBy("reconciled_bill_ids")),
  );

  const types = await forth(own, "stock.picking", "picking_type_id");
  const warehouses = await forth(types, "stock.picking.type", "warehouse_id");
  const partners = [
    await forth(own, "stock.picking", "partner_id"),
    await forth(orders, "sale.order", "partner_id"),
    await forth(orders, "sale.order", "partner_shipping_id"),
    await forth(purchaseOrders, "purchase.order", "partner_id"),
    await forth(warehouses, "stock.warehouse", "partner_id"),
  ].reduce(joined);
  const records = new Map([
    ["stock.picking", [own, returns, sentAgain, backorders].reduce(joined)],
    ["stock.move", moves],
    ["sale.order", orders],
    ["sale.order.line", saleLines],
    ["purchase.order", purchaseOrders],
    ["purchase.order.line", purchaseLines],
    ["account.move", invoices],
    ["account.move.line", invoiceLines],
    ["account.payment", payments],
    ["stock.picking.type", types],
    ["stock.warehouse", warehouses],
    ["res.partner", partners],
    ["delivery.carrier", await forth(own, "stock.picking", "carrier_id")],
  ]);
  return { records, siblings: groupBy(siblings, ({ orderId }) => orderId), cut };
}

/** All ids of one model, each once. */
export const idsOf = (reach: Reach): number[] => [...new Set([...reach.values()].flatMap((ids) => [...ids]))];

/** Of each invoice that is kept its newest lines among those that lead to it. */
function linesOfInvoices(lines: Reach, invoiceOf: readonly Relation[], invoices: Reach): Reach {
  const invoice = new Map(invoiceOf.map(({ from, to }) => [from, to]));
  return new Map(
    [...lines].map(([delivery, ids]) => {
      const kept = [...ids].filter((id) => invoices.get(delivery)?.has(invoice.get(id) ?? 0));
      const byInvoice = groupBy(
        kept.sort((a, b) => b - a),
        (id) => invoice.get(id),
      );
      return [delivery, new Set([...byInvoice.values()].flatMap((own) => own.slice(0, LINES_OF_INVOICE)))];
    }),
  );
}

function step(reach: Reach, relations: readonly Relation[]): Reach {
  const targets = groupBy(relations, ({ from }) => from);
  return new Map(
    [...reach].map(([delivery, ids]) => [
      delivery,
      new Set([...ids].flatMap((id) => (targets.get(id) ?? []).map(({ to }) => to))),
    ]),
  );
}

function joined(a: Reach, b: Reach): Reach {
  return new Map(
    [...new Set([...a.keys(), ...b.keys()])].map((delivery) => [
      delivery,
      new Set([...(a.get(delivery) ?? []), ...(b.get(delivery) ?? [])]),
    ]),
  );
}
