import { insertReprocessRequests, selectVersions } from "@/db/queries/messages/write-decision";
import { inTransaction } from "@/db/transaction";
import { type LetThroughInput, letThroughInput } from "@/lib/contracts/connections/hold-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { takeMessage } from "../messages/decide-message";
import { readInput } from "./read-input";

/** Reads one chosen message now although its connection is paused; the others go on waiting. */
export async function letThrough(ctx: Context, given: LetThroughInput): Promise<void> {
  requirePermission(ctx.actor, "connection.manage");
  const { messageId, expectedVersion, reason } = readInput(letThroughInput, given);
  const { companyId } = ctx.actor;
  const at = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    const [current] = await selectVersions(tx, companyId, [messageId]);
    if (current?.isQueued) return;
    await insertReprocessRequests(tx, companyId, [messageId], { cause: "let through", at });
    const taken = await takeMessage(tx, companyId, {
      messageId,
      version: expectedVersion,
      states: ["held"],
    });
    const subject = { kind: "message", id: messageId };
    await appendAudit(
      tx,
      ctx.actor,
      { action: "message.let_through", subject, reason, before: { state: taken.state } },
      at,
    );
  });
}
