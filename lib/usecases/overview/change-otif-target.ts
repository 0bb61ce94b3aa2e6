import { insertOtifTarget, selectOtifTarget } from "@/db/queries/overview/otif-target";
import { inTransaction } from "@/db/transaction";
import { type ChangeOtifTargetInput, changeOtifTargetInput } from "@/lib/contracts/overview/otif-target";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError } from "@/lib/domain/app-error";
import { OTIF_TARGET_PERMILLE } from "@/lib/domain/overview/targets";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "@/lib/usecases/messages/actor-name";

/** Sets what share of deliveries should arrive on time and in full. Only the line on screens moves: nothing is judged by it. @returns the new version. */
export async function changeOtifTarget(ctx: Context, given: ChangeOtifTargetInput): Promise<number> {
  requirePermission(ctx.actor, "target.edit");
  const { targetPermille, reason, expectedVersion } = readInput(changeOtifTargetInput, given);
  const { companyId } = ctx.actor;
  const at = ctx.now();
  return inTransaction(ctx.db, async (tx) => {
    const newest = await selectOtifTarget(tx, companyId);
    const version = expectedVersion + 1;
    const row = {
      companyId,
      version,
      targetPermille,
      reason,
      changedBy: actorName(ctx.actor),
      changedAt: at,
    };
    if ((newest?.version ?? 0) !== expectedVersion || !(await insertOtifTarget(tx, row)))
      throw new ConflictError("Someone changed the target meanwhile. Nothing was saved; look again.");
    const entry = {
      action: "target.change",
      subject: { kind: "otif_target", id: String(version) },
      reason,
      before: { targetPermille: newest?.targetPermille ?? OTIF_TARGET_PERMILLE },
      after: { targetPermille },
    };
    await appendAudit(tx, ctx.actor, entry, at);
    return version;
  });
}
