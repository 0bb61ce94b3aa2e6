import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";
import type { inboxMessage } from "../../schema/inbox";

/** A message ready to be stored; `seq` and `xid` are the database's own. */
export type MessageRow = Omit<Required<typeof inboxMessage.$inferInsert>, "seq" | "xid">;

/**
 * Stores every row whose delivery key nobody holds yet, in one statement that commits by itself; the others are left out.
 * Keys are claimed in one order, so that two batches with the same keys wait for each other instead of deadlocking.
 *
 * Bodies travel as one binary parameter that the server cuts up: half the bytes of hex, and nothing to escape.
 * @returns the ids that were stored.
 */
export async function insertMessages(
  db: Executor,
  rows: readonly MessageRow[],
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const bodies = Buffer.concat(rows.map((row) => row.body));
  const hashes = Buffer.concat(rows.map((row) => row.sha256));
  const result = await db.execute<{ id: string }>(sql`
    with item as materialized (
      select
        item.*,
        substring(${bodies}::bytea from item.body_from for item.size_bytes) as body,
        substring(${hashes}::bytea from item.ordinal * 32 + 1 for 32) as sha256,
        -- A server or role that commits lazily must not make an acknowledgement lie.
        case when current_setting('synchronous_commit') in ('off', 'local')
          then set_config('synchronous_commit', 'on', true) end as durable
      from json_to_recordset(${jsonParameter(columnsOf(rows))}::json) as item (
        ordinal integer, company_id integer, id uuid, connection_id uuid, delivery_key text, body_from integer,
        size_bytes integer, content_type text, content_encoding text, headers jsonb, file_name text, transport text,
        conflict_with uuid, received_at timestamptz, shard smallint, trace_id uuid)
    ), claimed as (
      insert into delivery_identity (company_id, connection_id, delivery_key, message_id, sha256)
      select company_id, connection_id, delivery_key, id, sha256 from item
      order by company_id, connection_id, delivery_key collate "C"
      on conflict do nothing
      returning message_id
    )
    insert into inbox_message (company_id, id, connection_id, delivery_key, sha256, body, content_type,
      content_encoding, headers, size_bytes, file_name, transport, conflict_with, received_at, shard, trace_id, xid)
    select company_id, id, connection_id, delivery_key, sha256, body, content_type,
      content_encoding, headers, size_bytes, file_name, transport, conflict_with, received_at, shard, trace_id,
      pg_current_xact_id()
    from item join claimed on claimed.message_id = item.id
    order by item.ordinal
    returning id`);
  return new Set(result.rows.map((row) => row.id));
}

function columnsOf(rows: readonly MessageRow[]): object[] {
  let bodyFrom = 1;
  return rows.map((row, ordinal) => {
    const described = {
      ordinal,
      company_id: row.companyId,
      id: row.id,
      connection_id: row.connectionId,
      delivery_key: row.deliveryKey,
      body_from: bodyFrom,
      size_bytes: row.body.length,
      content_type: row.contentType,
      content_encoding: row.contentEncoding,
      headers: row.headers,
      file_name: row.fileName,
      transport: row.transport,
      conflict_with: row.conflictWith,
      received_at: row.receivedAt.toISOString(),
      shard: row.shard,
      trace_id: row.traceId,
    };
    bodyFrom += row.body.length;
    return described;
  });
}
