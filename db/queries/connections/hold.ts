import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { connectionHold } from "../../schema/connection-health";
import type { ConnectionKey } from "./find-connection";

export type HoldRow = typeof connectionHold.$inferSelect;

const ofConnection = ({ companyId, id }: ConnectionKey) =>
  and(eq(connectionHold.companyId, companyId), eq(connectionHold.connectionId, id));

/** Whether a connection is paused: what is to be told to it waits. One that was resumed is not, though what waited may still be on its way. */
export async function isPaused(db: Executor, key: ConnectionKey): Promise<boolean> {
  const rows = await db
    .select({ id: connectionHold.connectionId })
    .from(connectionHold)
    .where(and(ofConnection(key), eq(connectionHold.resuming, false)));
  return rows.length > 0;
}

/** The same as a condition on what is to be told: it may go unless its connection is paused and it came after what is being let through. */
export const mayGo = (companyId: SQL, connectionId: SQL, askedAt: SQL) => sql`not exists (
  select 1 from connection_hold h where h.company_id = ${companyId} and h.connection_id = ${connectionId} and not h.resuming
    and (h.drain_until is null or ${askedAt} > h.drain_until))`;

export async function selectHold(db: Executor, key: ConnectionKey): Promise<HoldRow | undefined> {
  const [row] = await db.select().from(connectionHold).where(ofConnection(key));
  return row;
}

/** The hold for a change: nobody records a message of this connection meanwhile. */
export async function lockHold(tx: Transaction, key: ConnectionKey): Promise<HoldRow | undefined> {
  const [row] = await tx.select().from(connectionHold).where(ofConnection(key)).for("update");
  return row;
}

/** Which of these connections are held back. Locks those rows against being lifted before this transaction ends. */
export async function lockHeld(tx: Transaction, connectionIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select connection_id as id from connection_hold where connection_id = any(${sql.param([...connectionIds])}::uuid[]) for share`);
  return new Set(rows.map(({ id }) => id));
}

export async function insertHold(tx: Transaction, row: typeof connectionHold.$inferInsert): Promise<boolean> {
  const made = await tx
    .insert(connectionHold)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: connectionHold.connectionId });
  return made.length > 0;
}

export async function updateHold(
  tx: Transaction,
  key: ConnectionKey,
  changes: Partial<Omit<HoldRow, "companyId" | "connectionId">>,
): Promise<void> {
  await tx.update(connectionHold).set(changes).where(ofConnection(key));
}

export async function deleteHold(tx: Transaction, key: ConnectionKey): Promise<void> {
  await tx.delete(connectionHold).where(ofConnection(key));
}

/** Connections whose waiting messages go through now. */
export async function selectDraining(db: Executor): Promise<ConnectionKey[]> {
  return db
    .select({ companyId: connectionHold.companyId, id: connectionHold.connectionId })
    .from(connectionHold)
    .where(sql`${connectionHold.drainUntil} is not null`);
}
