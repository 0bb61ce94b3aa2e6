import {
  deleteDecision,
  insertReprocessRequests,
  selectVersions,
} from "@/db/queries/messages/write-decision";
import { inTransaction } from "@/db/transaction";
import type { Decided, RestoreInput } from "@/lib/contracts/messages/decisions";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { takeMessage } from "./decide-message";

/** Takes back that a message was ignored; it runs again as if nobody had said so. */
export async function restoreMessage(ctx: Context, input: RestoreInput): Promise<Decided> {
  requirePermission(ctx.actor, "message.dismiss");
  const { companyId } = ctx.actor;
  const { messageId, version } = input;
  const now = ctx.now();
  return inTransaction(ctx.db, async (tx) => {
    const had = await deleteDecision(tx, companyId, messageId);
    const [current] = await selectVersions(tx, companyId, [messageId]);
    if (!had && current && current.version > version) return { version: current.version, repeated: true };
    await insertReprocessRequests(tx, companyId, [messageId], { cause: "restore", at: now });
    const taken = await takeMessage(tx, companyId, { messageId, version, states: ["ignored"] });
    const subject = { kind: "message", id: messageId };
    await appendAudit(
      tx,
      ctx.actor,
      { action: "message.restore", subject, before: { state: taken.state }, after: { decision: null } },
      now,
    );
    return { version: taken.version, repeated: false };
  });
}
