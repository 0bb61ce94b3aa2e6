import { and, asc, eq, gt, isNull, max, sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { appUser, userSession } from "../../schema/access";

/** Everyone of a company by name, with how many sessions they have open and when they were last seen. */
export async function listUsers(
  db: Executor,
  where: { readonly companyId: number; readonly now: Date; readonly idleSince: Date },
) {
  const isLive = and(
    isNull(userSession.revokedAt),
    gt(userSession.expiresAt, where.now),
    gt(userSession.lastSeenAt, where.idleSince),
  );
  const seen = db
    .select({
      userId: userSession.userId,
      openSessions: sql<number>`count(*) filter (where ${isLive})`.as("open_sessions"),
      lastSeenAt: max(userSession.lastSeenAt).as("last_seen_at"),
    })
    .from(userSession)
    .where(eq(userSession.companyId, where.companyId))
    .groupBy(userSession.userId)
    .as("seen");
  return db
    .select({
      id: appUser.id,
      email: appUser.email,
      name: appUser.name,
      role: appUser.role,
      passwordHash: appUser.passwordHash,
      mustChangePassword: appUser.mustChangePassword,
      disabledAt: appUser.disabledAt,
      openSessions: seen.openSessions,
      lastSeenAt: seen.lastSeenAt,
    })
    .from(appUser)
    .leftJoin(seen, eq(seen.userId, appUser.id))
    .where(eq(appUser.companyId, where.companyId))
    .orderBy(asc(appUser.name), asc(appUser.id));
}
