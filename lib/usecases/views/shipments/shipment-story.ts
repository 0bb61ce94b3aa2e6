import type { RawView } from "@/lib/contracts/messages/raw-view";
import type { ShipmentPage } from "@/lib/contracts/shipments/shipment-page";
import { can } from "@/lib/domain/access/actor";
import { NotFoundError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { rawEvent } from "./raw-event";
import { shipmentPage } from "./shipment-page";

export interface ShipmentStory {
  readonly page: ShipmentPage;
  /** The message behind the event asked for; null for whoever may not read messages, or when there is no such event. */
  readonly raw: { readonly view: RawView; readonly title: string } | null;
  /** What the page offers this person; each action asks again. */
  readonly may: { readonly readRaw: boolean; readonly readMessages: boolean; readonly addEvents: boolean };
}

/** A shipment as its page opens: the story, and the message behind one event beside it. Null when there is none of that number. */
export async function shipmentStory(
  ctx: Context,
  number: string,
  rawEventId?: string,
): Promise<ShipmentStory | null> {
  const may = {
    readRaw: can(ctx.actor, "message.raw.read"),
    readMessages: can(ctx.actor, "message.read"),
    addEvents: can(ctx.actor, "shipment.event.add"),
  };
  const page = await unlessMissing(shipmentPage(ctx, number));
  if (!page) return null;
  const raw = may.readRaw && rawEventId ? await unlessMissing(rawEvent(ctx, page, rawEventId)) : null;
  return { page, raw, may };
}

async function unlessMissing<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}
