import { eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { codeOverride, connection } from "../../schema/connection";

/** The first words a new connection says otherwise than the default map, as version 1 of its mapping. */
export async function insertFirstOverrides(
  db: Executor,
  connectionId: string,
  overrides: readonly Omit<typeof codeOverride.$inferInsert, "connectionId" | "version">[],
): Promise<void> {
  if (overrides.length === 0) return;
  await db
    .insert(codeOverride)
    .values(overrides.map((override) => ({ ...override, connectionId, version: 1 })))
    .onConflictDoNothing();
  await db.update(connection).set({ mappingVersion: 1 }).where(eq(connection.id, connectionId));
}
