import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Reference } from "@/lib/domain/reference/reference";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";
import { messageDecision, type messageState } from "../../schema/inbox";

export type MessageStateRow = Omit<typeof messageState.$inferSelect, "version" | "attempts">;
export type DecisionRow = typeof messageDecision.$inferSelect;

/** Decisions of people about these messages, by message id. */
export async function readDecisions(
  db: Executor,
  companyId: number,
  messageIds: readonly string[],
): Promise<Map<string, DecisionRow>> {
  if (messageIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(messageDecision)
    .where(
      and(eq(messageDecision.companyId, companyId), inArray(messageDecision.messageId, [...messageIds])),
    );
  return new Map(rows.map((row) => [row.messageId, row]));
}

/** Messages of these that were on the timeline before, so that a replay with nothing new does not call them duplicates. */
export async function readRecorded(
  db: Executor,
  companyId: number,
  messageIds: readonly string[],
): Promise<Set<string>> {
  if (messageIds.length === 0) return new Set();
  const { rows } = await db.execute<{ id: string }>(sql`
    select message_id as id from message_state where company_id = ${companyId} and state = 'recorded'
      and message_id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(messageIds)}::json)))`);
  return new Set(rows.map((row) => row.id));
}

/** Writes what became of messages. A message run again keeps its row; attempts and version grow. */
export async function upsertMessageStates(db: Executor, rows: readonly MessageStateRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 500) {
    await db.execute(sql`
      insert into message_state (company_id, message_id, connection_id, received_at, state, rank, reason_code, reason, format, documents, size_bytes,
        file_name, key_reference, shipment_ids, candidate_ids, event_count, new_event_count, problems, attempts, processed_at, version)
      select company_id, message_id, connection_id, received_at, state, rank, reason_code, reason, format, documents, size_bytes,
        file_name, key_reference, array(select json_array_elements_text(shipment_ids)::uuid), array(select json_array_elements_text(candidate_ids)::uuid),
        event_count, new_event_count, problems, 1, processed_at, 1
      from json_to_recordset(${jsonParameter(rows.slice(start, start + 500).map(toRecord))}::json) as given(
        company_id integer, message_id uuid, connection_id uuid, received_at timestamptz, state text, rank smallint, reason_code text, reason text,
        format text, documents text, size_bytes integer, file_name text, key_reference text, shipment_ids json, candidate_ids json,
        event_count integer, new_event_count integer, problems jsonb, processed_at timestamptz)
      on conflict (company_id, message_id) do update set state = excluded.state, rank = excluded.rank, reason_code = excluded.reason_code,
        reason = excluded.reason, format = excluded.format, documents = excluded.documents, key_reference = excluded.key_reference,
        shipment_ids = excluded.shipment_ids, candidate_ids = excluded.candidate_ids, event_count = excluded.event_count,
        new_event_count = message_state.new_event_count + excluded.new_event_count, problems = excluded.problems,
        attempts = message_state.attempts + 1, processed_at = excluded.processed_at, version = message_state.version + 1`);
  }
}

function toRecord(row: MessageStateRow): Record<string, unknown> {
  return {
    company_id: row.companyId,
    message_id: row.messageId,
    connection_id: row.connectionId,
    received_at: row.receivedAt,
    state: row.state,
    rank: row.rank,
    reason_code: row.reasonCode,
    reason: row.reason,
    format: row.format,
    documents: row.documents,
    size_bytes: row.sizeBytes,
    file_name: row.fileName,
    key_reference: row.keyReference,
    shipment_ids: row.shipmentIds,
    candidate_ids: row.candidateIds,
    event_count: row.eventCount,
    new_event_count: row.newEventCount,
    problems: row.problems,
    processed_at: row.processedAt,
  };
}

export interface WaitingRow {
  readonly messageId: string;
  readonly lookup: string;
  readonly type: Reference["type"];
}

/** Replaces what these messages wait for. */
export async function replaceWaiting(
  db: Executor,
  companyId: number,
  messageIds: readonly string[],
  waiting: readonly WaitingRow[],
  now: Date,
): Promise<void> {
  if (messageIds.length === 0) return;
  await db.execute(sql`
    delete from waiting_reference where company_id = ${companyId}
      and message_id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(messageIds)}::json)))`);
  if (waiting.length === 0) return;
  const rows = waiting.map((row) => ({ message_id: row.messageId, lookup: row.lookup, type: row.type }));
  await db.execute(sql`
    insert into waiting_reference (company_id, lookup, type, message_id, since_at)
    select ${companyId}, lookup, type, message_id, ${now.toISOString()}::timestamptz
    from json_to_recordset(${jsonParameter(rows)}::json) as given(message_id uuid, lookup text, type text) on conflict do nothing`);
}

/** Asks for every message that waits for one of these numbers to be run again. */
export async function wakeWaiting(
  db: Executor,
  companyId: number,
  lookups: readonly string[],
  now: Date,
): Promise<number> {
  if (lookups.length === 0) return 0;
  const { rowCount } = await db.execute(sql`
    insert into reprocess_request (company_id, message_id, requested_at, cause)
    select distinct w.company_id, w.message_id, ${now.toISOString()}::timestamptz, 'reference appeared' from waiting_reference w
    join json_array_elements_text(${jsonParameter(lookups)}::json) as known(lookup) on w.lookup = known.lookup collate "C"
    where w.company_id = ${companyId} on conflict do nothing`);
  return rowCount ?? 0;
}

/**
 * Catches what two transactions could not see of each other: a message began to wait while its reference was being added.
 * A statement and a pause may last a minute each, so what was added longer before was seen. Looks at references added since `since` only, or at all of them when null.
 */
export async function wakeMissed(db: Executor, since: Date | null, now: Date): Promise<number> {
  const { rowCount } = await db.execute(sql`
    insert into reprocess_request (company_id, message_id, requested_at, cause)
    select distinct w.company_id, w.message_id, ${now.toISOString()}::timestamptz, 'reference appeared'
    from shipment_reference r join waiting_reference w on w.company_id = r.company_id and w.lookup = r.lookup
      and ${family(sql`r.type`)} = ${family(sql`w.type`)}
    ${since ? sql`where r.added_at >= w.since_at - interval '2 minutes' and r.added_at >= ${since.toISOString()}::timestamptz` : sql``}
    on conflict do nothing`);
  return rowCount ?? 0;
}

/** Types that partners use for one another share a family, as in `correlate`. */
const family = (
  type: SQL,
) => sql`case when ${type} in ('load') then 'shipment' when ${type} in ('tracking') then 'pro'
  when ${type} in ('container', 'booking') then 'sscc' else ${type} end`;
