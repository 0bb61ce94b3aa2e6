import { eq, sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { shipmentCount } from "../../schema/shipment";

/** The kept counts of a company by key (`attention:late`, `stage:in_transit`, `open`, `all`), slots added up. */
export async function selectShipmentCounts(db: Executor, companyId: number): Promise<Map<string, number>> {
  const rows = await db
    .select({ key: shipmentCount.key, count: sql<number>`sum(${shipmentCount.count})::bigint` })
    .from(shipmentCount)
    .where(eq(shipmentCount.companyId, companyId))
    .groupBy(shipmentCount.key);
  return new Map(rows.map((row) => [row.key, Number(row.count)]));
}
