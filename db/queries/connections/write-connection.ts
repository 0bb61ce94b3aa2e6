import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "../../client";
import { connection } from "../../schema/connection";
import type { ConnectionKey, ConnectionRow } from "./find-connection";

export type NewConnection = typeof connection.$inferInsert;

/** @returns undefined when another connection, of any company, has the slug. */
export async function insertConnection(
  tx: Transaction,
  values: NewConnection,
): Promise<ConnectionRow | undefined> {
  const [row] = await tx
    .insert(connection)
    .values(values)
    .onConflictDoNothing({ target: connection.slug })
    .returning();
  return row;
}

export type ConnectionChanges = Partial<Omit<NewConnection, "id" | "companyId" | "slug" | "version">>;

/** Changes the version someone saw, and makes the next. @returns undefined when that version is gone. */
export async function updateConnection(
  tx: Transaction,
  { companyId, id }: ConnectionKey,
  expectedVersion: number,
  changes: ConnectionChanges,
): Promise<ConnectionRow | undefined> {
  const [row] = await tx
    .update(connection)
    .set({ ...changes, version: sql`${connection.version} + 1` })
    .where(
      and(
        eq(connection.companyId, companyId),
        eq(connection.id, id),
        eq(connection.version, expectedVersion),
      ),
    )
    .returning();
  return row;
}

/** Counts the mapping one up. @returns undefined when someone else did since `expectedMappingVersion`. */
export async function raiseMappingVersion(
  tx: Transaction,
  { companyId, id }: ConnectionKey,
  expectedMappingVersion: number,
): Promise<ConnectionRow | undefined> {
  const [row] = await tx
    .update(connection)
    .set({
      mappingVersion: sql`${connection.mappingVersion} + 1`,
      version: sql`${connection.version} + 1`,
    })
    .where(
      and(
        eq(connection.companyId, companyId),
        eq(connection.id, id),
        eq(connection.mappingVersion, expectedMappingVersion),
      ),
    )
    .returning();
  return row;
}
