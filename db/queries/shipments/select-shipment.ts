import { and, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { shipment, shipmentState } from "../../schema/shipment";

/** One shipment by the number people say; its state is null until its first events are folded. */
export async function selectShipment(db: Executor, companyId: number, number: string) {
  const [row] = await db
    .select({
      id: shipment.id,
      number: shipment.number,
      createdAt: shipment.createdAt,
      attention: shipmentState.attentionKind,
      boardKey: shipmentState.boardKey,
      version: shipmentState.version,
      view: shipmentState.view,
    })
    .from(shipment)
    .leftJoin(
      shipmentState,
      and(eq(shipmentState.companyId, shipment.companyId), eq(shipmentState.shipmentId, shipment.id)),
    )
    .where(and(eq(shipment.companyId, companyId), eq(shipment.number, number)))
    .limit(1);
  return row;
}
