import { sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";
import type { ChangedRecord } from "../odoo/deliveries";
import type { OdooOwner } from "../odoo/odoo-connection";

/** Puts orders on the list of those to look at again. Sorted, so that two who mark the same never wait for each other. */
const INTO_MARKS = sql`insert into unbilled_mark (company_id, connection_id, order_id, marked_at)`;
const MARKED_AGAIN = sql`on conflict (company_id, connection_id, order_id) do update
  set marked_at = excluded.marked_at, failure = null, retry_at = null`;

/**
 * Marks the orders whose open amounts any of these records decides, in the transaction that stores them: an order's lines, deliveries, moves and
 * invoices by their relations; products, customers and rates for orders that have something open.
 */
export async function markOrdersBehind(
  tx: Transaction,
  owner: OdooOwner,
  changed: readonly ChangedRecord[],
  now: Date,
): Promise<void> {
  const given = jsonParameter(changed.map(({ model, odooId }) => ({ model, odoo_id: odooId })));
  const owned = (alias: string) =>
    sql`${sql.raw(alias)}.company_id = ${owner.companyId} and ${sql.raw(alias)}.connection_id = ${owner.connectionId}`;
  await tx.execute(sql`
    with given as materialized (
      select model collate "C" as model, odoo_id from json_to_recordset(${given}::json) as g(model text, odoo_id bigint)),
    invoice_line as materialized (
      select odoo_id from given where model = 'account.move.line'
      union
      select l.odoo_id from given g join odoo_link l on ${owned("l")} and l.target_model = 'account.move' and l.target_id = g.odoo_id
        and l.model = 'account.move.line' and l.field = 'move_id' where g.model = 'account.move'),
    line as materialized (
      select odoo_id from given where model = 'sale.order.line'
      union
      select l.target_id from given g join odoo_link l on ${owned("l")} and l.model = 'stock.move' and l.odoo_id = g.odoo_id
        and l.field = 'sale_line_id' where g.model = 'stock.move'
      union
      select l.target_id from invoice_line i join odoo_link l on ${owned("l")} and l.model = 'account.move.line' and l.odoo_id = i.odoo_id
        and l.field = 'sale_line_ids'),
    named as (
      select odoo_id from given where model = 'sale.order'
      union
      select l.target_id from line s join odoo_link l on ${owned("l")} and l.model = 'sale.order.line' and l.odoo_id = s.odoo_id and l.field = 'order_id'
      union
      select l.target_id from given g join odoo_link l on ${owned("l")} and l.model = 'stock.picking' and l.odoo_id = g.odoo_id
        and l.field = 'sale_id' where g.model = 'stock.picking'
      union
      select u.order_id from unbilled_order u where ${owned("u")} and (
        (u.currency <> u.company_currency and exists (select from given where model in ('res.currency', 'res.currency.rate')))
        or (exists (select from given where model = 'res.partner') and exists (
          select from odoo_link l join given g on g.model = l.target_model and g.odoo_id = l.target_id
          where ${owned("l")} and l.model = 'sale.order' and l.odoo_id = u.order_id and l.field = 'partner_id'))
        or (exists (select from given where model = 'product.product') and exists (
          select from odoo_link s join odoo_link l on ${owned("l")} and l.model = s.model and l.odoo_id = s.odoo_id and l.field = 'product_id'
          join given g on g.model = l.target_model and g.odoo_id = l.target_id
          where ${owned("s")} and s.target_model = 'sale.order' and s.target_id = u.order_id and s.model = 'sale.order.line' and s.field = 'order_id'))))
    ${INTO_MARKS} select ${owner.companyId}::integer, ${owner.connectionId}::uuid, odoo_id, ${now}::timestamptz from named order by odoo_id
    ${MARKED_AGAIN}`);
}

/** Marks the orders whose deliveries these shipments are: their delivery notes carry the delivery's number of Odoo. */
export async function markOrdersOfShipments(
  db: Executor,
  companyId: number,
  shipmentIds: readonly string[],
  now: Date,
): Promise<void> {
  if (shipmentIds.length === 0) return;
  await db.execute(sql`
    ${INTO_MARKS}
    select distinct ${companyId}::integer, p.connection_id, l.target_id, ${now.toISOString()}::timestamptz
    from shipment_reference s join odoo_connection c on c.company_id = s.company_id
    join odoo_record p on p.company_id = s.company_id and p.connection_id = c.connection_id and p.model = 'stock.picking' and p.name = s.value collate "C"
    join odoo_link l on l.company_id = p.company_id and l.connection_id = p.connection_id and l.model = p.model and l.odoo_id = p.odoo_id
      and l.field = 'sale_id'
    where s.company_id = ${companyId} and s.type = 'delivery_note'
      and s.shipment_id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(shipmentIds)}::json)))
    order by 2, 3 ${MARKED_AGAIN}`);
}

/** Marks orders that have something open: of one customer, or of all. */
export async function markOpenOrders(
  tx: Transaction,
  companyId: number,
  customer: string | null,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    ${INTO_MARKS} select distinct company_id, connection_id, order_id, ${now}::timestamptz from unbilled_order
    where company_id = ${companyId} ${customer === null ? sql`` : sql`and customer = ${customer}`} order by 2, 3 ${MARKED_AGAIN}`);
}

/** Marks orders for which time alone has changed where they stand. @returns how many. */
export async function markDueOrders(db: Executor, now: Date, limit: number): Promise<number> {
  const { rowCount } = await db.execute(sql`
    ${INTO_MARKS} select distinct company_id, connection_id, order_id, ${now.toISOString()}::timestamptz from (
      select * from unbilled_order where recheck_at <= ${now.toISOString()}::timestamptz order by recheck_at limit ${limit}) as due
    order by 1, 2, 3 on conflict (company_id, connection_id, order_id) do nothing`);
  return rowCount ?? 0;
}

/** Kinds of writes that make or release a customer's invoice. */
export const INVOICE_WRITES = sql`('draft_customer_invoice', 'post_customer_invoice', 'return_credit_note')`;

/**
 * Marks open orders whose invoice Odoo refused, or left uncertain, of which their rows say nothing yet, and those whose rows say so no more rightly.
 *
 * @returns how many.
 */
export async function markWriteChanges(db: Executor, now: Date, limit: number): Promise<number> {
  const failing = sql`(select from command k where k.company_id = u.company_id and k.connection_id = u.connection_id
    and k.document_key in (select 'sale.order,' || u.order_id union all select 'account.move,' || m.value from jsonb_array_elements_text(u.move_ids) m)
    and k.kind in ${INVOICE_WRITES} and k.state in ('rejected', 'uncertain')
    and not exists (select from command later where later.company_id = k.company_id and later.connection_id = k.connection_id
      and later.document_key = k.document_key and later.position > k.position and later.kind = k.kind))`;
  const { rowCount } = await db.execute(sql`
    ${INTO_MARKS} select distinct company_id, connection_id, order_id, ${now.toISOString()}::timestamptz from (
      select u.company_id, u.connection_id, u.order_id from unbilled_order u
      where u.blockers @> '["sync_failed"]'::jsonb and not exists ${failing}
      union all
      select u.company_id, u.connection_id, u.order_id from command k join unbilled_order u on u.company_id = k.company_id
        and u.connection_id = k.connection_id and u.order_id = (k.payload ->> 'saleOrderId')::bigint
      where k.state in ('rejected', 'uncertain') and k.kind in ${INVOICE_WRITES} and not u.blockers @> '["sync_failed"]'::jsonb
        and exists ${failing}
      union all
      select u.company_id, u.connection_id, u.order_id from command k join unbilled_order u on u.company_id = k.company_id
        and u.connection_id = k.connection_id and u.move_ids @> (k.payload -> 'invoiceId')
      where k.state in ('rejected', 'uncertain') and k.kind = 'post_customer_invoice' and u.move_ids <> '[]'::jsonb
        and not u.blockers @> '["sync_failed"]'::jsonb and exists ${failing}
      limit ${limit}) as turned
    order by 1, 2, 3 on conflict (company_id, connection_id, order_id) do nothing`);
  return rowCount ?? 0;
}

/** Marks every order that was ever delivered or has something open: what a rebuild looks at. */
export async function markAllOrders(tx: Transaction, companyId: number, now: Date): Promise<void> {
  await tx.execute(sql`
    ${INTO_MARKS} select company_id, connection_id, order_id, ${now}::timestamptz from (
      select company_id, connection_id, odoo_id as order_id from odoo_record where company_id = ${companyId} and model = 'sale.order'
      union select company_id, connection_id, order_id from unbilled_order where company_id = ${companyId}) as every
    order by 1, 2, 3 ${MARKED_AGAIN}`);
}
