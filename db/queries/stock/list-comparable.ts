import { sql } from "drizzle-orm";
import type { OdooSettings } from "@/lib/domain/odoo/connection";
import type { Executor } from "../../client";

/** An Odoo whose stock can be compared. */
export interface ComparableOdoo {
  readonly companyId: number;
  readonly connectionId: string;
  /** As stored; settings newer than the row are missing from it. */
  readonly settings: Partial<OdooSettings>;
  readonly sweptAt: Date | null;
}

/**
 * Odoo connections that are switched on, whose products, locations and quants are loaded, and whose quants were read since
 * `readSince`: against an Odoo half loaded or long unheard, everything would differ. Oldest first.
 */
export async function listComparable(db: Executor, readSince: Date): Promise<ComparableOdoo[]> {
  const { rows } = await db.execute<ComparableOdoo & Record<string, unknown>>(sql`
    select o.company_id as "companyId", o.connection_id as "connectionId", o.settings, k.swept_at as "sweptAt"
    from odoo_connection o
    join connection c on c.id = o.connection_id and c.company_id = o.company_id and c.enabled
    left join stock_comparison k on k.company_id = o.company_id and k.connection_id = o.connection_id
    where (select count(*) = 3 and bool_and(p.model <> 'stock.quant' or p.polled_at >= ${readSince.toISOString()}::timestamptz)
      from odoo_pull p where p.company_id = o.company_id and p.connection_id = o.connection_id and p.loaded_at is not null
        and p.model in ('product.product', 'stock.location', 'stock.quant'))
    order by o.company_id, c.created_at, c.id`);
  return rows.map((row) => ({ ...row, sweptAt: row.sweptAt && new Date(row.sweptAt) }));
}
