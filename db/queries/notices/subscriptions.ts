import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { appUser } from "../../schema/access";
import { subscription } from "../../schema/notice";

export type SubscriptionRow = typeof subscription.$inferSelect;

export async function selectSubscriptions(db: Executor, companyId: number): Promise<SubscriptionRow[]> {
  return db
    .select()
    .from(subscription)
    .where(eq(subscription.companyId, companyId))
    .orderBy(asc(subscription.name), asc(subscription.id));
}

/** A person's own; with `all` also those of roles and of receivers outside. */
export async function selectShownSubscriptions(
  db: Executor,
  { companyId, userId, all }: { readonly companyId: number; readonly userId: string; readonly all: boolean },
): Promise<SubscriptionRow[]> {
  const own = eq(subscription.userId, userId);
  return db
    .select()
    .from(subscription)
    .where(and(eq(subscription.companyId, companyId), all ? or(own, isNull(subscription.userId)) : own))
    .orderBy(asc(subscription.name), asc(subscription.id))
    .limit(500);
}

export async function lockSubscription(
  tx: Transaction,
  companyId: number,
  id: string,
): Promise<SubscriptionRow | null> {
  const rows = await tx
    .select()
    .from(subscription)
    .where(and(eq(subscription.companyId, companyId), eq(subscription.id, id)))
    .for("update");
  return rows[0] ?? null;
}

export async function findSubscription(
  db: Executor,
  companyId: number,
  id: string,
): Promise<SubscriptionRow | null> {
  const rows = await db
    .select()
    .from(subscription)
    .where(and(eq(subscription.companyId, companyId), eq(subscription.id, id)));
  return rows[0] ?? null;
}

/** How many a person has, or (null) the company for roles and receivers outside; nobody makes another until this transaction ends. */
export async function countSubscriptions(
  tx: Transaction,
  companyId: number,
  userId: string | null,
): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('subscriptions'), ${companyId})`);
  const whose = userId === null ? isNull(subscription.userId) : eq(subscription.userId, userId);
  return tx.$count(subscription, and(eq(subscription.companyId, companyId), whose));
}

export async function insertSubscription(
  tx: Transaction,
  row: typeof subscription.$inferInsert,
): Promise<boolean> {
  const made = await tx
    .insert(subscription)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: subscription.id });
  return made.length > 0;
}

export async function updateSubscription(
  tx: Transaction,
  { companyId, id }: Pick<SubscriptionRow, "companyId" | "id">,
  patch: Partial<
    Pick<
      SubscriptionRow,
      "name" | "rule" | "enabled" | "address" | "addressSealed" | "secretSealed" | "changedAt"
    >
  >,
): Promise<void> {
  await tx
    .update(subscription)
    .set({ ...patch, version: sql`${subscription.version} + 1` })
    .where(and(eq(subscription.companyId, companyId), eq(subscription.id, id)));
}

export async function deleteSubscription(
  tx: Transaction,
  { companyId, id }: Pick<SubscriptionRow, "companyId" | "id">,
): Promise<void> {
  await tx.delete(subscription).where(and(eq(subscription.companyId, companyId), eq(subscription.id, id)));
}

/** Everyone of the company who may sign in. */
export async function selectPeople(db: Executor, companyId: number) {
  return db
    .select({ id: appUser.id, name: appUser.name, email: appUser.email, role: appUser.role })
    .from(appUser)
    .where(and(eq(appUser.companyId, companyId), isNull(appUser.disabledAt)));
}
