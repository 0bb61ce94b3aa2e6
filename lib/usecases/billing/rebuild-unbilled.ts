import type { Transaction } from "@/db/client";
import { markAllOrders } from "@/db/queries/billing/mark-orders";
import { recountUnbilled } from "@/db/queries/billing/write-unbilled";

/** Counts the kept sums anew and has every order looked at again: the worker reckons them from mirror and timeline, a batch at a time. */
export async function rebuildUnbilled(tx: Transaction, companyId: number, now: Date): Promise<void> {
  await recountUnbilled(tx, companyId);
  await markAllOrders(tx, companyId, now);
}
