import { and, eq, isNull, lt } from "drizzle-orm";
import type { Executor } from "../../client";
import { appUser, company, userSession } from "../../schema/access";

export async function insertSession(tx: Executor, session: typeof userSession.$inferInsert): Promise<void> {
  await tx.insert(userSession).values(session);
}

/** The session with its person and company, whether it is still live or not. */
export async function findSession(db: Executor, sessionId: string) {
  const rows = await db
    .select({
      id: userSession.id,
      expiresAt: userSession.expiresAt,
      lastSeenAt: userSession.lastSeenAt,
      revokedAt: userSession.revokedAt,
      userId: appUser.id,
      companyId: appUser.companyId,
      name: appUser.name,
      email: appUser.email,
      role: appUser.role,
      hasPassword: appUser.passwordHash,
      mustChangePassword: appUser.mustChangePassword,
      userDisabledAt: appUser.disabledAt,
      companyName: company.name,
      companyZone: company.defaultZone,
    })
    .from(userSession)
    .innerJoin(appUser, eq(appUser.id, userSession.userId))
    .innerJoin(company, eq(company.id, appUser.companyId))
    .where(eq(userSession.id, sessionId));
  return rows[0];
}

/** Notes that the session was used, unless that was noted since `staleBefore`. */
export async function touchSession(
  db: Executor,
  session: { readonly id: string; readonly at: Date; readonly staleBefore: Date },
): Promise<void> {
  await db
    .update(userSession)
    .set({ lastSeenAt: session.at })
    .where(and(eq(userSession.id, session.id), lt(userSession.lastSeenAt, session.staleBefore)));
}

/** Ends one session. @returns whose it was, or undefined when it had ended already. */
export async function revokeSession(tx: Executor, session: { readonly id: string; readonly at: Date }) {
  const rows = await tx
    .update(userSession)
    .set({ revokedAt: session.at })
    .where(and(eq(userSession.id, session.id), isNull(userSession.revokedAt)))
    .returning({ userId: userSession.userId, companyId: userSession.companyId });
  return rows[0];
}

/** Ends every session of a person. @returns how many were open. */
export async function revokeSessionsOf(
  tx: Executor,
  user: { readonly companyId: number; readonly userId: string; readonly at: Date },
): Promise<number> {
  const rows = await tx
    .update(userSession)
    .set({ revokedAt: user.at })
    .where(
      and(
        eq(userSession.companyId, user.companyId),
        eq(userSession.userId, user.userId),
        isNull(userSession.revokedAt),
      ),
    )
    .returning({ id: userSession.id });
  return rows.length;
}
