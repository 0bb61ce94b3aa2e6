import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

/** No count goes beyond this: a gauge that takes seconds to read is worse than one that says "at least". */
export const COUNT_LIMIT = 10_000;

export interface PipelineBacklog {
  /** Stored and not yet read, at most `COUNT_LIMIT` per shard. */
  readonly waiting: number;
  readonly oldestWaitingSeconds: number;
}

/** What lies behind the cursors of the log, of every company. */
export async function selectBacklog(db: Executor): Promise<PipelineBacklog> {
  const { rows } = await db.execute<{ waiting: number; oldest: number }>(sql`
    select count(*)::int as waiting,
      coalesce(extract(epoch from now() - min(behind.received_at)), 0)::float8 as oldest
    from pipeline_cursor cursor cross join lateral (
      select message.received_at from inbox_message message
      where message.shard = cursor.shard and (message.xid, message.seq) > (cursor.xid, cursor.seq)
      order by message.xid, message.seq limit ${COUNT_LIMIT}) behind
    where cursor.pipeline = 'record'`);
  return { waiting: rows[0]?.waiting ?? 0, oldestWaitingSeconds: Math.max(0, rows[0]?.oldest ?? 0) };
}

export interface StateCount {
  readonly state: string;
  readonly count: number;
}

/** How many messages are in each of the states that wait for a person, at most `COUNT_LIMIT` each. */
export async function countStates(
  db: Executor,
  states: readonly { readonly state: string; readonly rank: number }[],
): Promise<StateCount[]> {
  const { rows } = await db.execute<StateCount & Record<string, unknown>>(sql`
    select wanted.state, counted.count
    from json_to_recordset(${JSON.stringify(states)}::json) as wanted (state text, rank smallint)
    cross join lateral (
      select sum(one.count)::int as count from company cross join lateral (
        select count(*) as count from (
          select from message_state message
          where message.company_id = company.id and message.rank = wanted.rank limit ${COUNT_LIMIT}) bounded) one
    ) counted`);
  return rows.map(({ state, count }) => ({ state, count: count ?? 0 }));
}
