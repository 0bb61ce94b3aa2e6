import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";

export interface OrderAmount {
  readonly shipmentId: string;
  /** Decimal text, as Odoo gave it. */
  readonly amount: string;
  readonly currency: string;
}

/**
 * What the sales orders behind these shipments come to, as the mirror holds them: those their events name, and those of the deliveries their events
 * name. An order that two deliveries of one shipment share counts once.
 */
export async function selectOrderAmounts(
  db: Executor,
  companyId: number,
  shipmentIds: readonly string[],
): Promise<OrderAmount[]> {
  if (shipmentIds.length === 0) return [];
  const { rows } = await db.execute<OrderAmount & Record<string, unknown>>(sql`
    with named as (
      select distinct e.shipment_id, e.connection_id, named.parts[1] as model, named.parts[2]::bigint as id
      from event e cross join lateral regexp_match(e.at, '^\\$\\.records\\["(sale\\.order|stock\\.picking),(\\d{1,18})"\\]') as named(parts)
      where e.company_id = ${companyId} and e.code_list like 'odoo-%' and named.parts is not null
        and e.shipment_id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(shipmentIds)}::json)))),
    ordered as (
      select shipment_id, connection_id, id as order_id from named where model = 'sale.order'
      union
      select n.shipment_id, n.connection_id, l.target_id from named n join odoo_link l on l.company_id = ${companyId}
        and l.connection_id = n.connection_id and l.model = 'stock.picking' and l.odoo_id = n.id and l.field = 'sale_id'
      where n.model = 'stock.picking')
    select o.shipment_id as "shipmentId", r.values ->> 'amount_total' as amount, r.values -> 'currency_id' ->> 1 as currency
    from ordered o join odoo_record r on r.company_id = ${companyId} and r.connection_id = o.connection_id and r.model = 'sale.order'
      and r.odoo_id = o.order_id
    where r.deleted_at is null and r.values ->> 'state' <> 'cancel' and jsonb_typeof(r.values -> 'amount_total') = 'number'
      and jsonb_typeof(r.values -> 'currency_id') = 'array'`);
  return rows;
}
