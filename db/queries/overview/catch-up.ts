import { sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";

/** True while shipments wait to be judged anew: nothing is added to them. */
export async function hasDueShipments(db: Executor, now: Date): Promise<boolean> {
  const { rows } = await db.execute(
    sql`select 1 from shipment_state where recheck_at is not null and recheck_at <= ${now.toISOString()}::timestamptz limit 1`,
  );
  return rows.length > 0;
}

/**
 * Goes through a company's shipments from the newest back, and lets those that were never measured be judged now, by which they are. One that is being
 * recorded at this moment is measured by that.
 * @returns the oldest one looked at; null when there was none left.
 */
export async function markUnmeasured(
  tx: Transaction,
  companyId: number,
  before: string | null,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<string | null> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    with looked as (
      select id from shipment where company_id = ${companyId} and (${before}::uuid is null or id < ${before}::uuid) order by id desc limit ${limit}),
    found as (
      select s.company_id, s.shipment_id from looked join shipment_state s on s.company_id = ${companyId} and s.shipment_id = looked.id
      where not exists (select from shipment_measure m where m.company_id = s.company_id and m.shipment_id = s.shipment_id)
      for update of s skip locked),
    marked as (
      update shipment_state s set recheck_at = ${now.toISOString()}::timestamptz from found
      where s.company_id = found.company_id and s.shipment_id = found.shipment_id)
    select id from looked order by id limit 1`);
  return rows[0]?.id ?? null;
}

/** The oldest shipment that catching up has come to; null before it began. */
export async function selectCaughtUpTo(db: Executor, watcher: string): Promise<string | null> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select subject_id as id from watch_cursor where watcher = ${watcher} and changed_at > 'epoch'`,
  );
  return rows[0]?.id ?? null;
}
