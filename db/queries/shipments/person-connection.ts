import { and, eq } from "drizzle-orm";
import type { Transaction } from "../../client";
import { connection } from "../../schema/connection";

type NewConnection = typeof connection.$inferInsert;

/** The company's connection for what people enter by hand, made on first use. Two first uses at once make one. */
export async function ensurePersonConnection(
  tx: Transaction,
  companyId: number,
  fresh: Pick<NewConnection, "id" | "slug">,
): Promise<string> {
  const own = and(eq(connection.companyId, companyId), eq(connection.dialect, "manual"));
  const [known] = await tx.select({ id: connection.id }).from(connection).where(own).limit(1);
  if (known) return known.id;
  const [made] = await tx
    .insert(connection)
    .values({
      ...fresh,
      companyId,
      name: "By hand",
      dialect: "manual",
      partnerKind: "person",
      verification: { scheme: "none" },
      maxBodyBytes: 64 * 1024,
      acknowledges: false,
    })
    .onConflictDoNothing()
    .returning({ id: connection.id });
  if (made) return made.id;
  const [other] = await tx.select({ id: connection.id }).from(connection).where(own).limit(1);
  if (!other) throw new Error(`the slug ${fresh.slug} is taken by a connection that is not for people`);
  return other.id;
}
