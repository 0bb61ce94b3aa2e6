import { and, asc, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { shipmentReference } from "../../schema/shipment";

/** Every number that names one shipment, oldest first. */
export async function selectShipmentReferences(
  db: Executor,
  companyId: number,
  shipmentId: string,
  limit: number,
) {
  return db
    .select({
      type: shipmentReference.type,
      value: shipmentReference.value,
      lookup: shipmentReference.lookup,
      scope: shipmentReference.scope,
    })
    .from(shipmentReference)
    .where(and(eq(shipmentReference.companyId, companyId), eq(shipmentReference.shipmentId, shipmentId)))
    .orderBy(asc(shipmentReference.addedAt), asc(shipmentReference.lookup))
    .limit(limit);
}
