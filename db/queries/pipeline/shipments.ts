import { sql } from "drizzle-orm";
import type { ReferenceType } from "@/lib/domain/reference/reference";
import type { TimelineEvent } from "@/lib/domain/shipment/timeline-event";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";
import type { EventRow } from "./insert-events";

export interface NewShipment {
  readonly companyId: number;
  readonly id: string;
  readonly createdAt: Date;
  readonly createdByMessage: string;
}

/** Makes the shipments and gives each its number, "SHP-10001" onwards, in the order given. */
export async function insertShipments(
  db: Executor,
  shipments: readonly NewShipment[],
): Promise<Map<string, string>> {
  if (shipments.length === 0) return new Map();
  const rows = shipments.map((row) => ({
    company_id: row.companyId,
    id: row.id,
    created_at: row.createdAt,
    created_by: row.createdByMessage,
  }));
  const made = await db.execute<{ id: string; number: string }>(sql`
    insert into shipment (company_id, id, number, created_at, created_by_message)
    select company_id, id, 'SHP-' || nextval('shipment_number_seq'), created_at, created_by
    from json_to_recordset(${jsonParameter(rows)}::json) as given(company_id integer, id uuid, created_at timestamptz, created_by uuid)
    returning id, number`);
  return new Map(made.rows.map((row) => [row.id, row.number]));
}

/** Numbers of existing shipments, locked until commit so that one fold at a time writes each. Sorted, so that two never wait for each other. */
export async function lockShipments(
  db: Executor,
  companyId: number,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.execute<{ id: string; number: string }>(sql`
    select id, number from shipment
    where company_id = ${companyId} and id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(ids)}::json)))
    order by id for update`);
  return new Map(rows.map((row) => [row.id, row.number]));
}

export interface ReferenceRow {
  readonly companyId: number;
  readonly lookup: string;
  readonly type: ReferenceType;
  readonly shipmentId: string;
  readonly value: string;
  readonly scope: string | null;
}

/**
 * Adds to the index of references what is new and returns the look-up forms that were. Of two scopes of one number the smaller
 * counts, so that the order of arrival does not.
 */
export async function insertReferences(
  db: Executor,
  rows: readonly ReferenceRow[],
  addedAt: Date,
): Promise<string[]> {
  if (rows.length === 0) return [];
  const given = [...distinct(rows)].map((row) => ({
    company_id: row.companyId,
    lookup: row.lookup,
    type: row.type,
    shipment_id: row.shipmentId,
    value: row.value,
    scope: row.scope,
  }));
  const added = await db.execute<{ lookup: string }>(sql`
    insert into shipment_reference as known (company_id, lookup, type, shipment_id, value, scope, added_at)
    select company_id, lookup, type, shipment_id, value, scope, ${addedAt.toISOString()}::timestamptz
    from json_to_recordset(${jsonParameter(given)}::json) as given(company_id integer, lookup text, type text, shipment_id uuid, value text, scope text)
    order by lookup, type, shipment_id
    on conflict (company_id, lookup, type, shipment_id) do update set scope = least(known.scope, excluded.scope)
      where known.scope is distinct from least(known.scope, excluded.scope) returning lookup`);
  return added.rows.map((row) => row.lookup);
}

function distinct(rows: readonly ReferenceRow[]): Iterable<ReferenceRow> {
  const byKey = new Map<string, ReferenceRow>();
  for (const row of rows) {
    const key = `${row.shipmentId} ${row.type} ${row.lookup}`;
    const known = byKey.get(key);
    const [scope = null] = [known?.scope, row.scope].filter((one) => one != null).sort();
    byKey.set(key, { ...(known ?? row), scope });
  }
  return byKey.values();
}

/** Forgets every number of a shipment that is not among these. */
export async function keepReferences(
  db: Executor,
  companyId: number,
  shipmentId: string,
  rows: readonly ReferenceRow[],
): Promise<void> {
  const kept = [...distinct(rows)].map(({ type, lookup }) => ({ type, lookup }));
  await db.execute(sql`
    delete from shipment_reference r where r.company_id = ${companyId} and r.shipment_id = ${shipmentId} and not exists (
      select 1 from json_to_recordset(${jsonParameter(kept)}::json) as kept (type text, lookup text)
      where kept.type = r.type and kept.lookup = r.lookup)`);
}

/** All events of these shipments as the fold reads them, by shipment. */
export async function readTimelines(
  db: Executor,
  companyId: number,
  shipmentIds: readonly string[],
): Promise<Map<string, TimelineEvent[]>> {
  const timelines = new Map<string, TimelineEvent[]>();
  if (shipmentIds.length === 0) return timelines;
  const { rows } = await db.execute<RawTimelineRow>(sql`
    select shipment_id as "shipmentId", id, identity, milestone, classifier, (extract(epoch from occurred_at) * 1000)::float8 as "occurredAt",
      (extract(epoch from sent_at) * 1000)::float8 as "sentAt", (extract(epoch from received_at) * 1000)::float8 as "receivedAt",
      time_zone as "timeZone", place, stop_sequence as "stopSequence", reason_code as "reasonCode", reason_kind as "reasonKind",
      fault_party as "faultParty", refs, facts, voids_identity as "voidsIdentity", connection_id as "connectionId", code_list as "codeList",
      mapping_version as "mappingVersion", unentitled_under as "unentitledUnder"
    from event where company_id = ${companyId}
      and shipment_id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(shipmentIds)}::json)))`);
  for (const { shipmentId, reasonCode, reasonKind, faultParty, mappingVersion, ...row } of rows) {
    const timeline = timelines.get(shipmentId) ?? [];
    timelines.set(shipmentId, timeline);
    const reason =
      reasonCode === null
        ? null
        : { code: reasonCode, kind: reasonKind ?? "", party: faultParty ?? ("unknown" as const) };
    timeline.push({ ...row, reason, mappingRevision: mappingRevision(mappingVersion) });
  }
  return timelines;
}

type RawTimelineRow = Omit<TimelineEvent, "reason" | "mappingRevision"> &
  Record<string, unknown> & {
    shipmentId: string;
    reasonCode: string | null;
    reasonKind: string | null;
    faultParty: EventRow["faultParty"];
    mappingVersion: string;
  };

/** A recorded row as the fold reads it, without a round trip. */
export function toTimelineEvent(row: EventRow): TimelineEvent {
  return {
    id: row.id,
    identity: row.identity,
    milestone: row.milestone,
    classifier: row.classifier,
    occurredAt: row.occurredAt.getTime(),
    sentAt: row.sentAt?.getTime() ?? null,
    receivedAt: row.receivedAt.getTime(),
    timeZone: row.timeZone,
    place: row.place,
    stopSequence: row.stopSequence,
    refs: row.refs,
    facts: row.facts,
    voidsIdentity: row.voidsIdentity,
    connectionId: row.connectionId,
    codeList: row.codeList,
    unentitledUnder: row.unentitledUnder,
    reason:
      row.reasonCode === null
        ? null
        : { code: row.reasonCode, kind: row.reasonKind ?? "", party: row.faultParty ?? "unknown" },
    mappingRevision: mappingRevision(row.mappingVersion),
  };
}

/** "x12/2+7" → 2,000,007: a newer default map outranks any override count of the one before. */
export function mappingRevision(version: string): number {
  const match = /\/(\d+)\+(\d+)$/.exec(version);
  return match ? Number(match[1]) * 1_000_000 + Number(match[2]) : 0;
}
