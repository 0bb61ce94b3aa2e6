import { desc, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { severityPolicy } from "../../schema/exception";

export type SeverityPolicyRow = typeof severityPolicy.$inferSelect;

/** The newest version a company wrote; undefined while the built-in one counts. */
export async function selectSeverityPolicy(
  db: Executor,
  companyId: number,
): Promise<SeverityPolicyRow | undefined> {
  const [row] = await db
    .select()
    .from(severityPolicy)
    .where(eq(severityPolicy.companyId, companyId))
    .orderBy(desc(severityPolicy.version))
    .limit(1);
  return row;
}

/** Every version a company wrote, the newest first; the oldest of very many are left out. */
export async function selectSeverityVersions(
  db: Executor,
  companyId: number,
  limit: number,
): Promise<SeverityPolicyRow[]> {
  return db
    .select()
    .from(severityPolicy)
    .where(eq(severityPolicy.companyId, companyId))
    .orderBy(desc(severityPolicy.version))
    .limit(limit);
}

/** Adds a version. @returns false when there is one of this number already. */
export async function insertSeverityPolicy(db: Executor, row: SeverityPolicyRow): Promise<boolean> {
  const made = await db
    .insert(severityPolicy)
    .values(row)
    .onConflictDoNothing()
    .returning({ version: severityPolicy.version });
  return made.length > 0;
}
