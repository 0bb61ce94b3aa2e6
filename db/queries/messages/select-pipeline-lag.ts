import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

export interface PipelineLagRow {
  readonly workerSeenAt: Date | null;
  readonly waiting: number;
  readonly oldestAt: Date | null;
}

/**
 * The last sign of life of any worker, and how many messages of this company lie behind the cursors of the log.
 * Looks at `limit` log entries a shard at most, in the order of the log's index.
 */
export async function selectPipelineLag(
  db: Executor,
  { companyId, limit }: { companyId: number; limit: number },
): Promise<PipelineLagRow> {
  const { rows } = await db.execute<{ seen: string | null; waiting: number; oldest: string | null }>(sql`
    select (select max(seen_at)::text from worker_heartbeat where not stopping) as seen,
      count(*) filter (where company_id = ${companyId})::int as waiting,
      (min(received_at) filter (where company_id = ${companyId}))::text as oldest
    from pipeline_cursor c cross join lateral (
      select m.company_id, m.received_at from inbox_message m
      where m.shard = c.shard and (m.xid, m.seq) > (c.xid, c.seq) order by m.xid, m.seq limit ${limit}) behind
    where c.pipeline = 'record'`);
  const row = rows[0];
  return {
    workerSeenAt: row?.seen ? new Date(row.seen) : null,
    waiting: row?.waiting ?? 0,
    oldestAt: row?.oldest ? new Date(row.oldest) : null,
  };
}
