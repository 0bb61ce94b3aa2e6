import { and, eq, sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { appUser } from "../../schema/access";

export type UserRow = typeof appUser.$inferSelect;

/** The account of an e-mail address, whatever its case, in any company: signing in starts here. */
export async function findUserByEmail(db: Executor, email: string): Promise<UserRow | undefined> {
  const rows = await db
    .select()
    .from(appUser)
    .where(eq(sql`lower(${appUser.email})`, email.toLowerCase()));
  return rows[0];
}

/** One person of one company, locked until commit: for what reads, decides and writes. */
export async function lockUser(
  tx: Executor,
  where: { readonly companyId: number; readonly userId: string },
): Promise<UserRow | undefined> {
  const rows = await tx
    .select()
    .from(appUser)
    .where(and(eq(appUser.companyId, where.companyId), eq(appUser.id, where.userId)))
    .for("update");
  return rows[0];
}
