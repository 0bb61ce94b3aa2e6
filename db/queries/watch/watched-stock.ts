import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";
import type { WatchPosition } from "./watch-cursor";

export interface WatchedShelf extends WatchPosition {
  readonly companyId: number;
  /** One key a shelf: both connections, the location and the product. */
  readonly shelf: string;
  readonly connectionId: string;
  readonly label: string;
  readonly product: string;
  readonly productName: string | null;
  /** Null: nothing differs there now. */
  readonly openedAt: string | null;
  readonly odooQuantity: string;
  readonly statedQuantity: string;
  readonly unit: string | null;
}

const SHELF = sql`(d.odoo_connection_id || ' ' || d.connection_id || ' ' || d.location || ' ' || d.product)`;

/** The shelves at which a difference changed since, up to a moment, each with the difference that is open there now. */
export async function changedShelves(
  db: Executor,
  from: WatchPosition,
  upTo: Date,
  limit: number,
): Promise<WatchedShelf[]> {
  return select(
    db,
    sql`(select * from stock_discrepancy where (changed_at, id) > (${from.changedAt}::timestamptz, ${from.subjectId}::uuid)
      and changed_at <= ${upTo.toISOString()}::timestamptz order by changed_at, id limit ${limit})`,
  );
}

/** Open differences of which no rule has told, and shelves a rule holds to differ that do not. For the full pass. */
export async function missedShelves(db: Executor, companyId: number, limit: number): Promise<WatchedShelf[]> {
  const found = await db.execute<{ id: string }>(sql`
    select d.id from stock_discrepancy d where d.company_id = ${companyId} and d.closed_at is null and not exists (
      select from exception e where e.company_id = ${companyId} and e.subject_kind = 'stock' and e.subject_id = ${SHELF} and e.cause_holds = 1)
    limit ${limit}`);
  const ids = found.rows.map(({ id }) => id);
  const agreed = await db.execute<WatchedShelf & Record<string, unknown>>(sql`
    select ${companyId}::integer as "companyId", e.id as "subjectId", e.changed_at::text as "changedAt", e.subject_id as shelf,
      e.connection_id as "connectionId", e.subject_label as label, '' as product, null as "productName", null as "openedAt",
      '0' as "odooQuantity", '0' as "statedQuantity", null as unit
    from exception e where e.company_id = ${companyId} and e.subject_kind = 'stock' and e.cause_holds = 1 and not exists (
      select from stock_discrepancy d where d.company_id = ${companyId} and d.closed_at is null and ${SHELF} = e.subject_id)
    limit ${limit}`);
  if (ids.length === 0) return agreed.rows;
  const open = await select(
    db,
    sql`(select * from stock_discrepancy where company_id = ${companyId}
      and id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(ids)}::json))))`,
  );
  return [...open, ...agreed.rows];
}

async function select(db: Executor, source: ReturnType<typeof sql>): Promise<WatchedShelf[]> {
  const { rows } = await db.execute<WatchedShelf & Record<string, unknown>>(sql`
    select d.company_id as "companyId", d.id as "subjectId", d.changed_at::text as "changedAt", ${SHELF} as shelf,
      d.connection_id as "connectionId", d.product || ', ' || d.location as label, d.product, d.product_name as "productName", now.opened_at::text as "openedAt",
      coalesce(now.odoo_quantity, d.odoo_quantity)::text as "odooQuantity", coalesce(now.stated_quantity, d.stated_quantity)::text as "statedQuantity",
      d.unit
    from ${source} d left join stock_discrepancy now on now.company_id = d.company_id and now.odoo_connection_id = d.odoo_connection_id
      and now.connection_id = d.connection_id and now.product = d.product and now.location = d.location and now.closed_at is null
    order by d.changed_at, d.id`);
  return rows;
}
