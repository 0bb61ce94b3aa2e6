import { and, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { shipment } from "../../schema/shipment";

/** The shipment of that number; undefined where there is none. */
export async function findShipmentId(
  db: Executor,
  companyId: number,
  number: string,
): Promise<string | undefined> {
  const [row] = await db
    .select({ id: shipment.id })
    .from(shipment)
    .where(and(eq(shipment.companyId, companyId), eq(shipment.number, number)));
  return row?.id;
}
