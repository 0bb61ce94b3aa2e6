import { sql } from "drizzle-orm";
import type { Transaction } from "../../client";

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
}

export interface LogPosition {
  readonly xid: string;
  readonly seq: number;
}

const COLUMNS = sql`company_id as "companyId", id, connection_id as "connectionId", body, content_encoding as "contentEncoding",
  file_name as "fileName", size_bytes as "sizeBytes", conflict_with as "conflictWith", received_at as "receivedAt"`;

/** Takes the shard's cursor for this transaction, or null when another worker has it. */
export async function claimCursor(
  tx: Transaction,
  pipeline: string,
  shard: number,
): Promise<LogPosition | null> {
  const { rows } = await tx.execute<{ xid: string; seq: number }>(sql`
    select xid::text as xid, seq from pipeline_cursor where pipeline = ${pipeline} and shard = ${shard} for update skip locked`);
  return rows[0] ?? null;
}

/**
 * The next messages of a shard behind `from`, at most `maxMessages` and about `maxBytes` (one larger message comes alone).
 * Only rows older than every open transaction are read, so that none can appear behind the cursor later.
 */
export async function readLog(
  tx: Transaction,
  shard: number,
  from: LogPosition,
  limits: { readonly maxMessages: number; readonly maxBytes: number },
): Promise<{ messages: LoggedMessage[]; upTo: LogPosition } | null> {
  const { rows: heads } = await tx.execute<{ xid: string; seq: number; sizeBytes: number }>(sql`
    select xid::text as xid, seq, size_bytes as "sizeBytes" from inbox_message
    where shard = ${shard} and (xid, seq) > (${from.xid}::xid8, ${from.seq}) and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid, seq limit ${limits.maxMessages}`);
  let bytes = 0;
  let upTo: LogPosition | undefined;
  for (const head of heads) {
    bytes += head.sizeBytes;
    if (upTo && bytes > limits.maxBytes) break;
    upTo = { xid: head.xid, seq: head.seq };
  }
  if (!upTo) return null;
  const { rows } = await tx.execute<LoggedMessage & Record<string, unknown>>(sql`
    select ${COLUMNS} from inbox_message
    where shard = ${shard} and (xid, seq) > (${from.xid}::xid8, ${from.seq}) and (xid, seq) <= (${upTo.xid}::xid8, ${upTo.seq})
      and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid, seq`);
  return { messages: rows.map(toMessage), upTo };
}

export async function moveCursor(
  tx: Transaction,
  pipeline: string,
  shard: number,
  to: LogPosition,
): Promise<void> {
  await tx.execute(sql`
    update pipeline_cursor set xid = ${to.xid}::xid8, seq = ${to.seq}, moved_at = now() where pipeline = ${pipeline} and shard = ${shard}`);
}

/** Takes messages that were asked to run again; the requests are gone with this transaction. */
export async function takeReprocessRequests(tx: Transaction, limit: number): Promise<LoggedMessage[]> {
  const { rows } = await tx.execute<LoggedMessage & Record<string, unknown>>(sql`
    with taken as (
      delete from reprocess_request r using (
        select company_id, message_id from reprocess_request order by requested_at limit ${limit} for update skip locked
      ) as next where r.company_id = next.company_id and r.message_id = next.message_id
      returning r.company_id, r.message_id)
    select m.company_id as "companyId", id, connection_id as "connectionId", body, content_encoding as "contentEncoding", file_name as "fileName", size_bytes as "sizeBytes", conflict_with as "conflictWith", received_at as "receivedAt" from inbox_message m join taken on m.company_id = taken.company_id and m.id = taken.message_id order by m.seq`);
  return rows.map(toMessage);
}

// Raw `execute` results carry timestamps as the driver gives them: drizzle leaves them as text.
const toMessage = (row: LoggedMessage): LoggedMessage => ({ ...row, receivedAt: new Date(row.receivedAt) });
