import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";

/** The newest complete list of a warehouse. */
export interface CompleteList {
  readonly connectionId: string;
  readonly statedAt: Date;
  readonly messageId: string;
  readonly locations: readonly string[];
  /** Odoo was not searched yet for what this list leaves out. */
  readonly isNew: boolean;
}

export async function selectCompleteLists(db: Executor, companyId: number): Promise<CompleteList[]> {
  const { rows } = await db.execute<CompleteList & Record<string, unknown>>(sql`
    select connection_id as "connectionId", complete_stated_at as "statedAt", complete_message_id as "messageId",
      coalesce(locations, '[]') as locations, unlisted_due as "isNew"
    from stock_source where company_id = ${companyId} and complete_message_id is not null`);
  return rows.map((row) => ({ ...row, statedAt: new Date(row.statedAt) }));
}

/** The list was searched for; a newer one that came meanwhile is not. */
export async function markSearched(
  db: Executor,
  companyId: number,
  { connectionId, messageId }: CompleteList,
): Promise<void> {
  await db.execute(sql`
    update stock_source set unlisted_due = false
    where company_id = ${companyId} and connection_id = ${connectionId} and complete_message_id = ${messageId}`);
}

interface Search {
  readonly companyId: number;
  readonly odooConnectionId: string;
  readonly list: CompleteList;
  /** The list's locations in Odoo's words. */
  readonly places: readonly { readonly name: string; readonly code: string }[];
  /** Only these products of Odoo. Null: all. */
  readonly productIds: readonly string[] | null;
  readonly now: Date;
}

/**
 * What Odoo holds where a complete list speaks, and the list does not name, is stated as zero as of the list, to be compared at
 * once. Products without internal reference and barcode are left out: no warehouse could name them.
 */
export async function stateUnlisted(db: Executor, search: Search): Promise<void> {
  const { companyId, odooConnectionId, list, places, productIds, now } = search;
  if (places.length === 0 || productIds?.length === 0) return;
  const ours = (alias: string, model: string) => sql`${sql.raw(alias)}.company_id = ${companyId}
    and ${sql.raw(alias)}.connection_id = ${odooConnectionId} and ${sql.raw(alias)}.model = ${sql.raw(`'${model}'`)}`;
  const only = productIds
    ? sql`and q.values #>> '{product_id,0}' = any(array(select value from json_array_elements_text(${jsonParameter(productIds)}::json)))`
    : sql``;
  await db.execute(sql`
    with place as materialized (select name, code from json_to_recordset(${jsonParameter(places)}::json) as p(name text, code text)),
    held as (select p.values as product, coalesce(l.values ->> 'complete_name', q.values #>> '{location_id,1}') as location
      from odoo_record q
      join odoo_record p on ${ours("p", "product.product")} and p.odoo_id = (q.values #>> '{product_id,0}')::bigint
      left join odoo_record l on ${ours("l", "stock.location")} and l.odoo_id = (q.values #>> '{location_id,0}')::bigint
      where ${ours("q", "stock.quant")} and q.deleted_at is null ${only} and q.values -> 'quantity' <> '0'::jsonb),
    -- A location is what lies in it: by its ancestors each is one look-up, however many places there are.
    prefix as (select located.location, depth, array_to_string(parts[1:depth], '/') as name
      from (select distinct location, string_to_array(location, '/') as parts from held) located
      cross join lateral generate_series(1, cardinality(parts)) as depth),
    nearest as (select distinct on (prefix.location) prefix.location, place.name from prefix join place on place.name = prefix.name
      order by prefix.location, depth desc),
    named as (select distinct case when jsonb_typeof(product -> 'default_code') = 'string' then product ->> 'default_code' end as reference,
        case when jsonb_typeof(product -> 'barcode') = 'string' then product ->> 'barcode' end as barcode, nearest.name
      from held join nearest on nearest.location = held.location),
    said as materialized (select upper(s.product) as product, place.name from stock_statement s join place on place.code = s.location
      where s.company_id = ${companyId} and s.connection_id = ${list.connectionId})
    insert into stock_statement (company_id, connection_id, product, location, quantity, stated_at, message_id, unlisted, due_at)
    select distinct ${companyId}::integer, ${list.connectionId}::uuid, coalesce(n.reference, n.barcode),
      (select min(code) from place where place.name = n.name), 0, ${list.statedAt.toISOString()}::timestamptz, ${list.messageId}::uuid,
      true, ${now.toISOString()}::timestamptz
    from named n
    where coalesce(n.reference, n.barcode) is not null
      and not exists (select from said where said.name = n.name and said.product = upper(n.reference collate "C"))
      and not exists (select from said where said.name = n.name and said.product = upper(n.barcode collate "C"))
    on conflict (company_id, connection_id, product, location) do nothing`);
}
