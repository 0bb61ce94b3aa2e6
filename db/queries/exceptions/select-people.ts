import { and, asc, eq, isNull } from "drizzle-orm";
import type { Executor } from "../../client";
import { appUser } from "../../schema/access";

/** Everyone of a company who may sign in, by name. */
export async function selectPeople(db: Executor, companyId: number) {
  return db
    .select({ id: appUser.id, name: appUser.name, role: appUser.role })
    .from(appUser)
    .where(and(eq(appUser.companyId, companyId), isNull(appUser.disabledAt)))
    .orderBy(asc(appUser.name), asc(appUser.id))
    .limit(500);
}
