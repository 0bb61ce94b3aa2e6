import { insertRunbook, selectRunbooks } from "@/db/queries/exceptions/runbooks";
import { inTransaction } from "@/db/transaction";
import { type EditRunbookInput, editRunbookInput } from "@/lib/contracts/exceptions/runbook";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "@/lib/usecases/messages/actor-name";

/** Adds a version of a runbook; earlier ones stay. The same text a second time changes nothing. @returns the version that counts now. */
export async function editRunbook(ctx: Context, given: EditRunbookInput): Promise<number> {
  requirePermission(ctx.actor, "runbook.edit");
  const { kind, markdown, reason, expectedVersion } = readInput(editRunbookInput, given);
  const { companyId } = ctx.actor;
  const at = ctx.now();
  return inTransaction(ctx.db, async (tx) => {
    const [newest] = await selectRunbooks(tx, companyId, kind, 1);
    if (newest?.markdown === markdown) return newest.version;
    const version = expectedVersion + 1;
    const row = {
      companyId,
      kind,
      version,
      markdown,
      reason,
      changedBy: actorName(ctx.actor),
      changedAt: at,
    };
    if ((newest?.version ?? 0) !== expectedVersion || !(await insertRunbook(tx, row)))
      throw new ConflictError(
        "Someone changed this runbook meanwhile. Nothing was saved; keep your text, load theirs, and put the two together.",
      );
    const entry = {
      action: "runbook.edit",
      subject: { kind: "runbook", id: kind },
      reason,
      before: { version: expectedVersion },
      after: { version, characters: markdown.length },
    };
    await appendAudit(tx, ctx.actor, entry, at);
    return version;
  });
}
