import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

export interface ShipmentDelivery {
  readonly connectionId: string;
  readonly pickingId: number;
  readonly name: string;
  /** Odoo's `res.company`. */
  readonly odooCompanyId: number;
  readonly trackingReference: string | null;
}

const MOST = 20;

/** The outgoing deliveries of Odoo a shipment is, by the names its timeline carries; only of Odoos that told something about it and that Milepost may write to. */
export async function selectShipmentDeliveries(
  db: Executor,
  companyId: number,
  shipmentId: string,
): Promise<ShipmentDelivery[]> {
  const { rows } = await db.execute<ShipmentDelivery & Record<string, unknown>>(sql`
    select o.connection_id as "connectionId", o.odoo_id::float8 as "pickingId", o.name, o.odoo_company_id::float8 as "odooCompanyId",
      nullif(o.values ->> 'carrier_tracking_ref', 'false') as "trackingReference"
    from shipment_reference r
    join lateral (
      select distinct e.connection_id from event e where e.company_id = r.company_id and e.shipment_id = r.shipment_id and e.code_list like 'odoo-%'
    ) told on true
    join odoo_record o on o.company_id = r.company_id and o.connection_id = told.connection_id and o.model = 'stock.picking' and o.name = r.value
      and o.deleted_at is null and o.odoo_company_id is not null
    join odoo_connection w on w.company_id = o.company_id and w.connection_id = o.connection_id and w.actor_key_sealed is not null
    where r.company_id = ${companyId} and r.shipment_id = ${shipmentId} and r.type = 'delivery_note'
    order by o.connection_id, o.odoo_id limit ${MOST}`);
  return rows;
}

/** Whether Milepost has a key to write to any Odoo of the company. */
export async function mayWriteToOdoo(db: Executor, companyId: number): Promise<boolean> {
  const { rows } = await db.execute(
    sql`select from odoo_connection where company_id = ${companyId} and actor_key_sealed is not null limit 1`,
  );
  return rows.length > 0;
}
