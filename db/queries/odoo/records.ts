import { sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";
import type { OdooOwner } from "./odoo-connection";

/** A record as read now. */
export interface RecordRow {
  readonly odooId: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly contentHash: string;
  readonly writeDate: string | null;
  readonly name: string | null;
  readonly odooCompanyId: number | null;
}

export interface Difference {
  readonly odooId: number;
  /** `touched`: only `write_date` moved. `returned`: was taken for deleted. */
  readonly kind: "new" | "changed" | "touched" | "returned";
}

/** Which of these differ from what is held. One statement, an index look-up each. */
export async function selectDifferences(
  db: Executor,
  owner: OdooOwner,
  model: string,
  rows: readonly RecordRow[],
): Promise<Difference[]> {
  if (rows.length === 0) return [];
  const given = rows.map((row) => ({
    odoo_id: row.odooId,
    content_hash: row.contentHash,
    write_date: row.writeDate,
  }));
  const found = await db.execute<Difference & Record<string, unknown>>(sql`
    select g.odoo_id as "odooId", case when r.odoo_id is null then 'new' when r.deleted_at is not null then 'returned'
      when r.content_hash <> g.content_hash then 'changed' else 'touched' end as kind
    from json_to_recordset(${jsonParameter(given)}::json) as g(odoo_id bigint, content_hash text, write_date text)
    left join odoo_record r on r.company_id = ${owner.companyId} and r.connection_id = ${owner.connectionId} and r.model = ${model}
      and r.odoo_id = g.odoo_id
    where r.odoo_id is null or r.deleted_at is not null or r.content_hash <> g.content_hash
      or r.write_date is distinct from g.write_date`);
  return found.rows;
}

/** Writes records as read at `now`. `changed_at` moves only where the content did. */
export async function upsertRecords(
  tx: Transaction,
  owner: OdooOwner,
  model: string,
  rows: readonly RecordRow[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map((row) => ({
    odoo_id: row.odooId,
    values: row.values,
    content_hash: row.contentHash,
    write_date: row.writeDate,
    name: row.name,
    odoo_company_id: row.odooCompanyId,
  }));
  const at = sql`${now.toISOString()}::timestamptz`;
  await tx.execute(sql`
    insert into odoo_record as held (company_id, connection_id, model, odoo_id, values, content_hash, write_date, name, odoo_company_id, read_at, changed_at)
    select ${owner.companyId}::integer, ${owner.connectionId}::uuid, ${model}, odoo_id, values, content_hash, write_date, name, odoo_company_id, ${at}, ${at}
    from json_to_recordset(${jsonParameter(given)}::json) as g(odoo_id bigint, values jsonb, content_hash text, write_date text, name text, odoo_company_id bigint)
    order by odoo_id
    on conflict (company_id, connection_id, model, odoo_id) do update set values = excluded.values, content_hash = excluded.content_hash,
      write_date = excluded.write_date, name = excluded.name, odoo_company_id = excluded.odoo_company_id, read_at = excluded.read_at, deleted_at = null, out_of_scope = false,
      changed_at = case when held.content_hash = excluded.content_hash and held.deleted_at is null then held.changed_at else excluded.changed_at end`);
}

/** Marks those of these that are held as gone, or as read no more (`out_of_scope`). @returns which were not marked before. */
export async function markGone(
  tx: Transaction,
  owner: OdooOwner,
  model: string,
  odooIds: readonly number[],
  now: Date,
  why: "deleted" | "out_of_scope" = "deleted",
): Promise<number[]> {
  if (odooIds.length === 0) return [];
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await tx.execute<{ odooId: number }>(sql`
    update odoo_record set deleted_at = ${at}, changed_at = ${at}, out_of_scope = ${why === "out_of_scope"}
    where company_id = ${owner.companyId} and connection_id = ${owner.connectionId} and model = ${model} and deleted_at is null
      and odoo_id = any(array(select value::bigint from json_array_elements_text(${jsonParameter(odooIds)}::json)))
    returning odoo_id as "odooId"`);
  return rows.map((row) => row.odooId);
}

/** All ids that Odoo has of a model above `after`, up to `through`; null: to the end. */
export interface IdRange {
  readonly ids: readonly number[];
  readonly after: number;
  readonly through: number | null;
}

/** Holds a range of ids against what is held of it: `gone` here alone and read before `askedAt`, `unknown` in Odoo alone. */
export async function compareIds(
  db: Executor,
  owner: OdooOwner,
  model: string,
  { ids, after, through }: IdRange,
  askedAt: Date,
): Promise<{ gone: number[]; unknown: number[] }> {
  const upTo = through === null ? sql`` : sql`and odoo_id <= ${through}`;
  const { rows } = await db.execute<{ id: number; gone: boolean }>(sql`
    with seen as materialized (select value::bigint as id from json_array_elements_text(${jsonParameter(ids)}::json)),
    held as (select odoo_id as id, read_at from odoo_record where company_id = ${owner.companyId} and connection_id = ${owner.connectionId}
      and model = ${model} and deleted_at is null and odoo_id > ${after} ${upTo})
    select coalesce(held.id, seen.id) as id, seen.id is null as gone from held full join seen on seen.id = held.id
    where held.id is null or (seen.id is null and held.read_at < ${askedAt.toISOString()}::timestamptz)`);
  return {
    gone: rows.filter((row) => row.gone).map((row) => row.id),
    unknown: rows.filter((row) => !row.gone).map((row) => row.id),
  };
}

/** Which of these are held and not gone. */
export async function selectHeldIds(
  db: Executor,
  owner: OdooOwner,
  model: string,
  odooIds: readonly number[],
): Promise<number[]> {
  if (odooIds.length === 0) return [];
  const { rows } = await db.execute<{ id: number }>(sql`
    select odoo_id as id from odoo_record where company_id = ${owner.companyId} and connection_id = ${owner.connectionId} and model = ${model}
      and deleted_at is null and odoo_id = any(array(select value::bigint from json_array_elements_text(${jsonParameter(odooIds)}::json)))`);
  return rows.map((row) => row.id);
}

/** How many records are held and not gone, by model. */
export async function countRecords(db: Executor, owner: OdooOwner): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ model: string; count: number }>(sql`
    select model, count(*) as count from odoo_record where company_id = ${owner.companyId} and connection_id = ${owner.connectionId}
      and deleted_at is null group by model`);
  return new Map(rows.map((row) => [row.model, row.count]));
}
