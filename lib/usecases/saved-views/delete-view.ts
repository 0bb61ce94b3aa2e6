import { deleteSavedView } from "@/db/queries/shipments/saved-views";
import { inTransaction } from "@/db/transaction";
import type { DeleteViewInput } from "@/lib/contracts/shipments/saved-view";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ForbiddenError, NotFoundError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";

/** Removes one of the actor's own views. Others' views, shared or not, are not theirs to remove. */
export async function deleteView(ctx: Context, input: DeleteViewInput): Promise<void> {
  requirePermission(ctx.actor, "view.save");
  const { actor } = ctx;
  if (actor.kind !== "user") throw new ForbiddenError("Views belong to people. Nothing was removed.");
  await inTransaction(ctx.db, async (tx) => {
    const owner = { companyId: actor.companyId, ownerId: actor.id };
    const removed = await deleteSavedView(tx, owner, input.id);
    if (!removed) throw new NotFoundError("This view is not yours, or is gone already. Nothing was removed.");
    if (!removed.sharedWithRole) return;
    const before = { name: removed.name, page: removed.page, role: removed.sharedWithRole };
    const subject = { kind: "saved_view", id: removed.id };
    await appendAudit(tx, actor, { action: "view.unshare", subject, before }, ctx.now());
  });
}
