import { and, asc, eq, sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { businessCalendar, clockPolicy } from "../../schema/clock";

export type PolicyRow = typeof clockPolicy.$inferSelect;
export type CalendarRow = typeof businessCalendar.$inferSelect;

/** Every version a company wrote itself; its seeds are code. */
export async function selectPolicies(db: Executor, companyId: number): Promise<PolicyRow[]> {
  return db
    .select()
    .from(clockPolicy)
    .where(eq(clockPolicy.companyId, companyId))
    .orderBy(asc(clockPolicy.id), asc(clockPolicy.version));
}

/** One change of a company's policies and calendars at a time: each carries what the other wrote. */
export async function lockPolicies(tx: Transaction, companyId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('clock policies'), ${companyId})`);
}

/** Adds versions. @returns false when one of them is there already: someone was quicker. */
export async function insertPolicyVersions(db: Executor, rows: readonly PolicyRow[]): Promise<boolean> {
  if (rows.length === 0) return true;
  const added = await db
    .insert(clockPolicy)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ version: clockPolicy.version });
  return added.length === rows.length;
}

/** The company's named calendars, in order of name. */
export async function selectCalendars(db: Executor, companyId: number): Promise<CalendarRow[]> {
  return db
    .select()
    .from(businessCalendar)
    .where(eq(businessCalendar.companyId, companyId))
    .orderBy(asc(businessCalendar.name));
}

/** Writes a calendar over the version the person saw; `expectedVersion` 0 makes it. @returns false when it is another version by now. */
export async function writeCalendar(
  db: Executor,
  row: Omit<CalendarRow, "version">,
  expectedVersion: number,
): Promise<boolean> {
  const { companyId, name, ...changes } = row;
  const version = expectedVersion + 1;
  const written =
    expectedVersion === 0
      ? await db
          .insert(businessCalendar)
          .values({ ...row, version })
          .onConflictDoNothing()
          .returning({ version: businessCalendar.version })
      : await db
          .update(businessCalendar)
          .set({ ...changes, version })
          .where(
            and(
              eq(businessCalendar.companyId, companyId),
              eq(businessCalendar.name, name),
              eq(businessCalendar.version, expectedVersion),
            ),
          )
          .returning({ version: businessCalendar.version });
  return written.length === 1;
}
