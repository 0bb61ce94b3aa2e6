import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

/**
 * Messages that wait for a reference beginning with `lookup`, and messages with events on the shipments such a reference names
 * exactly. Each part is an index range and stops at `limit`.
 */
export async function findMessageIdsByReference(
  db: Executor,
  { companyId, lookup, limit }: { companyId: number; lookup: string; limit: number },
): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    (select message_id as id from waiting_reference
      where company_id = ${companyId} and lookup >= ${lookup} and lookup < ${`${lookup}\u{10FFFF}`} limit ${limit})
    union
    (select e.message_id from (select distinct shipment_id from shipment_reference
        where company_id = ${companyId} and lookup = ${lookup} limit 20) s
      join event e on e.company_id = ${companyId} and e.shipment_id = s.shipment_id limit ${limit})`);
  return rows.map((row) => row.id);
}
