import { and, eq, isNull, sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { appUser } from "../../schema/access";
import type { UserRow } from "./find-user";

/** @returns the row, or undefined when the e-mail address is taken. */
export async function insertUser(
  tx: Executor,
  user: typeof appUser.$inferInsert,
): Promise<UserRow | undefined> {
  const rows = await tx.insert(appUser).values(user).onConflictDoNothing().returning();
  return rows[0];
}

type UserChange = Partial<Pick<UserRow, "role" | "passwordHash" | "mustChangePassword" | "disabledAt">>;

/** Changes a person and counts their version up. The caller holds the row's lock. */
export async function updateUser(tx: Executor, user: UserRow, change: UserChange): Promise<void> {
  await tx
    .update(appUser)
    .set({ ...change, version: sql`${appUser.version} + 1` })
    .where(and(eq(appUser.companyId, user.companyId), eq(appUser.id, user.id)));
}

/** Locks the company's enabled admins, so that two of them can't remove each other at the same moment. */
export async function lockEnabledAdmins(tx: Executor, companyId: number): Promise<readonly string[]> {
  const rows = await tx
    .select({ id: appUser.id })
    .from(appUser)
    .where(and(eq(appUser.companyId, companyId), eq(appUser.role, "admin"), isNull(appUser.disabledAt)))
    .orderBy(appUser.id)
    .for("update");
  return rows.map((row) => row.id);
}
