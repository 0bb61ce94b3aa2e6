import { selectMessage } from "@/db/queries/messages/select-message";
import { selectShipmentSummaries } from "@/db/queries/messages/select-shipment-summaries";
import type { AttachInput, Decided } from "@/lib/contracts/messages/decisions";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { InvalidError, NotFoundError } from "@/lib/domain/app-error";
import type { MessageState } from "@/lib/domain/message/message-state";
import type { Context } from "@/lib/usecases/context";
import { messageContent } from "@/lib/usecases/views/messages/message-content";
import { decideMessage } from "./decide-message";

export const ATTACHABLE: readonly MessageState[] = ["ambiguous", "unmatched"];

/** Puts what a message says on the shipments a person chose. Refuses a message that speaks of several things. */
export async function attachMessage(ctx: Context, input: AttachInput): Promise<Decided> {
  requirePermission(ctx.actor, "message.attach");
  const { companyId } = ctx.actor;
  const shipmentIds = [...new Set(input.shipmentIds)].sort();
  const known = await selectShipmentSummaries(ctx.db, companyId, shipmentIds);
  if (known.length < shipmentIds.length) {
    throw new NotFoundError("A shipment you chose is not there any more. Nothing was changed; choose again.");
  }
  await refuseSeveralSubjects(ctx, input.messageId);
  return decideMessage(ctx, {
    messageId: input.messageId,
    version: input.version,
    kind: "attach",
    shipmentIds,
    reason: input.reason || null,
    states: ATTACHABLE,
  });
}

/** One choice holds for a whole message: for a status file of forty orders it would put thirty-nine on the wrong shipment. */
async function refuseSeveralSubjects(ctx: Context, messageId: string): Promise<void> {
  const message = await selectMessage(ctx.db, ctx.actor.companyId, messageId);
  if (!message) throw new NotFoundError("There is no such message here. Nothing was changed.");
  const content = await messageContent(ctx, message);
  if (content && content.subjectCount <= 1) return;
  const what = content ? `${content.subjectCount} different shipments` : "more than can be read on a page";
  throw new InvalidError(
    `This message speaks of ${what}; one choice would put all of it on one. Nothing was changed. Each part attaches by itself once its reference is known.`,
  );
}
