import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";
import type { OdooOwner } from "./odoo-connection";

/** One relation between two records, from the side that was asked about. */
export interface Relation {
  readonly from: number;
  readonly to: number;
}

/** Targets of one field of these records. */
export async function relationsFrom(
  db: Executor,
  owner: OdooOwner,
  source: { readonly model: string; readonly field: string },
  ids: readonly number[],
): Promise<Relation[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.execute<Relation & Record<string, unknown>>(sql`
    select l.odoo_id::float8 as "from", l.target_id::float8 as "to" from odoo_link l
    where l.company_id = ${owner.companyId} and l.connection_id = ${owner.connectionId} and l.model = ${source.model} and l.field = ${source.field}
      and l.odoo_id = any(array(select value::bigint from json_array_elements_text(${jsonParameter(ids)}::json)))`);
  return rows;
}

/** Records whose `field` points to these: of each the newest `most`. */
export async function relationsTo(
  db: Executor,
  owner: OdooOwner,
  target: string,
  source: { readonly model: string; readonly field: string },
  ids: readonly number[],
  most: number,
): Promise<Relation[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.execute<Relation & Record<string, unknown>>(sql`
    select asked.id::float8 as "from", l.odoo_id::float8 as "to"
    from (select value::bigint as id from json_array_elements_text(${jsonParameter(ids)}::json)) as asked
    cross join lateral (select l.odoo_id from odoo_link l
      where l.company_id = ${owner.companyId} and l.connection_id = ${owner.connectionId} and l.target_model = ${target}
        and l.target_id = asked.id and l.model = ${source.model} and l.field = ${source.field}
      order by l.odoo_id desc limit ${most}) l`);
  return rows;
}

export interface Sibling {
  readonly orderId: number;
  readonly odooId: number;
  /** No more than tells whether it counts as a delivery of the order. */
  readonly values: Record<string, unknown>;
}

/** Deliveries of these orders that are no returns: of each `most`, those that are not cancelled first, which tell whether a delivery is the only one. */
export async function siblingsOf(
  db: Executor,
  owner: OdooOwner,
  orderIds: readonly number[],
  most: number,
): Promise<Sibling[]> {
  if (orderIds.length === 0) return [];
  const { rows } = await db.execute<Sibling & Record<string, unknown>>(sql`
    select asked.id::float8 as "orderId", s.odoo_id::float8 as "odooId", s.values
    from (select value::bigint as id from json_array_elements_text(${jsonParameter(orderIds)}::json)) as asked
    cross join lateral (
      select r.odoo_id, jsonb_build_object('name', r.values -> 'name', 'state', r.values -> 'state', 'sale_id', r.values -> 'sale_id',
        'backorder_id', r.values -> 'backorder_id', 'return_id', false) as values
      from odoo_link l join odoo_record r on r.company_id = l.company_id and r.connection_id = l.connection_id
        and r.model = l.model and r.odoo_id = l.odoo_id
      where l.company_id = ${owner.companyId} and l.connection_id = ${owner.connectionId} and l.target_model = 'sale.order'
        and l.target_id = asked.id and l.model = 'stock.picking' and l.field = 'sale_id'
        and (r.deleted_at is null or r.out_of_scope) and coalesce(r.values -> 'return_id', 'false') in ('false', 'null')
      order by r.values ->> 'state' = 'cancel', r.odoo_id limit ${most}) s`);
  return rows;
}

export interface MirroredRecord {
  readonly model: string;
  readonly odooId: number;
  readonly values: Record<string, unknown>;
  /** Odoo has it no more. What is only read no more counts as it was last seen. */
  readonly deleted: boolean;
}

/** These records as last read; those not read yet are left out. */
export async function mirroredRecords(
  db: Executor,
  owner: OdooOwner,
  ids: ReadonlyMap<string, readonly number[]>,
): Promise<MirroredRecord[]> {
  const asked = [...ids].flatMap(([model, own]) => own.map((odoo_id) => ({ model, odoo_id })));
  if (asked.length === 0) return [];
  const { rows } = await db.execute<MirroredRecord & Record<string, unknown>>(sql`
    select r.model, r.odoo_id::float8 as "odooId", r.values, r.deleted_at is not null and not r.out_of_scope as deleted
    from json_to_recordset(${jsonParameter(asked)}::json) as asked(model text, odoo_id bigint)
    cross join lateral (select * from odoo_record r where r.company_id = ${owner.companyId} and r.connection_id = ${owner.connectionId}
      and r.model = asked.model collate "C" and r.odoo_id = asked.odoo_id limit 1) r`);
  return rows;
}

export interface NotedChange {
  readonly model: string;
  readonly odooId: number;
  readonly from: string;
  readonly to: string;
  readonly at: string;
}

/** Changes of selection fields noted in the chatter of these documents, oldest first, in the words Odoo noted them in. */
export async function notedChanges(
  db: Executor,
  owner: OdooOwner,
  ids: ReadonlyMap<string, readonly number[]>,
): Promise<NotedChange[]> {
  const asked = [...ids].flatMap(([model, own]) => own.map((id) => ({ model, id: String(id) })));
  if (asked.length === 0) return [];
  const { rows } = await db.execute<NotedChange & Record<string, unknown>>(sql`
    select asked.model, asked.id::float8 as "odooId", t.values ->> 'old_value_char' as "from", t.values ->> 'new_value_char' as "to",
      t.values ->> 'create_date' as at
    from json_to_recordset(${jsonParameter(asked)}::json) as asked(model text, id text)
    join odoo_record m on m.company_id = ${owner.companyId} and m.connection_id = ${owner.connectionId} and m.model in ('mail.message', 'ir.attachment')
      and (coalesce(m.values ->> 'res_model', m.values ->> 'model')) collate "C" = asked.model collate "C"
      and (m.values ->> 'res_id') collate "C" = asked.id collate "C" and m.model = 'mail.message'
    join odoo_link l on l.company_id = ${owner.companyId} and l.connection_id = ${owner.connectionId} and l.target_model = 'mail.message'
      and l.target_id = m.odoo_id and l.model = 'mail.tracking.value' and l.field = 'mail_message_id'
    join odoo_record t on t.company_id = ${owner.companyId} and t.connection_id = ${owner.connectionId} and t.model = 'mail.tracking.value'
      and t.odoo_id = l.odoo_id
    where t.values ->> 'new_value_char' not in ('', 'false')
    order by t.values ->> 'create_date', t.odoo_id`);
  return rows;
}

export interface NamedDelivery {
  readonly pickingId: number;
  readonly name: string;
  /** Odoo's own company; null where it is not known. */
  readonly odooCompanyId: number | null;
}

/** Bills that say they are from one of these deliveries, by its name, which is its own within a company: of each the newest `most`. */
export async function billsFrom(
  db: Executor,
  owner: OdooOwner,
  deliveries: readonly NamedDelivery[],
  most: number,
): Promise<Relation[]> {
  if (deliveries.length === 0) return [];
  const asked = deliveries.map((one) => ({
    id: one.pickingId,
    name: one.name,
    odoo_company_id: one.odooCompanyId,
  }));
  const { rows } = await db.execute<Relation & Record<string, unknown>>(sql`
    select "from", "to" from (
      select asked.id::float8 as "from", r.odoo_id::float8 as "to", row_number() over (partition by asked.id order by r.odoo_id desc) as nth
      from json_to_recordset(${jsonParameter(asked)}::json) as asked(id bigint, name text, odoo_company_id bigint)
      join odoo_record r on string_to_array(r.values ->> 'invoice_origin', ', ') @> array[asked.name] and r.model = 'account.move'
        and r.values ->> 'invoice_origin' <> 'false'
      where r.company_id = ${owner.companyId} and r.connection_id = ${owner.connectionId}
        and (asked.odoo_company_id is null or r.odoo_company_id is null or r.odoo_company_id = asked.odoo_company_id)) as bill
    where nth <= ${most}`);
  return rows;
}
