import { eq, sql } from "drizzle-orm";
import type { Transaction } from "../../client";
import { auditHead, auditLog } from "../../schema/access";

export type AuditLink = Pick<typeof auditHead.$inferSelect, "seq" | "hash">;

/** The last link of the company's chain, locked until commit. Made on first use: sequence 0, 32 zero bytes. */
export async function lockAuditHead(tx: Transaction, companyId: number): Promise<AuditLink> {
  await tx
    .insert(auditHead)
    .values({ companyId, seq: 0, hash: Buffer.alloc(32) })
    .onConflictDoNothing();
  const [head] = await tx
    .select({ seq: auditHead.seq, hash: auditHead.hash })
    .from(auditHead)
    .where(eq(auditHead.companyId, companyId))
    .for("update");
  if (!head) throw new Error(`company ${companyId} has no audit head after it was made`);
  return head;
}

export async function insertAuditRow(tx: Transaction, row: typeof auditLog.$inferInsert): Promise<void> {
  await tx.insert(auditLog).values(row);
  await tx
    .update(auditHead)
    .set({ seq: sql`${row.seq}`, hash: row.hash })
    .where(eq(auditHead.companyId, row.companyId));
}
