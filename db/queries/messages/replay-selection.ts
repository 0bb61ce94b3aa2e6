import { type SQL, sql } from "drizzle-orm";
import type { MessageState } from "@/lib/domain/message/message-state";
import type { Executor } from "../../client";

/** Which messages to run again. Every part narrows; `ids` names them one by one. */
export interface ReplaySelection {
  readonly ids?: readonly string[];
  readonly connectionId?: string;
  readonly states: readonly MessageState[];
  readonly reasonCode?: string;
  readonly since?: Date;
  readonly until?: Date;
}

export interface ReplayGroup {
  readonly state: MessageState;
  readonly reasonCode: string | null;
  readonly count: number;
}

/** How many messages a selection holds, by state and reason, most first. Reads every one of them: for the command line. */
export async function countSelection(
  db: Executor,
  companyId: number,
  selection: ReplaySelection,
): Promise<ReplayGroup[]> {
  const { rows } = await db.execute<ReplayGroup & Record<string, unknown>>(sql`
    select state, reason_code as "reasonCode", count(*)::int as count from message_state
    where ${conditions(companyId, selection)} group by state, reason_code order by count(*) desc, state, reason_code`);
  return rows;
}

/**
 * Asks for the next messages of a selection to be run again, in the order of their ids, which is the order they came in.
 * One that waits already stays as it is. @returns null at the end, else where to go on and how many were looked at.
 */
export async function requestNext(
  db: Executor,
  companyId: number,
  selection: ReplaySelection,
  batch: {
    readonly afterId: string | null;
    readonly limit: number;
    readonly cause: string;
    readonly at: Date;
  },
): Promise<{ lastId: string; seen: number; queued: number } | null> {
  const { rows } = await db.execute<{ lastId: string | null; seen: number; queued: number }>(sql`
    with next as (
      select company_id, message_id from message_state where ${conditions(companyId, selection)}
        and ${batch.afterId === null ? sql`true` : sql`message_id > ${batch.afterId}::uuid`}
      order by message_id limit ${batch.limit}),
    asked as (
      insert into reprocess_request (company_id, message_id, requested_at, cause)
      select company_id, message_id, ${batch.at.toISOString()}::timestamptz, ${batch.cause} from next
      order by message_id on conflict do nothing returning message_id)
    select (select message_id from next order by message_id desc limit 1) as "lastId",
      (select count(*)::int from next) as seen, (select count(*)::int from asked) as queued`);
  const row = rows[0];
  return row?.lastId ? { lastId: row.lastId, seen: row.seen, queued: row.queued } : null;
}

function conditions(companyId: number, selection: ReplaySelection): SQL {
  const parts = [
    sql`company_id = ${companyId}`,
    sql`state = any(${sql.param([...selection.states])}::text[])`,
  ];
  if (selection.ids) parts.push(sql`message_id = any(${sql.param([...selection.ids])}::uuid[])`);
  if (selection.connectionId) parts.push(sql`connection_id = ${selection.connectionId}`);
  if (selection.reasonCode) parts.push(sql`reason_code = ${selection.reasonCode}`);
  if (selection.since) parts.push(sql`received_at >= ${selection.since.toISOString()}::timestamptz`);
  if (selection.until) parts.push(sql`received_at < ${selection.until.toISOString()}::timestamptz`);
  return sql.join(parts, sql` and `);
}
