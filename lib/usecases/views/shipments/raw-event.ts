import type { RawView } from "@/lib/contracts/messages/raw-view";
import type { EventLine, ShipmentPage } from "@/lib/contracts/shipments/shipment-page";
import { MILESTONE_RULES } from "@/lib/domain/event/milestone";
import type { Context } from "@/lib/usecases/context";
import { rawMessage } from "@/lib/usecases/views/messages/raw-message";

/** The message behind one event of a shipment, with the event's place marked. Null when the shipment has no such event. */
export async function rawEvent(
  ctx: Context,
  page: ShipmentPage,
  eventId: string,
): Promise<{ view: RawView; title: string } | null> {
  const event = eventOf(page, eventId);
  if (!event) return null;
  const view = await rawMessage(ctx, event.messageId, event.at);
  return { view, title: `${MILESTONE_RULES[event.milestone].label}, told by ${event.connectionName}` };
}

function eventOf(page: ShipmentPage, eventId: string): EventLine | undefined {
  for (const line of page.timeline) {
    if (line.event.id === eventId) return line.event;
    const agreeing = line.agreeing.find((event) => event.id === eventId);
    if (agreeing) return agreeing;
  }
  return undefined;
}
