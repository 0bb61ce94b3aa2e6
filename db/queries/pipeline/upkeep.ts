import { sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";

/** Shards whose log holds something behind their cursor, and how many workers are alive to share them. */
export async function pipelineNews(
  db: Executor,
  pipeline: string,
): Promise<{ shards: number[]; workers: number }> {
  const { rows } = await db.execute<{ shard: number; workers: number }>(sql`
    select c.shard, (select count(*) from worker_heartbeat where seen_at > now() - interval '15 seconds' and not stopping) as workers
    from pipeline_cursor c where c.pipeline = ${pipeline} and exists (
      select 1 from inbox_message m where m.shard = c.shard and (m.xid, m.seq) > (c.xid, c.seq)
        and m.xid < pg_snapshot_xmin(pg_current_snapshot())) order by c.shard`);
  return { shards: rows.map((row) => row.shard), workers: Number(rows[0]?.workers ?? 0) };
}

export async function hasReprocessRequests(db: Executor): Promise<boolean> {
  const { rows } = await db.execute(sql`select 1 from reprocess_request limit 1`);
  return rows.length > 0;
}

export interface Heartbeat {
  readonly id: string;
  readonly startedAt: Date;
  readonly host: string;
  readonly pid: number;
  readonly stopping: boolean;
}

/** This process is alive; processes not heard of for a day are forgotten. */
export async function beat(db: Executor, { id, startedAt, host, pid, stopping }: Heartbeat): Promise<void> {
  await db.execute(sql`
    insert into worker_heartbeat (id, started_at, seen_at, host, pid, stopping)
    values (${id}, ${startedAt.toISOString()}::timestamptz, now(), ${host}, ${pid}, ${stopping})
    on conflict (id) do update set seen_at = excluded.seen_at, stopping = excluded.stopping`);
  await db.execute(sql`delete from worker_heartbeat where seen_at < now() - interval '1 day'`);
}

/** What time alone makes useless: old failed sign-ins, ended sessions; and next month's partitions ahead of need. */
export async function keepHouse(db: Executor): Promise<void> {
  await db.execute(sql`select ensure_partitions(3)`);
  await db.execute(sql`delete from sign_in_attempt where failed_at < now() - interval '1 day'`);
  await db.execute(sql`delete from user_session where expires_at < now() - interval '30 days'`);
}

/**
 * Cursors of another cluster (a dump restored elsewhere) stand ahead of every transaction of this one and would never see new
 * rows. Puts them to now and asks for every message without a state to be run. @returns how many shards that were.
 */
export async function mendForeignCursors(tx: Transaction): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    update pipeline_cursor set xid = pg_snapshot_xmin(pg_current_snapshot()), seq = 0, moved_at = now()
    where xid > pg_snapshot_xmax(pg_current_snapshot())`);
  if (!rowCount) return 0;
  await tx.execute(sql`
    insert into reprocess_request (company_id, message_id, requested_at, cause)
    select m.company_id, m.id, now(), 'restored database' from inbox_message m
    where not exists (select 1 from message_state s where s.company_id = m.company_id and s.message_id = m.id)
    on conflict do nothing`);
  return rowCount;
}
