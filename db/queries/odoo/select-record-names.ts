import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";

export interface RecordAddress {
  readonly connectionId: string;
  readonly model: string;
  readonly odooId: number;
}

/** Names of mirrored records, by `connection model id`; those we do not hold are left out. One primary-key look-up each. */
export async function selectRecordNames(
  db: Executor,
  companyId: number,
  asked: readonly RecordAddress[],
): Promise<ReadonlyMap<string, string>> {
  if (asked.length === 0) return new Map();
  const parameter = jsonParameter(
    asked.map(({ connectionId, model, odooId }) => ({ connection_id: connectionId, model, odoo_id: odooId })),
  );
  const { rows } = await db.execute<{
    connectionId: string;
    model: string;
    odooId: number;
    name: string;
  }>(sql`
    select r.connection_id as "connectionId", r.model, r.odoo_id as "odooId", r.name
    from json_to_recordset(${parameter}::json) as asked(connection_id uuid, model text, odoo_id bigint)
    cross join lateral (select * from odoo_record r where r.company_id = ${companyId}
      and r.connection_id = asked.connection_id and r.model = asked.model collate "C"
      and r.odoo_id = asked.odoo_id and r.name is not null limit 1) r`);
  return new Map(rows.map((row) => [recordKey(row), row.name]));
}

export function recordKey({ connectionId, model, odooId }: RecordAddress): string {
  return `${connectionId} ${model} ${odooId}`;
}
