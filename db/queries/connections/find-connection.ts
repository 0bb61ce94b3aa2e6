import { and, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { connection } from "../../schema/connection";

export type ConnectionRow = typeof connection.$inferSelect;

export async function findConnectionBySlug(db: Executor, slug: string): Promise<ConnectionRow | undefined> {
  const [row] = await db.select().from(connection).where(eq(connection.slug, slug));
  return row;
}

export interface ConnectionKey {
  readonly companyId: number;
  readonly id: string;
}

export async function findConnection(
  db: Executor,
  { companyId, id }: ConnectionKey,
): Promise<ConnectionRow | undefined> {
  const [row] = await db
    .select()
    .from(connection)
    .where(and(eq(connection.companyId, companyId), eq(connection.id, id)));
  return row;
}
