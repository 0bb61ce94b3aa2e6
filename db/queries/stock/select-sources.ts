import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

export interface StoredWarehouse {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly statedAt: string | null;
  readonly completeAt: string | null;
  readonly messageId: string | null;
  readonly openCount: number;
}

/** Warehouses that state stock, or are set up to, those longest silent first. None counts beyond `limit` open discrepancies. */
export async function selectWarehouses(
  db: Executor,
  companyId: number,
  dialects: readonly string[],
  limit: number,
): Promise<StoredWarehouse[]> {
  const { rows } = await db.execute<StoredWarehouse & Record<string, unknown>>(sql`
    select c.id, c.name, c.enabled, s.stated_at::text as "statedAt", s.complete_stated_at::text as "completeAt", s.message_id as "messageId",
      (select count(*)::int from (select from stock_discrepancy d where d.company_id = ${companyId} and d.connection_id = c.id
        and d.closed_at is null limit ${limit}) bounded) as "openCount"
    from connection c left join stock_source s on s.company_id = c.company_id and s.connection_id = c.id
    where c.company_id = ${companyId} and (s.connection_id is not null or c.dialect = any(${sql.param([...dialects])}::text[]))
    order by s.stated_at nulls first, c.name`);
  return rows;
}

export interface StoredOdooState {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly isLoaded: boolean;
  readonly readAt: string | null;
}

/** How the company's Odoos stand with their products, locations and quants. */
export async function selectOdooStates(db: Executor, companyId: number): Promise<StoredOdooState[]> {
  const { rows } = await db.execute<StoredOdooState & Record<string, unknown>>(sql`
    select c.id, c.name, c.enabled, coalesce(p.loaded, 0) = 3 as "isLoaded", p.read_at::text as "readAt"
    from odoo_connection o join connection c on c.id = o.connection_id and c.company_id = o.company_id
    left join lateral (select count(loaded_at) as loaded, max(polled_at) filter (where model = 'stock.quant') as read_at
      from odoo_pull where company_id = o.company_id and connection_id = o.connection_id
        and model in ('product.product', 'stock.location', 'stock.quant')) p on true
    where o.company_id = ${companyId} order by c.name`);
  return rows;
}

export async function countOpen(db: Executor, companyId: number, limit: number): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (select from stock_discrepancy where company_id = ${companyId} and closed_at is null
      limit ${limit}) bounded`);
  return rows[0]?.count ?? 0;
}
