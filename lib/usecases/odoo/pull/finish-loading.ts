import type { Transaction } from "@/db/client";
import { markAllOrders } from "@/db/queries/billing/mark-orders";
import { markDeliveries } from "@/db/queries/odoo/deliveries";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { isLoading, lockLoading, selectDeliveriesToTell } from "@/db/queries/odoo/pull-loading";
import { REFUSALS } from "./refusals";

/**
 * Called when the load of a model has ended, one way or the other: with the last of them every delivery is told once, those that are there no more and
 * were told before included, and every order is looked at for what it has open. During the first load of a connection nothing is marked: each delivery
 * would be told anew with every page of its orders, moves and invoices.
 *
 * @returns how many deliveries were marked.
 */
export async function finishLoading(tx: Transaction, owner: OdooOwner, now: Date): Promise<number> {
  await lockLoading(tx, owner, "exclusive");
  if (await isLoading(tx, owner, REFUSALS)) return 0;
  const pickings = await selectDeliveriesToTell(tx, owner);
  // They are all there are. Walking to those behind them would read a mirror the planner still takes for empty, at every step whole.
  if (pickings.length > 0) await markDeliveries(tx, owner, pickings, now);
  await markAllOrders(tx, owner.companyId, now);
  return pickings.length;
}
