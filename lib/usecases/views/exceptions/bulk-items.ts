import { selectBulkItems } from "@/db/queries/exceptions/select-bulk-items";
import type { BulkItemPage } from "@/lib/contracts/exceptions/bulk-items";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";

const PAGE_ROWS = 50;

/** What became of each item of a run, in the order of the plan. */
export async function bulkItems(ctx: Context, runId: string, after: number): Promise<BulkItemPage> {
  requirePermission(ctx.actor, "exception.bulk");
  const { companyId } = ctx.actor;
  const found = await selectBulkItems(ctx.db, { companyId, runId, after, limit: PAGE_ROWS + 1 });
  const rows = found.slice(0, PAGE_ROWS);
  const last = rows.at(-1);
  return {
    rows: rows.map(({ position, subjectId, label, state, message, settledAt }) => ({
      position,
      exceptionId: subjectId,
      label,
      state,
      message,
      settledAt: settledAt?.toISOString() ?? null,
    })),
    after: found.length > PAGE_ROWS && last ? last.position : null,
    before: rows[0] && after > 0 ? Math.max(0, rows[0].position - 1 - PAGE_ROWS) : null,
  };
}
