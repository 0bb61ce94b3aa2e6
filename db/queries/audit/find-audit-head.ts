import { eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { auditHead } from "../../schema/access";

/** The last link of the company's chain, unlocked; undefined while nothing was ever decided. */
export async function findAuditHead(db: Executor, companyId: number) {
  const rows = await db
    .select({ seq: auditHead.seq, hash: auditHead.hash })
    .from(auditHead)
    .where(eq(auditHead.companyId, companyId));
  return rows[0];
}
