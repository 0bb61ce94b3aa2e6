import { and, asc, eq, inArray, ne } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { freightAccrual } from "../../schema/freight";

export type AccrualRow = typeof freightAccrual.$inferSelect;

/** What was booked, or is about to be, as expected cost of these shipments. */
export async function selectAccruals(
  db: Executor,
  companyId: number,
  shipmentIds: readonly string[],
): Promise<AccrualRow[]> {
  if (shipmentIds.length === 0) return [];
  return db
    .select()
    .from(freightAccrual)
    .where(
      and(
        eq(freightAccrual.companyId, companyId),
        inArray(freightAccrual.shipmentId, [...shipmentIds]),
        ne(freightAccrual.state, "cancelled"),
      ),
    )
    .orderBy(asc(freightAccrual.expectedAt), asc(freightAccrual.id));
}

/** Keeps what a run expects, or what became of it. */
export async function writeAccrual(tx: Transaction, row: typeof freightAccrual.$inferInsert): Promise<void> {
  const { companyId, id, ...values } = row;
  await tx
    .insert(freightAccrual)
    .values(row)
    .onConflictDoUpdate({ target: [freightAccrual.companyId, freightAccrual.id], set: values });
}

export async function updateAccrual(
  tx: Transaction,
  companyId: number,
  id: string,
  change: Partial<typeof freightAccrual.$inferInsert>,
): Promise<void> {
  await tx
    .update(freightAccrual)
    .set(change)
    .where(and(eq(freightAccrual.companyId, companyId), eq(freightAccrual.id, id)));
}
