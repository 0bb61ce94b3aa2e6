import { findAuditHead, findStrayRow } from "@/db/queries/audit/find-audit-head";
import { type AuditRow, auditChain } from "@/db/queries/audit/list-audit";
import type { AuditVerdict } from "@/lib/contracts/audit/audit-page";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";
import { auditHash } from "./append-audit";

const BATCH_ROWS = 1_000;

/** A link of the chain that somebody wrote down outside this database. */
export interface NotedLink {
  readonly seq: number;
  /** Hexadecimal. */
  readonly hash: string;
}

interface Walk {
  readonly noted?: NotedLink | undefined;
  readonly onProgress?: (rows: number) => void;
}

/**
 * Walks the company's log from its first row, computing each hash again. A row that was changed, left out, put in between,
 * put in another's place or cut off the end breaks the chain at a sequence number. Rows appended meanwhile are not looked at.
 *
 * The end is known from `audit_head`. Whoever cuts off rows and writes a head that fits leaves nothing to find here: against that
 * stands a link noted elsewhere, which must still be in the log.
 */
export async function verifyAuditChain(
  ctx: Context,
  { noted, onProgress }: Walk = {},
): Promise<AuditVerdict> {
  requirePermission(ctx.actor, "audit.read");
  const { companyId } = ctx.actor;
  const head = await findAuditHead(ctx.db, companyId);
  const end = head?.seq ?? 0;
  let seq = 0;
  let hash: Buffer = Buffer.alloc(32);
  for (let full = true; full && seq < end; ) {
    const rows = await auditChain(ctx.db, { companyId, afterSeq: seq, untilSeq: end }, BATCH_ROWS);
    for (const row of rows) {
      const why = flaw(row, seq, hash) ?? unlikeNoted(row, noted);
      if (why) return { intact: false, rows: seq, brokenAtSeq: row.seq, why };
      seq = row.seq;
      hash = row.hash;
    }
    onProgress?.(seq);
    full = rows.length === BATCH_ROWS;
  }
  if (head && (seq !== end || !hash.equals(head.hash)))
    return { intact: false, rows: seq, brokenAtSeq: seq + 1, why: "Rows at the end of the log are gone." };
  const stray = await findStrayRow(ctx.db, companyId);
  if (stray !== undefined)
    return { intact: false, rows: seq, brokenAtSeq: stray, why: "It was put in beside the chain." };
  if (noted && noted.seq > seq)
    return { intact: false, rows: seq, brokenAtSeq: seq + 1, why: `The log once had a row ${noted.seq}.` };
  return { intact: true, rows: seq, headHash: hash.toString("hex") };
}

function flaw(row: AuditRow, previousSeq: number, previousHash: Buffer): string | null {
  if (row.seq !== previousSeq + 1) return `Rows ${previousSeq + 1} to ${row.seq - 1} are gone.`;
  if (!row.previousHash.equals(previousHash)) return "It does not follow from the row before it.";
  if (!auditHash(previousHash, row).equals(row.hash)) return "Its content is not what was written.";
  return null;
}

function unlikeNoted({ seq, hash }: AuditRow, noted: NotedLink | undefined): string | null {
  if (noted?.seq !== seq || noted.hash === hash.toString("hex")) return null;
  return "It is not the row that was noted: the log was written anew.";
}
