import { asc, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { connection } from "../../schema/connection";

/** The connections of a company by name: a reference table, short enough to read whole. */
export async function listConnectionNames(db: Executor, companyId: number) {
  return db
    .select({
      id: connection.id,
      slug: connection.slug,
      name: connection.name,
      dialect: connection.dialect,
      enabled: connection.enabled,
    })
    .from(connection)
    .where(eq(connection.companyId, companyId))
    .orderBy(asc(connection.name));
}
