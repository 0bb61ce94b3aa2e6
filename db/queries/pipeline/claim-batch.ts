import { sql } from "drizzle-orm";
import type { Transaction } from "../../client";
import { jsonParameter } from "../../json";

export interface LoggedMessage {
  readonly companyId: number;
  readonly id: string;
  readonly connectionId: string;
  readonly body: Buffer;
  readonly contentEncoding: string | null;
  readonly fileName: string | null;
  readonly sizeBytes: number;
  readonly conflictWith: string | null;
  readonly receivedAt: Date;
  /** Where its sender named a trace; null: its own. */
  readonly traceId: string | null;
}

/** Where one shard stands in the log. */
export interface ShardCursor {
  readonly shard: number;
  readonly xid: string;
  readonly seq: number;
}

const COLUMNS = sql`m.company_id as "companyId", m.id, m.connection_id as "connectionId", m.body, m.content_encoding as "contentEncoding",
  m.file_name as "fileName", m.size_bytes as "sizeBytes", m.conflict_with as "conflictWith", m.received_at as "receivedAt", m.trace_id as "traceId"`;

/** Takes up to `limit` free cursors of these shards for this transaction, those that waited longest first. */
export async function claimCursors(
  tx: Transaction,
  pipeline: string,
  shards: readonly number[],
  limit: number,
): Promise<ShardCursor[]> {
  const { rows } = await tx.execute<ShardCursor & Record<string, unknown>>(sql`
    select shard, xid::text as xid, seq from pipeline_cursor
    where pipeline = ${pipeline} and shard = any(${sql.param([...shards])}::smallint[])
    order by moved_at limit ${limit} for update skip locked`);
  return rows;
}

export interface BatchLimits {
  readonly maxMessages: number;
  readonly maxBytes: number;
}

interface MessageSize {
  readonly companyId: number;
  readonly id: string;
  readonly sizeBytes: number;
}

type LogHead = ShardCursor & MessageSize;

/** What a message may weigh in memory: gzip is taken to inflate twentyfold, as text does. */
const WEIGHT = sql`case when m.content_encoding = 'gzip' then m.size_bytes::bigint * 20 else m.size_bytes end`;

/**
 * The next messages behind these cursors in the order they were stored, at most `maxMessages` and about `maxBytes` (one larger
 * message comes alone), and where the shards stand after them. Shards are read as one log: a tender and the statuses that follow
 * it lie in different shards, and reading one shard ahead of the others would make them wait for each other.
 *
 * Only rows older than every open transaction are read, so that none can appear behind the cursor later.
 */
export async function readLog(
  tx: Transaction,
  cursors: readonly ShardCursor[],
  limits: BatchLimits,
): Promise<{ messages: LoggedMessage[]; upTo: ShardCursor[] }> {
  const { rows: heads } = await tx.execute<LogHead & Record<string, unknown>>(sql`
    select head.* from json_to_recordset(${jsonParameter(cursors)}::json) as c (shard smallint, xid text, seq bigint)
    cross join lateral (
      select m.shard, m.xid::text as xid, m.seq, m.company_id as "companyId", m.id, ${WEIGHT} as "sizeBytes" from inbox_message m
      where m.shard = c.shard and (m.xid, m.seq) > (c.xid::xid8, c.seq) and m.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by m.xid, m.seq limit ${limits.maxMessages}) as head
    order by head.xid::xid8, head.seq limit ${limits.maxMessages}`);
  const chosen = withinBytes(heads, limits.maxBytes);
  const upTo = new Map(chosen.map(({ shard, xid, seq }) => [shard, { shard, xid, seq }]));
  return { messages: await readMessages(tx, chosen), upTo: [...upTo.values()] };
}

export async function moveCursors(
  tx: Transaction,
  pipeline: string,
  to: readonly ShardCursor[],
): Promise<void> {
  await tx.execute(sql`
    update pipeline_cursor c set xid = t.xid::xid8, seq = t.seq, moved_at = now()
    from json_to_recordset(${jsonParameter(to)}::json) as t (shard smallint, xid text, seq bigint)
    where c.pipeline = ${pipeline} and c.shard = t.shard`);
}

/** Takes messages that were asked to run again, bounded like a batch of the log; the requests are gone with this transaction. */
export async function takeReprocessRequests(tx: Transaction, limits: BatchLimits): Promise<LoggedMessage[]> {
  const { rows: asked } = await tx.execute<MessageSize & Record<string, unknown>>(sql`
    select r.company_id as "companyId", r.message_id as id, ${WEIGHT} as "sizeBytes"
    from reprocess_request r join inbox_message m on m.company_id = r.company_id and m.id = r.message_id
    order by r.requested_at limit ${limits.maxMessages} for update of r skip locked`);
  const chosen = withinBytes(asked, limits.maxBytes);
  await tx.execute(sql`
    delete from reprocess_request r using json_to_recordset(${keysOf(chosen)}::json) as chosen (company_id integer, id uuid)
    where r.company_id = chosen.company_id and r.message_id = chosen.id`);
  return readMessages(tx, chosen);
}

/** The next messages of a connection that wait because it is paused, in the order they came; null: also what came last. */
export async function takeHeld(
  tx: Transaction,
  owner: { readonly companyId: number; readonly id: string },
  {
    rank,
    until,
    limits,
  }: { readonly rank: number; readonly until: Date | null; readonly limits: BatchLimits },
): Promise<LoggedMessage[]> {
  const { rows } = await tx.execute<MessageSize & Record<string, unknown>>(sql`
    select s.company_id as "companyId", s.message_id as id, ${WEIGHT} as "sizeBytes" from (
      select company_id, message_id, received_at from message_state
      where company_id = ${owner.companyId} and connection_id = ${owner.id} and rank = ${rank}
        and received_at <= coalesce(${until}::timestamptz, 'infinity')
      order by received_at, message_id limit ${limits.maxMessages}) s
    join inbox_message m on m.company_id = s.company_id and m.id = s.message_id order by s.received_at, s.message_id`);
  return readMessages(tx, withinBytes(rows, limits.maxBytes));
}

function withinBytes<T extends MessageSize>(heads: readonly T[], maxBytes: number): T[] {
  let bytes = 0;
  const end = heads.findIndex((head, index) => {
    bytes += head.sizeBytes;
    return index > 0 && bytes > maxBytes;
  });
  return end < 0 ? [...heads] : heads.slice(0, end);
}

async function readMessages(tx: Transaction, chosen: readonly MessageSize[]): Promise<LoggedMessage[]> {
  if (chosen.length === 0) return [];
  const { rows } = await tx.execute<LoggedMessage & Record<string, unknown>>(sql`
    select ${COLUMNS} from json_to_recordset(${keysOf(chosen)}::json) as chosen (company_id integer, id uuid, position integer)
    join inbox_message m on m.company_id = chosen.company_id and m.id = chosen.id order by chosen.position`);
  return rows.map(toMessage);
}

const keysOf = (chosen: readonly MessageSize[]) =>
  jsonParameter(chosen.map(({ companyId, id }, position) => ({ company_id: companyId, id, position })));

// Raw `execute` results carry timestamps as the driver gives them: drizzle leaves them as text.
const toMessage = (row: LoggedMessage): LoggedMessage => ({ ...row, receivedAt: new Date(row.receivedAt) });
