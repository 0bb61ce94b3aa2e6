import { sql } from "drizzle-orm";
import type { Transaction } from "../../client";

export interface DueShipment {
  readonly companyId: number;
  readonly shipmentId: string;
  readonly number: string;
}

/**
 * Shipments whose verdict the clock alone has changed, taken for this transaction. The shipment is locked as a batch locks it: what
 * one of the two counts as "before" must be what the other left.
 */
export async function takeDue(tx: Transaction, now: Date, limit: number): Promise<DueShipment[]> {
  const { rows } = await tx.execute<DueShipment & Record<string, unknown>>(sql`
    select s.company_id as "companyId", s.shipment_id as "shipmentId", s.number
    from shipment_state s join shipment on shipment.company_id = s.company_id and shipment.id = s.shipment_id
    where s.recheck_at is not null and s.recheck_at <= ${now.toISOString()}::timestamptz
    order by s.recheck_at limit ${limit} for update skip locked`);
  return rows;
}
