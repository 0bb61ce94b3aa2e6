import { and, eq, sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { odooConnection } from "../../schema/odoo";

export type OdooConnectionRow = typeof odooConnection.$inferSelect;
export type NewOdooConnection = typeof odooConnection.$inferInsert;
export type OdooConnectionChanges = Partial<
  Omit<NewOdooConnection, "companyId" | "connectionId" | "version">
>;

export interface OdooOwner {
  readonly companyId: number;
  readonly connectionId: string;
}

const ownedBy = ({ companyId, connectionId }: OdooOwner) =>
  and(eq(odooConnection.companyId, companyId), eq(odooConnection.connectionId, connectionId));

export async function findOdooConnection(
  db: Executor,
  owner: OdooOwner,
): Promise<OdooConnectionRow | undefined> {
  const [row] = await db.select().from(odooConnection).where(ownedBy(owner));
  return row;
}

/** The company's Odoo connections, by id. */
export async function listOdooConnections(db: Executor, companyId: number): Promise<OdooConnectionRow[]> {
  return db
    .select()
    .from(odooConnection)
    .where(eq(odooConnection.companyId, companyId))
    .orderBy(odooConnection.connectionId);
}

/** @returns false when it was there already. */
export async function insertOdooConnection(tx: Transaction, values: NewOdooConnection): Promise<boolean> {
  const rows = await tx
    .insert(odooConnection)
    .values(values)
    .onConflictDoNothing()
    .returning({ connectionId: odooConnection.connectionId });
  return rows.length > 0;
}

/** Changes what is given and counts the version up. @returns undefined when there is no such connection. */
export async function updateOdooConnection(
  tx: Executor,
  owner: OdooOwner,
  changes: OdooConnectionChanges,
): Promise<OdooConnectionRow | undefined> {
  const [row] = await tx
    .update(odooConnection)
    .set({ ...changes, version: sql`${odooConnection.version} + 1` })
    .where(ownedBy(owner))
    .returning();
  return row;
}
