import { lockRun, updateRun } from "@/db/queries/bulk/bulk-runs";
import { inTransaction } from "@/db/transaction";
import { type BulkRunDto, type StartBulkInput, startBulkInput } from "@/lib/contracts/bulk/bulk-run";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, ForbiddenError, NotFoundError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { bulkProgress } from "@/lib/usecases/views/bulk/bulk-progress";
import { BULK_KINDS } from "./bulk-kinds";

/** Lets a plan run in the background. Only whoever planned it starts it; starting twice is once. */
export async function startBulk(ctx: Context, given: StartBulkInput): Promise<BulkRunDto> {
  const { runId, expectedVersion } = readInput(startBulkInput, given);
  const { companyId } = ctx.actor;
  const at = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    const run = await lockRun(tx, { companyId, id: runId });
    if (!run) throw new NotFoundError("There is no such plan here; a newer one took its place. Plan again.");
    const { permission, audited } = BULK_KINDS[run.subjectKind];
    requirePermission(ctx.actor, permission);
    if (ctx.actor.kind !== "user" || run.requestedById !== ctx.actor.id)
      throw new ForbiddenError("Only the person who planned it can start it. Nothing was changed.");
    if (run.state !== "planned") return;
    if (run.version !== expectedVersion)
      throw new ConflictError("This plan changed since you opened it. Nothing was changed; look again.");
    await updateRun(tx, run, { state: "running", startedAt: at });
    const entry = {
      action: `${audited}.bulk.start`,
      subject: { kind: "bulk_run", id: runId },
      after: { action: run.action, items: run.itemCount, input: run.input, filter: run.filter },
    };
    await appendAudit(tx, ctx.actor, entry, at);
  });
  return bulkProgress(ctx, runId);
}
