import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";

interface Owner {
  readonly companyId: number;
  readonly connectionId: string;
}

/** A quant of a product a warehouse names by `code`; one row without a location where Odoo holds nothing of it. */
export interface OdooStockRow {
  readonly code: string;
  readonly productId: number;
  readonly productName: string | null;
  /** `complete_name`. */
  readonly location: string | null;
  readonly quantity: number | null;
  /** Naive UTC, as Odoo writes it. */
  readonly writeDate: string | null;
}

/**
 * What Odoo's mirror holds of these products. A code is an internal reference, else a barcode; two products of one code are one
 * to the warehouse. Codes Odoo does not know give no row.
 */
export async function readOdooStock(
  db: Executor,
  { companyId, connectionId }: Owner,
  codes: readonly string[],
): Promise<OdooStockRow[]> {
  if (codes.length === 0) return [];
  const ours = (alias: string, model: string) => sql`${sql.raw(alias)}.company_id = ${companyId}
    and ${sql.raw(alias)}.connection_id = ${connectionId} and ${sql.raw(alias)}.model = ${sql.raw(`'${model}'`)}`;
  const named = (field: string) => sql`upper(p.values ->> ${sql.raw(`'${field}'`)}) = upper(a.code)
    and jsonb_typeof(p.values -> ${sql.raw(`'${field}'`)}) = 'string'`;
  const { rows } = await db.execute<OdooStockRow & Record<string, unknown>>(sql`
    with asked as (select distinct value as code from json_array_elements_text(${jsonParameter(codes)}::json)),
    by_reference as materialized (select a.code, p.odoo_id, p.values from asked a join odoo_record p
      on ${ours("p", "product.product")} and p.deleted_at is null and ${named("default_code")}),
    product as (select * from by_reference union all
      select a.code, p.odoo_id, p.values from asked a join odoo_record p
        on ${ours("p", "product.product")} and p.deleted_at is null and ${named("barcode")}
      where not exists (select from by_reference r where r.code = a.code))
    select p.code, p.odoo_id as "productId", p.values ->> 'name' as "productName",
      coalesce(l.values ->> 'complete_name', q.values #>> '{location_id,1}') as location,
      case when jsonb_typeof(q.values -> 'quantity') = 'number' then (q.values ->> 'quantity')::double precision end as quantity,
      q.write_date as "writeDate"
    from product p
    left join odoo_record q on ${ours("q", "stock.quant")} and q.deleted_at is null and q.values #>> '{product_id,0}' = p.odoo_id::text
    left join odoo_record l on ${ours("l", "stock.location")} and l.odoo_id = (q.values #>> '{location_id,0}')::bigint
    order by p.code, p.odoo_id`);
  return rows;
}

/** Which of these are names of Odoo's locations. */
export async function findLocations(
  db: Executor,
  { companyId, connectionId }: Owner,
  names: readonly string[],
): Promise<Set<string>> {
  const { rows } = await db.execute<{ name: string }>(sql`
    select distinct "values" ->> 'complete_name' as name from odoo_record
    where company_id = ${companyId} and connection_id = ${connectionId} and model = 'stock.location' and deleted_at is null
      and "values" ->> 'complete_name' = any(array(select value from json_array_elements_text(${jsonParameter(names)}::json)))`);
  return new Set(rows.map((row) => row.name));
}
