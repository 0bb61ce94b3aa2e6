import { lockRun, updateRun } from "@/db/queries/bulk/bulk-runs";
import { inTransaction } from "@/db/transaction";
import { type BulkRunDto, type StopBulkInput, stopBulkInput } from "@/lib/contracts/bulk/bulk-run";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ForbiddenError, NotFoundError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { bulkProgress, mayControl } from "@/lib/usecases/views/bulk/bulk-progress";
import { BULK_KINDS } from "./bulk-kinds";

/** Ends a run after the item under way. What was done stays done; the rest is left as it was. */
export async function stopBulk(ctx: Context, given: StopBulkInput): Promise<BulkRunDto> {
  const { runId } = readInput(stopBulkInput, given);
  const { companyId } = ctx.actor;
  const at = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    const run = await lockRun(tx, { companyId, id: runId });
    if (!run) throw new NotFoundError("There is no such run here. Nothing was changed.");
    const { permission, audited } = BULK_KINDS[run.subjectKind];
    requirePermission(ctx.actor, permission);
    if (!mayControl(ctx.actor, run))
      throw new ForbiddenError(
        "Only the person who started it, or an admin, can stop it. Nothing was changed.",
      );
    if (run.state !== "running") return;
    await updateRun(tx, run, { state: "stopping" });
    const entry = { action: `${audited}.bulk.stop`, subject: { kind: "bulk_run", id: runId } };
    await appendAudit(tx, ctx.actor, entry, at);
  });
  return bulkProgress(ctx, runId);
}
