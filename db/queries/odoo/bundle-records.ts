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

/** Records whose `field` points to these. */
export async function relationsTo(
  db: Executor,
  owner: OdooOwner,
  target: string,
  source: { readonly model: string; readonly field: string },
  ids: readonly number[],
): Promise<Relation[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.execute<Relation & Record<string, unknown>>(sql`
    select l.target_id::float8 as "from", l.odoo_id::float8 as "to" from odoo_link l
    where l.company_id = ${owner.companyId} and l.connection_id = ${owner.connectionId} and l.target_model = ${target}
      and l.target_id = any(array(select value::bigint from json_array_elements_text(${jsonParameter(ids)}::json)))
      and l.model = ${source.model} and l.field = ${source.field}`);
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

/** Bills that say they are from one of these deliveries, by the delivery's name. */
export async function billsFrom(
  db: Executor,
  owner: OdooOwner,
  names: readonly string[],
): Promise<{ readonly name: string; readonly odooId: number }[]> {
  if (names.length === 0) return [];
  const { rows } = await db.execute<{ name: string; odooId: number }>(sql`
    select asked.name, r.odoo_id::float8 as "odooId" from json_array_elements_text(${jsonParameter(names)}::json) as asked(name)
    join odoo_record r on string_to_array(r.values ->> 'invoice_origin', ', ') @> array[asked.name] and r.model = 'account.move'
      and r.values ->> 'invoice_origin' <> 'false'
    where r.company_id = ${owner.companyId} and r.connection_id = ${owner.connectionId}`);
  return rows;
}
