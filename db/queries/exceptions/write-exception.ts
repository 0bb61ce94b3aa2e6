import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { appUser } from "../../schema/access";
import { exception, exceptionHistory } from "../../schema/exception";
import type { ExceptionRow, HistoryRow } from "../watch/exceptions";

interface Key {
  readonly companyId: number;
  readonly id: string;
}

/** One exception, locked: what people and rules decide about it follow one another. */
export async function lockException(
  tx: Transaction,
  { companyId, id }: Key,
): Promise<ExceptionRow | undefined> {
  const [row] = await tx
    .select()
    .from(exception)
    .where(and(eq(exception.companyId, companyId), eq(exception.id, id)))
    .for("update");
  return row;
}

export type ExceptionPatch = Partial<
  Pick<
    ExceptionRow,
    | "state"
    | "assigneeId"
    | "snoozedUntil"
    | "snoozedForEvent"
    | "ignoredUntil"
    | "resolvedAt"
    | "resolution"
    | "reopenedCount"
    | "sinceAt"
  >
>;

/** Writes what was decided of an exception this transaction has locked. */
export async function patchException(
  tx: Transaction,
  { companyId, id }: Key,
  patch: ExceptionPatch,
  at: Date,
): Promise<void> {
  await tx
    .update(exception)
    .set({ ...patch, changedAt: at, version: sql`${exception.version} + 1` })
    .where(and(eq(exception.companyId, companyId), eq(exception.id, id)));
}

/** Appends a line. @returns false when there is a line of this id already. */
export async function appendHistory(tx: Transaction, row: HistoryRow): Promise<boolean> {
  const made = await tx
    .insert(exceptionHistory)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: exceptionHistory.id });
  return made.length > 0;
}

/** Those of these people who are of this company and may sign in. */
export async function selectColleagues(
  db: Executor,
  companyId: number,
  ids: readonly string[],
): Promise<Pick<typeof appUser.$inferSelect, "id" | "name" | "role" | "email">[]> {
  if (ids.length === 0) return [];
  return db
    .select({ id: appUser.id, name: appUser.name, role: appUser.role, email: appUser.email })
    .from(appUser)
    .where(and(eq(appUser.companyId, companyId), inArray(appUser.id, [...ids]), isNull(appUser.disabledAt)));
}
