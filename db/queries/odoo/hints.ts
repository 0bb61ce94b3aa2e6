import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";
import type { OdooOwner } from "./odoo-connection";

export interface DueHint {
  readonly model: string;
  readonly odooId: number;
  /** To the microsecond, as text: the same record hinted at again meanwhile has another one. */
  readonly readAfter: string;
}

export async function selectDueHints(
  db: Executor,
  owner: OdooOwner,
  now: Date,
  limit: number,
): Promise<DueHint[]> {
  const { rows } = await db.execute<DueHint & Record<string, unknown>>(sql`
    select model, odoo_id as "odooId", read_after::text as "readAfter" from odoo_hint
    where company_id = ${owner.companyId} and connection_id = ${owner.connectionId} and read_after <= ${now.toISOString()}::timestamptz
    order by read_after limit ${limit}`);
  return rows;
}

/** Strikes hints that were followed. One that came again since they were read stays. */
export async function deleteHints(db: Executor, owner: OdooOwner, hints: readonly DueHint[]): Promise<void> {
  if (hints.length === 0) return;
  const given = hints.map((hint) => ({
    model: hint.model,
    odoo_id: hint.odooId,
    read_after: hint.readAfter,
  }));
  await db.execute(sql`
    delete from odoo_hint h using json_to_recordset(${jsonParameter(given)}::json) as g(model text, odoo_id bigint, read_after timestamptz)
    where h.company_id = ${owner.companyId} and h.connection_id = ${owner.connectionId} and h.model = g.model and h.odoo_id = g.odoo_id
      and h.read_after = g.read_after`);
}
