import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";
import type { carrierInvoiceFact } from "../../schema/inbox";
import { markReadInvoices } from "../freight/marks";

export interface UnmappedSighting {
  readonly connectionId: string;
  readonly codeList: string;
  readonly code: string;
  readonly count: number;
  readonly messageId: string;
}

/** Counts codes no map knows, for the person who maps them. */
export async function countUnmapped(
  db: Executor,
  companyId: number,
  sightings: readonly UnmappedSighting[],
  now: Date,
): Promise<void> {
  if (sightings.length === 0) return;
  const rows = sightings.map((row) => ({
    connection_id: row.connectionId,
    code_list: row.codeList,
    code: row.code,
    count: row.count,
    message_id: row.messageId,
  }));
  await db.execute(sql`
    insert into unmapped_code (company_id, connection_id, code_list, code, count, first_seen_at, last_seen_at, example_message_id)
    select ${companyId}, connection_id, code_list, code, count, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz, message_id
    from json_to_recordset(${jsonParameter(rows)}::json) as given(connection_id uuid, code_list text, code text, count bigint, message_id uuid)
    order by connection_id, code_list, code
    on conflict (company_id, connection_id, code_list, code) do update set count = unmapped_code.count + excluded.count,
      last_seen_at = excluded.last_seen_at, example_message_id = excluded.example_message_id`);
}

export async function upsertInvoiceFacts(
  db: Executor,
  rows: readonly (typeof carrierInvoiceFact.$inferInsert)[],
): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map((row) => ({
    company_id: row.companyId,
    message_id: row.messageId,
    document: row.document,
    position: row.position,
    connection_id: row.connectionId,
    number: row.number,
    carrier: row.carrier,
    invoice: row.invoice,
    shipment_id: row.shipmentId,
  }));
  await db.execute(sql`
    insert into carrier_invoice_fact (company_id, message_id, document, position, connection_id, number, carrier, invoice, shipment_id)
    select * from json_to_recordset(${jsonParameter(given)}::json) as given(company_id integer, message_id uuid, document integer, position integer,
      connection_id uuid, number text, carrier text, invoice jsonb, shipment_id uuid)
    on conflict (company_id, message_id, document, position) do update set invoice = excluded.invoice, number = excluded.number,
      carrier = excluded.carrier, shipment_id = coalesce(excluded.shipment_id, carrier_invoice_fact.shipment_id)`);
  await markReadInvoices(db, rows);
}

/** Operation keys of these that already have their answer. */
export async function knownOutbound(
  db: Executor,
  companyId: number,
  operationKeys: readonly string[],
): Promise<Set<string>> {
  if (operationKeys.length === 0) return new Set();
  const { rows } = await db.execute<{ key: string }>(sql`
    select operation_key as key from outbound_message where company_id = ${companyId}
      and operation_key = any(array(select value collate "C" from json_array_elements_text(${jsonParameter(operationKeys)}::json)))`);
  return new Set(rows.map((row) => row.key));
}

/** The next `count` interchange control numbers (X12 I12, nine digits). */
export async function nextControlNumbers(db: Executor, count: number): Promise<number[]> {
  const { rows } = await db.execute<{ n: number }>(
    sql`select nextval('interchange_control_seq') as n from generate_series(1, ${count})`,
  );
  return rows.map((row) => Number(row.n));
}
