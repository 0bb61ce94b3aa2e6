import { and, eq, inArray } from "drizzle-orm";
import type { Executor } from "../../client";
import { shipmentState } from "../../schema/shipment";
import { boardColumns } from "./select-board-page";

/** Rows by shipment, wherever on the board they are now. */
export async function selectBoardRows(db: Executor, companyId: number, shipmentIds: readonly string[]) {
  if (shipmentIds.length === 0) return [];
  return db
    .select(boardColumns)
    .from(shipmentState)
    .where(and(eq(shipmentState.companyId, companyId), inArray(shipmentState.shipmentId, [...shipmentIds])));
}
