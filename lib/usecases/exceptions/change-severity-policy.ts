import { insertSeverityPolicy, selectSeverityPolicy } from "@/db/queries/watch/severity-policy";
import { inTransaction } from "@/db/transaction";
import { type ChangeSeverityInput, changeSeverityInput } from "@/lib/contracts/exceptions/severity-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError } from "@/lib/domain/app-error";
import { DEFAULT_SEVERITY_POLICY } from "@/lib/domain/exception/severity";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "@/lib/usecases/messages/actor-name";

/** Adds a version of how money, customer and time weigh. What is open is weighed anew by the worker. @returns the new version. */
export async function changeSeverityPolicy(ctx: Context, given: ChangeSeverityInput): Promise<number> {
  requirePermission(ctx.actor, "severity.edit");
  const { reason, expectedVersion, ...policy } = readInput(changeSeverityInput, given);
  const { companyId } = ctx.actor;
  const at = ctx.now();
  return inTransaction(ctx.db, async (tx) => {
    const newest = await selectSeverityPolicy(tx, companyId);
    const version = expectedVersion + 1;
    const row = { companyId, version, policy, reason, changedBy: actorName(ctx.actor), changedAt: at };
    if ((newest?.version ?? 0) !== expectedVersion || !(await insertSeverityPolicy(tx, row)))
      throw new ConflictError("Someone changed this policy meanwhile. Nothing was saved; look again.");
    const entry = {
      action: "severity.change",
      subject: { kind: "severity_policy", id: String(version) },
      reason,
      before: newest?.policy ?? DEFAULT_SEVERITY_POLICY,
      after: policy,
    };
    await appendAudit(tx, ctx.actor, entry, at);
    return version;
  });
}
