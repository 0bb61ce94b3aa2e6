import { and, asc, count, eq, gt, isNull, max } from "drizzle-orm";
import type { Executor } from "../../client";
import { appUser, userSession } from "../../schema/access";

/** Everyone of a company by name, with how many sessions they have open and when they were last seen. */
export async function listUsers(
  db: Executor,
  where: { readonly companyId: number; readonly now: Date; readonly idleSince: Date },
) {
  const live = db
    .select({
      userId: userSession.userId,
      sessions: count().as("sessions"),
      lastSeenAt: max(userSession.lastSeenAt).as("last_seen_at"),
    })
    .from(userSession)
    .where(
      and(
        eq(userSession.companyId, where.companyId),
        isNull(userSession.revokedAt),
        gt(userSession.expiresAt, where.now),
        gt(userSession.lastSeenAt, where.idleSince),
      ),
    )
    .groupBy(userSession.userId)
    .as("live");
  return db
    .select({
      id: appUser.id,
      email: appUser.email,
      name: appUser.name,
      role: appUser.role,
      passwordHash: appUser.passwordHash,
      mustChangePassword: appUser.mustChangePassword,
      disabledAt: appUser.disabledAt,
      sessions: live.sessions,
      lastSeenAt: live.lastSeenAt,
    })
    .from(appUser)
    .leftJoin(live, eq(live.userId, appUser.id))
    .where(eq(appUser.companyId, where.companyId))
    .orderBy(asc(appUser.name), asc(appUser.id));
}
