import { lockNotice, requeueNotice } from "@/db/queries/notices/list-notices";
import { inTransaction } from "@/db/transaction";
import { type ResendNoticeInput, resendNoticeInput } from "@/lib/contracts/notices/subscription-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, NotFoundError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";

/** Sends a notice that failed or was sent once more, or one that waits now instead of later. */
export async function resendNotice(ctx: Context, given: ResendNoticeInput): Promise<void> {
  requirePermission(ctx.actor, "notice.resend");
  const { noticeId, expectedVersion, reason } = readInput(resendNoticeInput, given);
  const { actor } = ctx;
  await inTransaction(ctx.db, async (tx) => {
    const row = await lockNotice(tx, actor.companyId, noticeId);
    if (!row || row.channel === "in_app")
      throw new NotFoundError("There is no such notice here. Nothing was sent.");
    const at = ctx.now();
    if (row.version !== expectedVersion || (row.leasedUntil && row.leasedUntil > at))
      throw new ConflictError(
        "This notice changed or is being sent right now. Nothing was changed; look again.",
      );
    await requeueNotice(tx, row, actor.kind === "user" ? actor.name : actor.job, at);
    const entry = {
      action: "notice.resend",
      subject: { kind: "notice", id: row.id },
      reason,
      before: { state: row.state, error: row.error },
    };
    await appendAudit(tx, actor, entry, at);
  });
}
