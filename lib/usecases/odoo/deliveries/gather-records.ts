import type { Executor } from "@/db/client";
import { billsFrom, type Relation, relationsFrom, relationsTo } from "@/db/queries/odoo/bundle-records";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { groupBy } from "./group-by";

/** Delivery → ids of one model that belong to its story. */
type Reach = ReadonlyMap<number, ReadonlySet<number>>;

/** Model → delivery → ids. */
export type Gathered = ReadonlyMap<string, Reach>;

/**
 * Which records each of these deliveries' stories is made of, found along the mirror's relations for all of them at once: some thirty
 * statements a batch, however many deliveries.
 */
export async function gatherRecords(
  db: Executor,
  owner: OdooOwner,
  names: ReadonlyMap<number, string>,
  pickingIds: readonly number[],
): Promise<Gathered> {
  const forth = async (reach: Reach, model: string, field: string) =>
    step(reach, await relationsFrom(db, owner, { model, field }, idsOf(reach)));
  const back = async (reach: Reach, target: string, model: string, field: string) =>
    step(reach, await relationsTo(db, owner, target, { model, field }, idsOf(reach)));

  const own: Reach = new Map(pickingIds.map((id) => [id, new Set([id])]));
  const returns = await back(own, "stock.picking", "stock.picking", "return_id");
  const backorders = joined(
    await back(own, "stock.picking", "stock.picking", "backorder_id"),
    await forth(own, "stock.picking", "backorder_id"),
  );
  const moves = await back(joined(own, returns), "stock.picking", "stock.move", "picking_id");
  const soldMoves = await forth(moves, "stock.move", "sale_line_id");
  const orders = joined(
    await forth(own, "stock.picking", "sale_id"),
    await forth(soldMoves, "sale.order.line", "order_id"),
  );
  const siblings = await back(orders, "sale.order", "stock.picking", "sale_id");
  const saleLines = joined(soldMoves, await back(orders, "sale.order", "sale.order.line", "order_id"));
  const purchaseLines = await forth(moves, "stock.move", "purchase_line_id");
  const purchaseOrders = await forth(purchaseLines, "purchase.order.line", "order_id");

  const invoiceLines = joined(
    await back(saleLines, "sale.order.line", "account.move.line", "sale_line_ids"),
    await back(purchaseLines, "purchase.order.line", "account.move.line", "purchase_line_id"),
  );
  const billed = await forth(invoiceLines, "account.move.line", "move_id");
  const invoices = joined(
    joined(billed, await back(billed, "account.move", "account.move", "reversed_entry_id")),
    await carrierBills(db, owner, names),
  );
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
  return new Map([
    ["stock.picking", [own, returns, backorders, siblings].reduce(joined)],
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
}

/** All ids of one model, each once. */
export const idsOf = (reach: Reach): number[] => [...new Set([...reach.values()].flatMap((ids) => [...ids]))];

async function carrierBills(
  db: Executor,
  owner: OdooOwner,
  names: ReadonlyMap<number, string>,
): Promise<Reach> {
  const bills = groupBy(await billsFrom(db, owner, [...new Set(names.values())]), ({ name }) => name);
  return new Map(
    [...names].map(([pickingId, name]) => [
      pickingId,
      new Set((bills.get(name) ?? []).map(({ odooId }) => odooId)),
    ]),
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
