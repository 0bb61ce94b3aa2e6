import { lockOutbound, updateOutbound } from "@/db/queries/outbound/lock-outbound";
import { insertOutboundAttempt } from "@/db/queries/outbound/settle-outbound";
import { inTransaction } from "@/db/transaction";
import { type ResendOutboundInput, resendOutboundInput } from "@/lib/contracts/outbound/outbound-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, NotFoundError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "../messages/actor-name";

/** Sends the same message again: the same bytes under the same id and operation key, so that a receiver that has it can leave it out. */
export async function resendOutbound(ctx: Context, given: ResendOutboundInput): Promise<void> {
  requirePermission(ctx.actor, "outbound.resend");
  const { outboundId, expectedVersion, reason } = readInput(resendOutboundInput, given);
  const { companyId } = ctx.actor;
  const at = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    const key = { companyId, id: outboundId };
    const row = await lockOutbound(tx, key);
    if (!row) throw new NotFoundError("There is no such message here. Nothing was sent.");
    if (row.version !== expectedVersion || (row.leasedUntil && row.leasedUntil > at))
      throw new ConflictError(
        "This message changed or is being sent right now. Nothing was changed; look again.",
      );
    await updateOutbound(tx, key, { state: "waiting", attempts: 0, nextTryAt: at, error: null });
    const outcome = `Asked for again by ${actorName(ctx.actor)}: ${reason}`;
    await insertOutboundAttempt(tx, key, {
      kind: "resend",
      startedAt: at,
      endedAt: at,
      outcome,
      error: null,
    });
    const entry = {
      action: "outbound.resend",
      subject: { kind: "outbound_message", id: outboundId },
      reason,
      before: { state: row.state, error: row.error },
    };
    await appendAudit(tx, ctx.actor, entry, at);
  });
}
