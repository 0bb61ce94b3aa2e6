import { endLending, lockLending } from "@/db/queries/flows/delegations";
import { inTransaction } from "@/db/transaction";
import { takeBackApprovalsInput } from "@/lib/contracts/flows/lending";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";

/** Ends what one lent before its day. What the colleague decided stays decided. Taken back twice it is once. */
export async function takeBackApprovals(ctx: Context, given: { readonly lendingId: string }): Promise<void> {
  requirePermission(ctx.actor, "flow.read");
  const { lendingId: id } = readInput(takeBackApprovalsInput, given);
  const { actor } = ctx;
  const at = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    const row = await lockLending(tx, { companyId: actor.companyId, id });
    if (!row || actor.kind !== "user" || row.fromUserId !== actor.id)
      throw new NotFoundError("You lent no such thing. Nothing was changed.");
    if (row.endedEarlyAt !== null || row.endsAt <= at) return;
    await endLending(tx, row, at);
    await appendAudit(
      tx,
      actor,
      { action: "approval.take_back", subject: { kind: "flow_delegation", id } },
      at,
    );
  });
}
