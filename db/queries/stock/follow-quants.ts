import { sql } from "drizzle-orm";
import type { QuantPosition } from "@/lib/domain/stock/discrepancy";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";
import type { StatementKey } from "./read-statements";

interface Owner {
  readonly companyId: number;
  readonly connectionId: string;
}

export interface Followed {
  readonly seen: QuantPosition | null;
  readonly settled: QuantPosition | null;
}

/** Where the comparison stands with this Odoo, locked until commit. Undefined: another worker is at it. */
export async function lockComparison(db: Executor, owner: Owner): Promise<Followed | undefined> {
  await db.execute(sql`
    insert into stock_comparison (company_id, connection_id) values (${owner.companyId}, ${owner.connectionId}) on conflict do nothing`);
  const { rows } = await db.execute<Followed & Record<string, unknown>>(sql`
    select seen, settled from stock_comparison where company_id = ${owner.companyId} and connection_id = ${owner.connectionId}
    for update skip locked`);
  return rows[0];
}

export async function moveComparison(db: Executor, owner: Owner, { seen, settled }: Followed): Promise<void> {
  await db.execute(sql`
    update stock_comparison set seen = ${jsonParameter(seen)}::jsonb, settled = ${jsonParameter(settled)}::jsonb
    where company_id = ${owner.companyId} and connection_id = ${owner.connectionId}`);
}

export interface ChangedQuant extends QuantPosition {
  readonly productId: string | null;
}

/** Quants changed after a position and not after `until`, in the order they were read from Odoo. */
export async function selectChangedQuants(
  db: Executor,
  owner: Owner,
  page: { readonly after: QuantPosition | null; readonly until: Date; readonly limit: number },
): Promise<ChangedQuant[]> {
  const { changedAt, odooId } = page.after ?? { changedAt: "-infinity", odooId: 0 };
  const { rows } = await db.execute<ChangedQuant & Record<string, unknown>>(sql`
    select odoo_id as "odooId", changed_at::text as "changedAt", "values" #>> '{product_id,0}' as "productId" from odoo_record
    where company_id = ${owner.companyId} and connection_id = ${owner.connectionId} and model = 'stock.quant'
      and (changed_at, odoo_id) > (${changedAt}::timestamptz, ${odooId}::bigint) and changed_at <= ${page.until.toISOString()}::timestamptz
    order by changed_at, odoo_id limit ${page.limit}`);
  return rows;
}

/** What warehouses state of these products of Odoo, named by internal reference or barcode, whatever the case. */
export async function selectKeysOfProducts(
  db: Executor,
  owner: Owner,
  productIds: readonly string[],
): Promise<StatementKey[]> {
  if (productIds.length === 0) return [];
  const { rows } = await db.execute<StatementKey & Record<string, unknown>>(sql`
    select distinct s.connection_id as "connectionId", s.product
    from json_array_elements_text(${jsonParameter(productIds)}::json) as id
    join odoo_record p on p.company_id = ${owner.companyId} and p.connection_id = ${owner.connectionId}
      and p.model = 'product.product' and p.odoo_id = id::bigint
    cross join lateral (values (p.values ->> 'default_code'), (p.values ->> 'barcode')) as named(code)
    join stock_statement s on s.company_id = ${owner.companyId} and upper(s.product) = upper(named.code collate "C")`);
  return rows;
}

/** Claims the pass over all statements, at most one an hour whoever runs it. False: not due, or another worker took it. */
export async function claimSweep(db: Executor, owner: Owner, now: Date, before: Date): Promise<boolean> {
  const { rows } = await db.execute(sql`
    insert into stock_comparison as k (company_id, connection_id, swept_at)
    values (${owner.companyId}, ${owner.connectionId}, ${now.toISOString()}::timestamptz)
    on conflict (company_id, connection_id) do update set swept_at = excluded.swept_at
      where k.swept_at is null or k.swept_at < ${before.toISOString()}::timestamptz
    returning 1`);
  return rows.length > 0;
}
