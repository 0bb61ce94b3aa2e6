import { and, asc, eq, inArray } from "drizzle-orm";
import type { Executor } from "../../client";
import { shipmentReference, shipmentState } from "../../schema/shipment";

/** What a person tells shipments apart by. */
export async function selectShipmentSummaries(db: Executor, companyId: number, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .select({
      id: shipmentState.shipmentId,
      number: shipmentState.number,
      status: shipmentState.status,
      open: shipmentState.open,
      customer: shipmentState.customer,
      carrier: shipmentState.carrier,
      origin: shipmentState.origin,
      destination: shipmentState.destination,
      pickupAt: shipmentState.pickupAt,
      deliveryDueAt: shipmentState.deliveryDueAt,
      deliveredAt: shipmentState.deliveredAt,
      lastEventAt: shipmentState.lastEventAt,
    })
    .from(shipmentState)
    .where(and(eq(shipmentState.companyId, companyId), inArray(shipmentState.shipmentId, [...ids])))
    .orderBy(asc(shipmentState.number));
}

/** The numbers these shipments carry, some of each. */
export async function selectReferencesOf(
  db: Executor,
  companyId: number,
  ids: readonly string[],
  limit: number,
) {
  if (ids.length === 0) return [];
  return db
    .select({
      shipmentId: shipmentReference.shipmentId,
      type: shipmentReference.type,
      value: shipmentReference.value,
      lookup: shipmentReference.lookup,
    })
    .from(shipmentReference)
    .where(and(eq(shipmentReference.companyId, companyId), inArray(shipmentReference.shipmentId, [...ids])))
    .limit(limit);
}
