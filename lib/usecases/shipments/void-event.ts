import { selectEventIdentity } from "@/db/queries/shipments/select-event-identity";
import { selectShipment } from "@/db/queries/shipments/select-shipment";
import type { VoidEventInput } from "@/lib/contracts/shipments/manual-event";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { InvalidError, NotFoundError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { storeManualEvent } from "./store-manual-event";

/** Takes an event back with a reason. It stays on the timeline, struck out, with who did it; nothing is deleted. */
export async function voidEvent(ctx: Context, input: VoidEventInput): Promise<{ messageId: string }> {
  requirePermission(ctx.actor, "shipment.event.add");
  const { companyId } = ctx.actor;
  const found = await selectShipment(ctx.db, companyId, input.shipmentNumber);
  if (!found)
    throw new NotFoundError(`There is no shipment ${input.shipmentNumber} here. Nothing was changed.`);
  const target = await selectEventIdentity(ctx.db, companyId, found.id, input.eventId);
  if (!target) throw new NotFoundError("This shipment has no such event. Nothing was changed.");
  if (target.milestone === "event_voided") {
    throw new InvalidError(
      "What took an event back stays. Enter the event again instead; nothing was changed.",
    );
  }
  return storeManualEvent(
    ctx,
    {
      requestId: input.requestId,
      shipmentNumber: found.number,
      reason: input.reason,
      event: { action: "void", identity: target.identity },
    },
    {
      action: "shipment.event.void",
      subject: { kind: "shipment", id: found.number },
      before: {
        eventId: input.eventId,
        milestone: target.milestone,
        occurredAt: target.occurredAt.toISOString(),
      },
    },
  );
}
