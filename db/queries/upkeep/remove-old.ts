import { sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";

/**
 * Removes up to `limit` of a company's notices from before an instant, with what says whom they told of what. One that waits to be sent stays, and so does
 * one that told of an exception which still stands: without it the same would be told again.
 * @returns how many notices.
 */
export async function removeNotices(
  db: Executor,
  companyId: number,
  before: Date,
  limit: number,
): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`
    with old as (
      select n.company_id, n.id from notice n where n.company_id = ${companyId} and n.created_at < ${before} and n.state <> 'waiting'
        and not exists (select from notice_item i where i.company_id = n.company_id and i.notice_id = n.id and i.over_at is null)
      order by n.created_at, n.id limit ${limit} for update of n skip locked),
    items as (delete from notice_item i using old where i.company_id = old.company_id and i.notice_id = old.id),
    gone as (delete from notice n using old where n.company_id = old.company_id and n.id = old.id returning 1)
    select count(*)::int as n from gone`);
  return rows[0]?.n ?? 0;
}

/** Removes the oldest bulk run that was planned before an instant and runs no more, with its items. @returns false when there is none. */
export async function removeBulkRun(tx: Transaction, before: Date): Promise<boolean> {
  const { rows } = await tx.execute<{ companyId: number; id: string }>(sql`
    select company_id as "companyId", id from bulk_run where state not in ('running', 'stopping') and planned_at < ${before}
    order by planned_at limit 1 for update skip locked`);
  const [run] = rows;
  if (!run) return false;
  await tx.execute(sql`delete from bulk_item where company_id = ${run.companyId} and run_id = ${run.id}`);
  await tx.execute(sql`delete from bulk_run where company_id = ${run.companyId} and id = ${run.id}`);
  return true;
}
