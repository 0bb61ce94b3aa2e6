import type { Transaction } from "@/db/client";
import { countOnTimeline } from "@/db/queries/messages/count-on-timeline";
import {
  type DecisionRow,
  insertReprocessRequests,
  selectDecision,
  selectVersions,
  takeForDecision,
  upsertDecisions,
} from "@/db/queries/messages/write-decision";
import { inTransaction } from "@/db/transaction";
import type { Decided } from "@/lib/contracts/messages/decisions";
import { ConflictError, NotFoundError } from "@/lib/domain/app-error";
import { MESSAGE_STATES, type MessageState } from "@/lib/domain/message/message-state";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "./actor-name";

export interface MessageVerdict {
  readonly messageId: string;
  readonly version: number;
  readonly kind: DecisionRow["kind"];
  readonly shipmentIds: readonly string[];
  readonly reason: string | null;
  /** States in which this may be decided. */
  readonly states: readonly MessageState[];
}

/**
 * A person's word on one message: the decision, the request to run it again and the audit row, in one transaction and only on
 * the version the person saw. The same word a second time changes nothing. Throws ConflictError when the message moved on.
 */
export async function decideMessage(ctx: Context, verdict: MessageVerdict): Promise<Decided> {
  const { companyId } = ctx.actor;
  const now = ctx.now();
  return inTransaction(ctx.db, async (tx) => {
    const before = await selectDecision(tx, companyId, verdict.messageId);
    const repeated = await repeatOf(tx, companyId, verdict, before);
    if (repeated) return repeated;
    // Before the row of the state is locked: the pipeline takes the two in this order.
    await insertReprocessRequests(tx, companyId, [verdict.messageId], { cause: verdict.kind, at: now });
    const taken = await takeMessage(tx, companyId, verdict);
    if (verdict.kind === "ignore") await refuseOnTimeline(tx, companyId, verdict.messageId);
    await upsertDecisions(tx, [
      {
        companyId,
        messageId: verdict.messageId,
        kind: verdict.kind,
        shipmentIds: [...verdict.shipmentIds],
        decidedBy: actorName(ctx.actor),
        reason: verdict.reason,
        decidedAt: now,
      },
    ]);
    const entry = {
      action: `message.${verdict.kind}`,
      subject: { kind: "message", id: verdict.messageId },
      ...(verdict.reason ? { reason: verdict.reason } : {}),
      before: { state: taken.state, decision: before?.kind ?? null },
      after: { decision: verdict.kind, shipmentIds: verdict.shipmentIds },
    };
    await appendAudit(tx, ctx.actor, entry, now);
    return { version: taken.version, repeated: false };
  });
}

/** Takes one message on the version someone saw. Throws when it changed or its state does not allow it. */
export async function takeMessage(
  tx: Transaction,
  companyId: number,
  { messageId, version, states }: Pick<MessageVerdict, "messageId" | "version" | "states">,
) {
  const [taken] = await takeForDecision(tx, companyId, [{ id: messageId, version }], states);
  if (taken) return taken;
  const [current] = await selectVersions(tx, companyId, [messageId]);
  if (!current) {
    throw new NotFoundError("This message has not been read yet, or is not there. Nothing was changed.");
  }
  if (current.version !== version) {
    throw new ConflictError(
      `This message changed since you opened it: it is now "${MESSAGE_STATES[current.state].label}". Nothing was changed; look again.`,
    );
  }
  throw new ConflictError(
    `A message in state "${MESSAGE_STATES[current.state].label}" does not take this decision. Nothing was changed.`,
  );
}

/** An ignored message says that nothing of it is on a timeline; that must be so. */
async function refuseOnTimeline(tx: Transaction, companyId: number, messageId: string): Promise<void> {
  const count = (await countOnTimeline(tx, companyId, [messageId])).get(messageId);
  if (count === undefined) return;
  const what = count === 1 ? "1 event of this message is" : `${count} events of this message are`;
  throw new ConflictError(
    `${what} on the timeline, so it can't be ignored. Nothing was changed. Take them back on the shipment first, or attach the rest.`,
  );
}

/** A second press, or a reply that was lost: what was asked for is what stands. */
async function repeatOf(
  tx: Transaction,
  companyId: number,
  verdict: MessageVerdict,
  before: DecisionRow | undefined,
): Promise<Decided | null> {
  const isSame =
    before?.kind === verdict.kind &&
    before.shipmentIds.join() === verdict.shipmentIds.join() &&
    before.reason === verdict.reason;
  if (!isSame) return null;
  const [current] = await selectVersions(tx, companyId, [verdict.messageId]);
  return current && current.version > verdict.version ? { version: current.version, repeated: true } : null;
}
