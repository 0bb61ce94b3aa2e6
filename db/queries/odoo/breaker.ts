import { and, eq } from "drizzle-orm";
import type { Breaker } from "@/lib/domain/connection/breaker";
import type { Executor, Transaction } from "../../client";
import { connectionBreaker } from "../../schema/breaker";

interface Owner {
  readonly companyId: number;
  readonly connectionId: string;
}

export type BreakerRow = typeof connectionBreaker.$inferSelect;

const ofOwner = ({ companyId, connectionId }: Owner) =>
  and(eq(connectionBreaker.companyId, companyId), eq(connectionBreaker.connectionId, connectionId));

/** Undefined: nothing was ever asked, which counts as closed. */
export async function selectBreaker(db: Executor, owner: Owner): Promise<BreakerRow | undefined> {
  const [row] = await db.select().from(connectionBreaker).where(ofOwner(owner));
  return row;
}

/** The row, made when missing, locked until the transaction ends: what several workers decide about it happens one after the other. */
export async function lockBreaker(tx: Transaction, owner: Owner, fresh: Breaker): Promise<BreakerRow> {
  await tx
    .insert(connectionBreaker)
    .values({ companyId: owner.companyId, connectionId: owner.connectionId, ...fresh })
    .onConflictDoNothing();
  const [row] = await tx.select().from(connectionBreaker).where(ofOwner(owner)).for("update");
  if (!row) throw new Error("the circuit breaker of a connection vanished while it was locked");
  return row;
}

export async function updateBreaker(tx: Transaction, owner: Owner, breaker: Breaker): Promise<void> {
  await tx.update(connectionBreaker).set(breaker).where(ofOwner(owner));
}
