import { aliasedTable, and, asc, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Role } from "@/lib/domain/access/role";
import type { Executor, Transaction } from "../../client";
import { appUser } from "../../schema/access";
import { flowDelegation } from "../../schema/flow";

/** Rights lent to a person now, by people who may still sign in. */
export async function selectDelegationsTo(
  db: Executor,
  { companyId, userId, now }: { readonly companyId: number; readonly userId: string; readonly now: Date },
): Promise<{ fromUserId: string; fromName: string; fromRole: Role }[]> {
  const { rows } = await db.execute<{ fromUserId: string; fromName: string; fromRole: Role }>(sql`
    select d.from_user_id as "fromUserId", u.name as "fromName", u.role as "fromRole"
    from flow_delegation d join app_user u on u.company_id = d.company_id and u.id = d.from_user_id
    where d.company_id = ${companyId} and d.to_user_id = ${userId} and d.starts_at <= ${now} and d.ends_at > ${now} and d.ended_early_at is null
      and u.disabled_at is null order by d.starts_at, d.id`);
  return rows;
}

export interface LendingRow {
  readonly id: string;
  readonly isOwn: boolean;
  readonly person: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly reason: string;
}

/** What a person lent or was lent that is not over yet; what was lent by or to somebody who can't sign in any more is left out. */
export async function selectLendings(
  db: Executor,
  { companyId, userId, now }: { readonly companyId: number; readonly userId: string; readonly now: Date },
): Promise<LendingRow[]> {
  const other = aliasedTable(appUser, "other");
  const isOwn = eq(flowDelegation.fromUserId, userId);
  return db
    .select({
      id: flowDelegation.id,
      isOwn: sql<boolean>`${isOwn}`,
      person: other.name,
      startsAt: flowDelegation.startsAt,
      endsAt: flowDelegation.endsAt,
      reason: flowDelegation.reason,
    })
    .from(flowDelegation)
    .innerJoin(
      other,
      and(
        eq(other.companyId, flowDelegation.companyId),
        or(
          and(isOwn, eq(other.id, flowDelegation.toUserId)),
          and(eq(flowDelegation.toUserId, userId), eq(other.id, flowDelegation.fromUserId)),
        ),
        isNull(other.disabledAt),
      ),
    )
    .where(
      and(
        eq(flowDelegation.companyId, companyId),
        gt(flowDelegation.endsAt, now),
        isNull(flowDelegation.endedEarlyAt),
      ),
    )
    .orderBy(asc(flowDelegation.startsAt), asc(flowDelegation.id))
    .limit(100);
}

/** @returns false when this lending was made before. */
export async function insertLending(
  tx: Transaction,
  row: typeof flowDelegation.$inferInsert,
): Promise<boolean> {
  const made = await tx
    .insert(flowDelegation)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: flowDelegation.id });
  return made.length > 0;
}

/** What a person lent, locked until the transaction ends. */
export async function lockLending(
  tx: Transaction,
  { companyId, id }: { readonly companyId: number; readonly id: string },
): Promise<typeof flowDelegation.$inferSelect | undefined> {
  const [row] = await tx
    .select()
    .from(flowDelegation)
    .where(and(eq(flowDelegation.companyId, companyId), eq(flowDelegation.id, id)))
    .for("update");
  return row;
}

export async function endLending(
  tx: Transaction,
  { companyId, id }: { readonly companyId: number; readonly id: string },
  at: Date,
): Promise<void> {
  await tx
    .update(flowDelegation)
    .set({ endedEarlyAt: at })
    .where(and(eq(flowDelegation.companyId, companyId), eq(flowDelegation.id, id)));
}
