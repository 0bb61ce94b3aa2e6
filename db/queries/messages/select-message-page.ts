import { type SQL, sql } from "drizzle-orm";
import type { MessageState } from "@/lib/domain/message/message-state";
import type { Executor } from "../../client";

export interface MessagePosition {
  readonly rank: number;
  /** As Postgres writes it, microseconds included: a JavaScript date would lose the place. */
  readonly receivedAt: string;
  readonly id: string;
}

export interface MessageNarrowing {
  readonly companyId: number;
  readonly ranks: readonly number[];
  readonly connectionId?: string;
  readonly receivedFrom?: Date;
  /** First and last day of receipt, both included, in `zone`. */
  readonly days?: { readonly from?: string; readonly until?: string; readonly zone: string };
  /** Not indexed: at most `scanLimit` messages of each rank are looked through for these. */
  readonly states?: readonly MessageState[];
  readonly reasonCode?: string;
}

export interface MessagePage {
  /** `rank`: what needs a person first, then newest. `time`: newest first. */
  readonly order: "rank" | "time";
  readonly after?: MessagePosition;
  readonly before?: MessagePosition;
  readonly limit: number;
  readonly scanLimit: number;
}

export interface MessageListRow {
  readonly id: string;
  readonly rank: number;
  readonly receivedAt: string;
  readonly state: MessageState;
  readonly version: number;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly documents: string;
  readonly fileName: string | null;
  readonly keyReference: string | null;
  readonly sizeBytes: number;
  readonly isQueued: boolean;
}

/**
 * One page by key. Each rank is a range of the index on (company[, connection], rank, received_at, message_id) read from
 * its end, so a page costs the same at the start and at the end; rows come nearest first.
 */
export async function selectMessagePage(
  db: Executor,
  narrowing: MessageNarrowing,
  page: MessagePage,
): Promise<MessageListRow[]> {
  const backwards = page.before !== undefined && page.after === undefined;
  const ranges = narrowing.ranks
    .map((rank) => rankRange(rank, narrowing, page, backwards))
    .filter((range) => range !== null);
  if (ranges.length === 0) return [];
  const order = orderOf(page.order, backwards);
  return selectRows(db, narrowing.companyId, sql`(${sql.join(ranges, sql` union all `)})`, order, page.limit);
}

/** The same rows for messages found another way (by a reference, by id); `ids` is short. */
export async function selectMessagesByIds(
  db: Executor,
  narrowing: MessageNarrowing,
  ids: readonly string[],
  limit: number,
): Promise<MessageListRow[]> {
  if (ids.length === 0) return [];
  const found = sql`(select m.* from message_state m where m.company_id = ${narrowing.companyId}
    and m.message_id = any(${sql.param([...ids])}::uuid[]) and m.rank = any(${sql.param([...narrowing.ranks])}::smallint[])
    and ${rangeConditions(narrowing)} and ${residualConditions(narrowing)})`;
  return selectRows(db, narrowing.companyId, found, orderOf("rank", false), limit);
}

async function selectRows(db: Executor, companyId: number, source: SQL, order: SQL, limit: number) {
  const { rows } = await db.execute<MessageListRow & Record<string, unknown>>(sql`
    select m.message_id as id, m.rank, m.received_at::text as "receivedAt", m.state, m.version,
      m.connection_id as "connectionId", c.name as "connectionName", m.reason_code as "reasonCode", m.reason,
      m.documents, m.file_name as "fileName", m.key_reference as "keyReference", m.size_bytes as "sizeBytes",
      exists (select from reprocess_request r where r.company_id = ${companyId} and r.message_id = m.message_id) as "isQueued"
    from (select * from ${source} found ${order} limit ${limit}) m
    join connection c on c.id = m.connection_id and c.company_id = ${companyId}
    ${order}`);
  return rows;
}

function rankRange(
  rank: number,
  narrowing: MessageNarrowing,
  page: MessagePage,
  backwards: boolean,
): SQL | null {
  const position = page.after ?? page.before;
  const place = position && placeCondition(rank, position, page.order, backwards);
  if (place === "none") return null;
  const order = backwards
    ? sql`order by received_at, message_id`
    : sql`order by received_at desc, message_id desc`;
  const hasResidual = narrowing.states !== undefined || narrowing.reasonCode !== undefined;
  const range = sql`select * from message_state m where company_id = ${narrowing.companyId} and rank = ${rank}
    and ${rangeConditions(narrowing)} and ${place ?? sql`true`} ${order} limit ${hasResidual ? page.scanLimit : page.limit}`;
  if (!hasResidual) return sql`(${range})`;
  return sql`(select * from (${range}) m where ${residualConditions(narrowing)} ${order} limit ${page.limit})`;
}

/** Which part of a rank lies behind a position; "none" when nothing of it does. */
function placeCondition(
  rank: number,
  position: MessagePosition,
  order: MessagePage["order"],
  backwards: boolean,
): SQL | "none" | undefined {
  if (order === "rank" && rank !== position.rank) {
    const isBehind = backwards ? rank < position.rank : rank > position.rank;
    return isBehind ? undefined : "none";
  }
  const place = sql`(${position.receivedAt}::timestamptz, ${position.id}::uuid)`;
  return backwards ? sql`(received_at, message_id) > ${place}` : sql`(received_at, message_id) < ${place}`;
}

function rangeConditions({ connectionId, receivedFrom, days }: MessageNarrowing): SQL {
  const conditions = [sql`true`];
  if (connectionId) conditions.push(sql`m.connection_id = ${connectionId}`);
  if (receivedFrom) conditions.push(sql`m.received_at >= ${receivedFrom.toISOString()}::timestamptz`);
  if (days?.from)
    conditions.push(sql`m.received_at >= (${days.from}::date)::timestamp at time zone ${days.zone}`);
  if (days?.until)
    conditions.push(sql`m.received_at < (${days.until}::date + 1)::timestamp at time zone ${days.zone}`);
  return sql.join(conditions, sql` and `);
}

function residualConditions({ states, reasonCode }: MessageNarrowing): SQL {
  const conditions = [sql`true`];
  if (states) conditions.push(sql`m.state = any(${sql.param([...states])}::text[])`);
  if (reasonCode) conditions.push(sql`m.reason_code = ${reasonCode}`);
  return sql.join(conditions, sql` and `);
}

function orderOf(order: MessagePage["order"], backwards: boolean): SQL {
  if (order === "rank") {
    return backwards
      ? sql`order by rank desc, received_at, message_id`
      : sql`order by rank, received_at desc, message_id desc`;
  }
  return backwards ? sql`order by received_at, message_id` : sql`order by received_at desc, message_id desc`;
}
