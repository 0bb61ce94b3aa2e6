import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "@/db/client";
import { findDeliveryHolders } from "@/db/queries/inbox/find-delivery-holders";
import { insertMessages, type MessageRow } from "@/db/queries/inbox/insert-messages";
import { selectLoggedMessage } from "@/db/queries/messages/select-logged-message";
import { ensurePersonConnection } from "@/db/queries/shipments/person-connection";
import { inTransaction } from "@/db/transaction";
import { personSlug } from "@/lib/contracts/connections/slug";
import { type ManualEventBody, manualEventBody } from "@/lib/contracts/shipments/manual-event";
import type { UserActor } from "@/lib/domain/access/actor";
import { ConflictError, ForbiddenError } from "@/lib/domain/app-error";
import { type AuditEntry, appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { messageRow } from "@/lib/usecases/inbox/message-row";

interface ManualEvent {
  readonly requestId: string;
  readonly shipmentNumber: string;
  readonly reason: string;
  readonly event: ManualEventBody["event"];
}

/** Only people enter events by hand: the name goes on the timeline. */
export function personOf(ctx: Context): UserActor {
  if (ctx.actor.kind !== "user") throw new ForbiddenError("Only a person enters events by hand.");
  return ctx.actor;
}

/**
 * Puts what a person states into the inbox, as any partner's message, with its audit row or not at all.
 * The same request again changes nothing and answers with the first message.
 */
export async function storeManualEvent(
  ctx: Context,
  manual: ManualEvent,
  audit: Pick<AuditEntry, "action" | "subject" | "before" | "after">,
): Promise<{ messageId: string }> {
  const actor = personOf(ctx);
  const now = ctx.now();
  const body: ManualEventBody = {
    kind: "manual-event",
    version: 1,
    requestId: manual.requestId,
    shipment: manual.shipmentNumber,
    enteredBy: actor.name,
    enteredAt: now.toISOString(),
    reason: manual.reason,
    event: manual.event,
  };
  return inTransaction(ctx.db, async (tx) => {
    const connectionId = await personConnection(tx, actor.companyId);
    const row = messageRow(
      actor.companyId,
      {
        connectionId,
        body: Buffer.from(JSON.stringify(body)),
        contentType: "application/json",
        deliveryKey: `person:${manual.requestId}`,
        transport: "person",
      },
      now,
    );
    const stored = await insertMessages(tx, [row]);
    if (!stored.has(row.id)) return { messageId: await firstOf(tx, row, body) };
    await appendAudit(tx, actor, { ...audit, reason: manual.reason }, now);
    return { messageId: row.id };
  });
}

/** The message this form made when it was sent before. Throws ConflictError where it said something else then. */
async function firstOf(tx: Transaction, row: MessageRow, body: ManualEventBody): Promise<string> {
  const [holder] = await findDeliveryHolders(tx, [row]);
  const first = holder && (await selectLoggedMessage(tx, row.companyId, holder.messageId));
  if (!first) throw new Error("a hand-made event was neither stored nor known");
  if (statementOf(JSON.parse(first.body.toString())) !== statementOf(body)) {
    throw new ConflictError(
      "This form was entered already, with other contents. Nothing was entered now; look at the timeline first.",
    );
  }
  return first.id;
}

/** What the body says, but for when the button was pressed. */
function statementOf(given: unknown): string {
  return JSON.stringify({ ...manualEventBody.parse(given), enteredAt: "" });
}

async function personConnection(tx: Transaction, companyId: number): Promise<string> {
  const id = uuidv7();
  // The slug is an address of the inbox, unique over all companies; nothing ever posts to this one.
  return ensurePersonConnection(tx, companyId, { id, slug: personSlug(companyId) });
}
