import { sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";

export interface CompanyRow {
  readonly id: number;
  readonly slug: string;
  readonly shipments: number;
}

/** Companies with how many shipments each has; one by slug, or all. */
export async function readCompanies(db: Executor, slug: string | null): Promise<CompanyRow[]> {
  const { rows } = await db.execute<CompanyRow & Record<string, unknown>>(sql`
    select c.id, c.slug, (select count(*) from shipment s where s.company_id = c.id) as shipments
    from company c where ${slug === null ? sql`true` : sql`c.slug = ${slug}`} order by c.id`);
  return rows.map((row) => ({ ...row, shipments: Number(row.shipments) }));
}

/** The next shipments after `afterId` in id order, locked until commit. */
export async function lockNextShipments(
  tx: Transaction,
  companyId: number,
  afterId: string,
  limit: number,
): Promise<{ id: string; number: string }[]> {
  const { rows } = await tx.execute<{ id: string; number: string }>(sql`
    select id, number from shipment where company_id = ${companyId} and id > ${afterId}::uuid order by id limit ${limit} for update`);
  return rows;
}

/** One line a shipment: the hash of its view and of every reference that names it. What a rebuild must bring back. */
export async function readProof(
  tx: Transaction,
  companyId: number,
  ids: readonly string[],
): Promise<string[]> {
  const { rows } = await tx.execute<{ line: string }>(sql`
    select s.shipment_id || ' ' || s.state_hash || ' ' || coalesce((
      select md5(string_agg(r.type || ' ' || r.lookup || ' ' || coalesce(r.scope, ''), ',' order by r.type collate "C", r.lookup, r.scope))
      from shipment_reference r where r.company_id = s.company_id and r.shipment_id = s.shipment_id), '') as line
    from shipment_state s where s.company_id = ${companyId}
      and s.shipment_id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(ids)}::json))) order by s.shipment_id`);
  return rows.map(({ line }) => line);
}

export async function dropProjections(
  tx: Transaction,
  companyId: number,
  ids: readonly string[],
): Promise<void> {
  const chosen = sql`company_id = ${companyId} and shipment_id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(ids)}::json)))`;
  await tx.execute(sql`delete from shipment_state where ${chosen}`);
  await tx.execute(sql`delete from clock where ${chosen}`);
  await tx.execute(sql`delete from shipment_measure where ${chosen}`);
  await tx.execute(sql`delete from shipment_reference where ${chosen}`);
}

/** Counts of a company from its projections. Waits for writers under way; those that follow add to the result. */
export async function recount(tx: Transaction, companyId: number): Promise<void> {
  await tx.execute(sql`lock table shipment_count in share row exclusive mode`);
  await tx.execute(sql`delete from shipment_count where company_id = ${companyId}`);
  await tx.execute(sql`
    insert into shipment_count (company_id, key, slot, count)
    select ${companyId}, key, 0, sum(n) from (
      select attention_kind, stage, open, count(*) as n from shipment_state where company_id = ${companyId} group by 1, 2, 3) as g
    cross join lateral (values ('all'), ('attention:' || attention_kind), ('stage:' || stage), (case when open then 'open' end)) as k(key)
    where key is not null group by key`);
}
