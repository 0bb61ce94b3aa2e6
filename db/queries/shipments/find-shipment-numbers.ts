import { and, asc, eq, gte, lt } from "drizzle-orm";
import type { Executor } from "../../client";
import { shipment } from "../../schema/shipment";
import { AFTER_EVERY_TEXT } from "./find-references";

/** Shipments whose number begins with `prefix`, in order. */
export async function findShipmentNumbers(db: Executor, companyId: number, prefix: string, limit: number) {
  return db
    .select({ shipmentId: shipment.id, number: shipment.number })
    .from(shipment)
    .where(
      and(
        eq(shipment.companyId, companyId),
        gte(shipment.number, prefix),
        lt(shipment.number, prefix + AFTER_EVERY_TEXT),
      ),
    )
    .orderBy(asc(shipment.number))
    .limit(limit);
}
