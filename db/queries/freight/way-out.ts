import { and, eq, isNotNull } from "drizzle-orm";
import type { Executor } from "../../client";
import { connection } from "../../schema/connection";

/** Whether what we send a partner has a way to get there. */
export async function selectWayOut(db: Executor, companyId: number, connectionId: string): Promise<boolean> {
  const rows = await db
    .select({ id: connection.id })
    .from(connection)
    .where(
      and(eq(connection.companyId, companyId), eq(connection.id, connectionId), isNotNull(connection.wayOut)),
    );
  return rows.length > 0;
}
