import { selectRun } from "@/db/queries/bulk/bulk-runs";
import { selectBulkItems } from "@/db/queries/bulk/select-bulk-items";
import type { BulkItemPage } from "@/lib/contracts/bulk/bulk-items";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { BULK_KINDS } from "@/lib/usecases/bulk/bulk-kinds";
import type { Context } from "@/lib/usecases/context";
import { toBulkItem } from "./bulk-progress";

const PAGE_ROWS = 50;

/** What became of each item of a run, in the order of the plan; nothing of a run that is not there. */
export async function bulkItems(ctx: Context, runId: string, after: number): Promise<BulkItemPage> {
  const { companyId } = ctx.actor;
  const run = await selectRun(ctx.db, { companyId, id: runId });
  requirePermission(ctx.actor, BULK_KINDS[run?.subjectKind ?? "exception"].permission);
  const found = run ? await selectBulkItems(ctx.db, { companyId, runId, after, limit: PAGE_ROWS + 1 }) : [];
  const rows = found.slice(0, PAGE_ROWS);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => toBulkItem(row, run?.subjectKind ?? "exception")),
    after: found.length > PAGE_ROWS && last ? last.position : null,
    before: rows[0] && after > 0 ? Math.max(0, rows[0].position - 1 - PAGE_ROWS) : null,
  };
}
