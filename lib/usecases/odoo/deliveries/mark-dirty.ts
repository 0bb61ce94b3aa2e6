import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { jsonParameter } from "@/db/json";

/**
 * Marks every delivery and receipt whose story these changed records are part of, in the transaction that stored them. `changed`: model → Odoo ids.
 */
export async function markDirtyDeliveries(
  tx: Transaction,
  owner: { readonly companyId: number; readonly connectionId: string },
  changed: ReadonlyMap<string, readonly number[]>,
  now: Date,
): Promise<void> {
  const pickings = changed.get("stock.picking") ?? [];
  if (pickings.length === 0) return;
  await tx.execute(sql`
    insert into odoo_delivery (company_id, connection_id, picking_id, dirty_at)
    select ${owner.companyId}::integer, ${owner.connectionId}::uuid, value::bigint, ${now}::timestamptz
    from json_array_elements_text(${jsonParameter(pickings)}::json)
    on conflict (company_id, connection_id, picking_id) do update set dirty_at = excluded.dirty_at`);
}
