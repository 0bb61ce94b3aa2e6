import { desc, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { otifTarget } from "../../schema/overview";

export type OtifTargetRow = typeof otifTarget.$inferSelect;

/** The newest target a company set; undefined while the built-in one counts. */
export async function selectOtifTarget(db: Executor, companyId: number): Promise<OtifTargetRow | undefined> {
  const [row] = await db
    .select()
    .from(otifTarget)
    .where(eq(otifTarget.companyId, companyId))
    .orderBy(desc(otifTarget.version))
    .limit(1);
  return row;
}

/** Adds a version. @returns false when there is one of this number already. */
export async function insertOtifTarget(db: Executor, row: OtifTargetRow): Promise<boolean> {
  const made = await db
    .insert(otifTarget)
    .values(row)
    .onConflictDoNothing()
    .returning({ version: otifTarget.version });
  return made.length > 0;
}
