import { findAuditHead } from "@/db/queries/audit/find-audit-head";
import { type AuditRow, auditChain } from "@/db/queries/audit/list-audit";
import type { AuditVerdict } from "@/lib/contracts/audit";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";
import { auditHash } from "./append-audit";

const BATCH_ROWS = 1_000;

/**
 * Walks the company's log from its first row, computing each hash again. A row that was changed, left out, put in
 * between or cut off the end breaks the chain at a sequence number. Rows appended meanwhile are not looked at.
 */
export async function verifyAuditChain(ctx: Context): Promise<AuditVerdict> {
  requirePermission(ctx.actor, "audit.read");
  const { companyId } = ctx.actor;
  const head = await findAuditHead(ctx.db, companyId);
  let seq = 0;
  let hash: Buffer = Buffer.alloc(32);
  while (head && seq < head.seq) {
    const rows = await auditChain(ctx.db, { companyId, afterSeq: seq }, BATCH_ROWS);
    for (const row of rows.filter((one) => one.seq <= head.seq)) {
      const why = flaw(row, seq, hash);
      if (why) return { intact: false, rows: seq, brokenAtSeq: row.seq, why };
      seq = row.seq;
      hash = row.hash;
    }
    if (rows.length < BATCH_ROWS) break;
  }
  if (head && (seq !== head.seq || !hash.equals(head.hash))) {
    return { intact: false, rows: seq, brokenAtSeq: seq + 1, why: "Rows at the end of the log are gone." };
  }
  return { intact: true, rows: seq, headHash: hash.toString("hex") };
}

function flaw(row: AuditRow, previousSeq: number, previousHash: Buffer): string | null {
  if (row.seq !== previousSeq + 1) return `Rows ${previousSeq + 1} to ${row.seq - 1} are gone.`;
  if (!row.previousHash.equals(previousHash)) return "It does not follow from the row before it.";
  if (!auditHash(previousHash, row).equals(row.hash)) return "Its content is not what was written.";
  return null;
}
