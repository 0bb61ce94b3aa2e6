import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";

export interface Hint {
  readonly model: string;
  readonly odooId: number;
}

/** Asks for these records to be read again, at the earliest after `readAfter`. One already asked for stays asked for once, read later. */
export async function insertHints(
  db: Executor,
  owner: { readonly companyId: number; readonly connectionId: string },
  hints: readonly Hint[],
  at: { readonly hintedAt: Date; readonly readAfter: Date },
): Promise<void> {
  if (hints.length === 0) return;
  await db.execute(sql`
    insert into odoo_hint (company_id, connection_id, model, odoo_id, hinted_at, read_after)
    select distinct ${owner.companyId}::integer, ${owner.connectionId}::uuid, model, odoo_id, ${at.hintedAt}::timestamptz, ${at.readAfter}::timestamptz
    from json_to_recordset(${jsonParameter(hints.map(({ model, odooId }) => ({ model, odoo_id: odooId })))}::json)
      as asked(model text, odoo_id bigint)
    on conflict (company_id, connection_id, model, odoo_id) do update set read_after = excluded.read_after`);
}
