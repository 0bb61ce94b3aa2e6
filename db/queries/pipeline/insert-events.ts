import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";
import type { event } from "../../schema/event";

export type EventRow = typeof event.$inferSelect;

const COLUMNS = `company_id, id, identity, shipment_id, milestone, classifier, occurred_at, occurred_local, occurred_offset, time_zone,
  time_zone_assumed, sent_at, received_at, recorded_at, place, stop_sequence, raw_code, code_list, reason_code, reason_kind, fault_party,
  refs, note, facts, voids_identity, connection_id, message_id, document, at, mapping_version, match_reason, actor_name, unentitled_under`;

/** Appends the events whose id is new and says which those were. The same event twice changes nothing. */
export async function insertNewEvents(db: Executor, rows: readonly EventRow[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const claimed = await db.execute<{ companyId: number; id: string }>(sql`
    insert into event_identity (company_id, id)
    select company_id, id from json_to_recordset(${jsonParameter(rows.map((row) => ({ company_id: row.companyId, id: row.id })))}::json)
      as given(company_id integer, id uuid)
    order by id on conflict do nothing returning id`);
  const fresh = new Set(claimed.rows.map((row) => row.id));
  const seen = new Set<string>();
  const wanted = rows.filter((row) => fresh.has(row.id) && !seen.has(row.id) && seen.add(row.id));
  for (let start = 0; start < wanted.length; start += 500)
    await insertChunk(db, wanted.slice(start, start + 500));
  return fresh;
}

async function insertChunk(db: Executor, rows: readonly EventRow[]): Promise<void> {
  await db.execute(sql`
    insert into event (${sql.raw(COLUMNS)}) select ${sql.raw(COLUMNS)} from json_to_recordset(${jsonParameter(rows.map(toRecord))}::json) as given(
      company_id integer, id uuid, identity uuid, shipment_id uuid, milestone text, classifier text, occurred_at timestamptz, occurred_local text,
      occurred_offset text, time_zone text, time_zone_assumed boolean, sent_at timestamptz, received_at timestamptz, recorded_at timestamptz,
      place jsonb, stop_sequence integer, raw_code text, code_list text, reason_code text, reason_kind text, fault_party text, refs jsonb,
      note text, facts jsonb, voids_identity uuid, connection_id uuid, message_id uuid, document integer, at text, mapping_version text,
      match_reason text, actor_name text, unentitled_under integer)`);
}

function toRecord(row: EventRow): Record<string, unknown> {
  return {
    company_id: row.companyId,
    id: row.id,
    identity: row.identity,
    shipment_id: row.shipmentId,
    milestone: row.milestone,
    classifier: row.classifier,
    occurred_at: row.occurredAt,
    occurred_local: row.occurredLocal,
    occurred_offset: row.occurredOffset,
    time_zone: row.timeZone,
    time_zone_assumed: row.timeZoneAssumed,
    sent_at: row.sentAt,
    received_at: row.receivedAt,
    recorded_at: row.recordedAt,
    place: row.place,
    stop_sequence: row.stopSequence,
    raw_code: row.rawCode,
    code_list: row.codeList,
    reason_code: row.reasonCode,
    reason_kind: row.reasonKind,
    fault_party: row.faultParty,
    refs: row.refs,
    note: row.note,
    facts: row.facts,
    voids_identity: row.voidsIdentity,
    connection_id: row.connectionId,
    message_id: row.messageId,
    document: row.document,
    at: row.at,
    mapping_version: row.mappingVersion,
    match_reason: row.matchReason,
    actor_name: row.actorName,
    unentitled_under: row.unentitledUnder,
  };
}
