import type { Transaction } from "@/db/client";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { isLoading, lockLoading } from "@/db/queries/odoo/pull-loading";
import { selectRecordIds } from "@/db/queries/odoo/records";
import { markDirtyDeliveries } from "@/lib/usecases/odoo/deliveries/mark-dirty";
import { REFUSALS } from "./refusals";

const PICKING = "stock.picking";

/**
 * Called when the first load of a model has ended, one way or the other: with the last of them every delivery is told once. Until then nothing is
 * marked: each delivery would be told anew with every page of its orders, moves and invoices.
 */
export async function finishLoading(tx: Transaction, owner: OdooOwner, now: Date): Promise<void> {
  await lockLoading(tx, owner, "exclusive");
  if (await isLoading(tx, owner, REFUSALS)) return;
  const pickings = await selectRecordIds(tx, owner, PICKING);
  if (pickings.length > 0) await markDirtyDeliveries(tx, owner, new Map([[PICKING, pickings]]), now);
}
