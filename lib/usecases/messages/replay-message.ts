import { insertReprocessRequests, selectVersions } from "@/db/queries/messages/write-decision";
import { inTransaction } from "@/db/transaction";
import type { Decided, ReplayInput } from "@/lib/contracts/messages/decisions";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { MessageState } from "@/lib/domain/message/message-state";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { takeMessage } from "./decide-message";

/** Running these again can change what became of them. A conflict and an ignored message wait for a person's word instead. */
export const REPLAYABLE: readonly MessageState[] = [
  "quarantined",
  "ambiguous",
  "unmatched",
  "recorded",
  "facts",
  "duplicate",
];

/** Runs a message again with the mapping and the references of now. What is on the timeline already is not added twice. */
export async function replayMessage(ctx: Context, input: ReplayInput): Promise<Decided> {
  requirePermission(ctx.actor, "message.replay");
  const { companyId } = ctx.actor;
  const { messageId, version } = input;
  const now = ctx.now();
  return inTransaction(ctx.db, async (tx) => {
    const [current] = await selectVersions(tx, companyId, [messageId]);
    if (current?.isQueued) return { version: current.version, repeated: true };
    await insertReprocessRequests(tx, companyId, [messageId], { cause: "replay", at: now });
    const taken = await takeMessage(tx, companyId, { messageId, version, states: REPLAYABLE });
    const subject = { kind: "message", id: messageId };
    await appendAudit(
      tx,
      ctx.actor,
      { action: "message.replay", subject, before: { state: taken.state } },
      now,
    );
    return { version: taken.version, repeated: false };
  });
}
