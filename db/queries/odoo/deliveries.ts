import { sql } from "drizzle-orm";
import type { DeliveryFacts } from "@/lib/domain/odoo/delivery-facts";
import type { Transaction } from "../../client";
import { jsonParameter } from "../../json";
import type { OdooOwner } from "./odoo-connection";

export interface ChangedRecord {
  readonly model: string;
  readonly odooId: number;
}

/** Marks these deliveries themselves. Sorted, so that two who mark the same never wait for each other. */
export async function markDeliveries(
  tx: Transaction,
  owner: OdooOwner,
  pickingIds: readonly number[],
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into odoo_delivery (company_id, connection_id, picking_id, dirty_at)
    select ${owner.companyId}::integer, ${owner.connectionId}::uuid, value::bigint, ${now}::timestamptz
    from json_array_elements_text(${jsonParameter(pickingIds)}::json) order by value::bigint
    on conflict (company_id, connection_id, picking_id) do update set dirty_at = excluded.dirty_at`);
}

/** Has the planner count what a first load brought: until it did, it takes the mirror for empty and reads all of it at every step. */
export async function countMirror(tx: Transaction): Promise<void> {
  // Who else holds the tables (another count, a cleaning) is not waited for.
  await tx.execute(sql`set local lock_timeout = '2s'`);
  await tx.execute(sql`analyze odoo_record, odoo_link, odoo_delivery`);
}

/** While a mirror fills, the planner takes it for empty and would read all of it at every step: for minutes instead of milliseconds. */
async function byIndex(tx: Transaction, only: boolean): Promise<void> {
  const other = sql.raw(only ? "off" : "on");
  await tx.execute(sql`set local enable_seqscan = ${other}`);
  await tx.execute(sql`set local enable_hashjoin = ${other}`);
  await tx.execute(sql`set local enable_mergejoin = ${other}`);
}

/**
 * Marks the deliveries whose story any of these records is part of: from each record along its relations, forth and back, to pickings, and from
 * there to the original of a return and to the other deliveries of the order. Each step is an index look-up of `odoo_link`.
 */
export async function markDeliveriesBehind(
  tx: Transaction,
  owner: OdooOwner,
  changed: readonly ChangedRecord[],
  now: Date,
): Promise<void> {
  const given = jsonParameter(changed.map(({ model, odooId }) => ({ model, odoo_id: odooId })));
  const owned = (alias: string) =>
    sql`${sql.raw(alias)}.company_id = ${owner.companyId} and ${sql.raw(alias)}.connection_id = ${owner.connectionId}`;
  await byIndex(tx, true);
  await tx.execute(sql`
    with recursive edge (model, field, via, forth) as (values
      ('stock.move', 'picking_id', '', true),
      ('stock.picking', 'return_id', '', true),
      ('stock.picking', 'backorder_id', '', true),
      ('stock.picking', 'sale_id', '', true),
      ('sale.order.line', 'order_id', '', true),
      ('sale.order', 'sale_id', 'stock.picking', false),
      ('purchase.order', 'order_id', 'purchase.order.line', false),
      ('purchase.order.line', 'purchase_line_id', 'stock.move', false),
      ('account.move.line', 'sale_line_ids', '', true),
      ('account.move.line', 'purchase_line_id', '', true),
      ('account.move', 'move_id', 'account.move.line', false),
      ('account.move', 'reversed_entry_id', '', true),
      ('account.payment', 'invoice_ids', '', true),
      ('account.payment', 'reconciled_invoice_ids', '', true),
      ('account.payment', 'reconciled_bill_ids', '', true)
    ), given as materialized (
      select model collate "C" as model, odoo_id from json_to_recordset(${given}::json) as g(model text, odoo_id bigint)
    ), about as materialized (
      select model, odoo_id from given where model in ('mail.message', 'ir.attachment')
      union
      select l.target_model, l.target_id from given g join odoo_link l on ${owned("l")}
        and l.model = 'mail.tracking.value' and l.odoo_id = g.odoo_id and l.field = 'mail_message_id'
      where g.model = 'mail.tracking.value'
    ), reached (model, odoo_id) as (
      select model, odoo_id from (
        select model, odoo_id from given
        union all
        select (coalesce(r.values ->> 'res_model', r.values ->> 'model')) collate "C", (r.values ->> 'res_id')::bigint
        from about a join odoo_record r on ${owned("r")} and r.model = a.model and r.odoo_id = a.odoo_id
        where r.values ->> 'res_id' ~ '^[0-9]{1,15}$'
      ) as first
      union
      select step.model, step.odoo_id from reached r join edge e on e.model = r.model
      -- "offset 0" keeps each side a look-up of its own: joined as one, all relations are read at every step.
      cross join lateral (
        (select l.target_model as model, l.target_id as odoo_id from odoo_link l
        where e.forth and ${owned("l")} and l.model = r.model and l.odoo_id = r.odoo_id and l.field = e.field collate "C" offset 0)
        union all
        (select l.model, l.odoo_id from odoo_link l
        where not e.forth and ${owned("l")} and l.target_model = r.model and l.target_id = r.odoo_id
          and l.model = e.via collate "C" and l.field = e.field collate "C" offset 0)
      ) as step
    ), picking (odoo_id) as (
      select odoo_id from reached where model = 'stock.picking'
      union
      select p.odoo_id from reached b join odoo_record bill on ${owned("bill")} and bill.model = 'account.move' and bill.odoo_id = b.odoo_id
      cross join lateral unnest(string_to_array(bill.values ->> 'invoice_origin', ', ')) as origin(name)
      join odoo_record p on ${owned("p")} and p.model = 'stock.picking' and p.name = origin.name collate "C"
        and (p.odoo_company_id is null or bill.odoo_company_id is null or p.odoo_company_id = bill.odoo_company_id)
      where b.model = 'account.move' and bill.values ->> 'invoice_origin' <> 'false'
    )
    insert into odoo_delivery (company_id, connection_id, picking_id, dirty_at)
    select ${owner.companyId}::integer, ${owner.connectionId}::uuid, odoo_id, ${now}::timestamptz from picking order by odoo_id
    on conflict (company_id, connection_id, picking_id) do update set dirty_at = excluded.dirty_at`);
  await byIndex(tx, false);
}

/** Masters are read less often than deliveries: a new customer's address comes after the first delivery to it. */
const JUST_TOLD = "1 hour";

/** Marks deliveries told just now that go to one of these partners, or whose order is theirs. */
export async function markJustToldTo(
  tx: Transaction,
  owner: OdooOwner,
  partnerIds: readonly number[],
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    with partner as materialized (select value::bigint as id from json_array_elements_text(${jsonParameter(partnerIds)}::json)),
    named as (
      select l.model, l.odoo_id from partner p join odoo_link l on l.company_id = ${owner.companyId} and l.connection_id = ${owner.connectionId}
        and l.target_model = 'res.partner' and l.target_id = p.id and l.model in ('stock.picking', 'sale.order', 'purchase.order')
    ), picking as (
      select odoo_id from named where model = 'stock.picking'
      union
      select l.odoo_id from named n join odoo_link l on l.company_id = ${owner.companyId} and l.connection_id = ${owner.connectionId}
        and l.target_model = 'sale.order' and l.target_id = n.odoo_id and l.model = 'stock.picking' and l.field = 'sale_id'
      where n.model = 'sale.order'
    )
    update odoo_delivery d set dirty_at = ${now}::timestamptz from (
      select d.picking_id from picking join odoo_delivery d on d.company_id = ${owner.companyId} and d.connection_id = ${owner.connectionId}
        and d.picking_id = picking.odoo_id and d.composed_at > ${now}::timestamptz - ${JUST_TOLD}::interval
      order by d.picking_id for update of d) as recent
    where d.company_id = ${owner.companyId} and d.connection_id = ${owner.connectionId} and d.picking_id = recent.picking_id`);
}

export interface DirtyDelivery extends OdooOwner {
  readonly pickingId: number;
  readonly bundleHash: string | null;
  readonly facts: DeliveryFacts | null;
}

/** How long a delivery waits for its order, and for the chatter to be read that may say when things happened. */
const PATIENCE = "30 seconds";

/**
 * Deliveries to tell anew, longest waiting first, locked until commit; those another worker has are left to it. A delivery waits until its order is here,
 * which says whose it is, and the chatter was read after it changed, so that times are not told twice; but not for what does not come.
 */
export async function claimDirtyDeliveries(
  tx: Transaction,
  limit: number,
  now: Date,
): Promise<DirtyDelivery[]> {
  const { rows } = await tx.execute<DirtyDelivery & Record<string, unknown>>(sql`
    select d.company_id as "companyId", d.connection_id as "connectionId", d.picking_id::float8 as "pickingId",
      d.bundle_hash as "bundleHash", d.facts
    from odoo_delivery d
    where d.dirty_at is not null and (d.retry_at is null or d.retry_at <= ${now}::timestamptz) and (d.dirty_at < ${now}::timestamptz - ${PATIENCE}::interval or not exists (
      select from odoo_pull p where p.company_id = d.company_id and p.connection_id = d.connection_id
        and p.model in ('mail.message', 'mail.tracking.value') and p.loaded_at is not null and p.error is null
        and p.polled_at < d.dirty_at
      union all
      select from odoo_link l left join odoo_record r on r.company_id = l.company_id and r.connection_id = l.connection_id
        and r.model = l.target_model and r.odoo_id = l.target_id
      where l.company_id = d.company_id and l.connection_id = d.connection_id and l.model = 'stock.picking' and l.odoo_id = d.picking_id
        and l.field = 'sale_id' and r.odoo_id is null))
    order by d.dirty_at limit ${limit} for update of d skip locked`);
  return rows;
}

export interface ComposedDelivery {
  readonly pickingId: number;
  readonly bundleHash: string | null;
  /** Null: nothing was said, and what was said before stands. */
  readonly facts: DeliveryFacts | null;
  readonly messageId: string | null;
}

/** What was told of deliveries this transaction has claimed; each is clean until something behind it changes again. */
export async function noteComposed(
  tx: Transaction,
  owner: OdooOwner,
  composed: readonly ComposedDelivery[],
  now: Date,
): Promise<void> {
  if (composed.length === 0) return;
  const rows = composed.map((row) => ({
    picking_id: row.pickingId,
    bundle_hash: row.bundleHash,
    facts: row.facts,
    message_id: row.messageId,
  }));
  await tx.execute(sql`
    update odoo_delivery d set dirty_at = null, composed_at = ${now}::timestamptz, bundle_hash = g.bundle_hash,
      facts = coalesce(g.facts, d.facts), message_id = coalesce(g.message_id, d.message_id),
      failure = null, retry_at = null
    from json_to_recordset(${jsonParameter(rows)}::json) as g(picking_id bigint, bundle_hash text, facts jsonb, message_id uuid)
    where d.company_id = ${owner.companyId} and d.connection_id = ${owner.connectionId} and d.picking_id = g.picking_id`);
}

/** Keeps that a delivery could not be told: it stays to be told, and is tried again at `retryAt`. */
export async function noteFailed(
  tx: Transaction,
  delivery: OdooOwner & { readonly pickingId: number },
  failure: string,
  retryAt: Date,
): Promise<void> {
  await tx.execute(sql`
    update odoo_delivery set failure = ${failure}, retry_at = ${retryAt}::timestamptz
    where company_id = ${delivery.companyId} and connection_id = ${delivery.connectionId} and picking_id = ${delivery.pickingId}`);
}
