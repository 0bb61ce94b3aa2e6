import type { Executor } from "@/db/client";
import { type OrderAmount, selectOrderAmounts } from "@/db/queries/watch/order-amounts";
import type { Stake } from "@/lib/domain/exception/finding";
import { stakeOf } from "@/lib/domain/exception/stake";

/** What is at stake with each of these shipments, by its orders in the mirror; one without an order is left out. */
export async function stakesOf(
  db: Executor,
  companyId: number,
  shipmentIds: readonly string[],
): Promise<Map<string, Stake>> {
  const amounts = await selectOrderAmounts(db, companyId, shipmentIds);
  const byShipment = new Map<string, OrderAmount[]>();
  for (const amount of amounts)
    byShipment.set(amount.shipmentId, [...(byShipment.get(amount.shipmentId) ?? []), amount]);
  const stakes = new Map<string, Stake>();
  for (const [shipmentId, own] of byShipment) {
    const stake = stakeOf(own);
    if (stake) stakes.set(shipmentId, stake);
  }
  return stakes;
}
