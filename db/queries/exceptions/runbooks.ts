import { and, desc, eq } from "drizzle-orm";
import type { ExceptionKind } from "@/lib/domain/exception/exception";
import type { Executor } from "../../client";
import { runbook } from "../../schema/exception";

export type RunbookRow = typeof runbook.$inferSelect;

/** The versions a company wrote of one runbook, newest first. */
export async function selectRunbooks(
  db: Executor,
  companyId: number,
  kind: ExceptionKind,
  limit: number,
): Promise<RunbookRow[]> {
  return db
    .select()
    .from(runbook)
    .where(and(eq(runbook.companyId, companyId), eq(runbook.kind, kind)))
    .orderBy(desc(runbook.version))
    .limit(limit);
}

/** Adds a version. @returns false when there is one of this number already. */
export async function insertRunbook(db: Executor, row: RunbookRow): Promise<boolean> {
  const made = await db
    .insert(runbook)
    .values(row)
    .onConflictDoNothing()
    .returning({ version: runbook.version });
  return made.length > 0;
}
