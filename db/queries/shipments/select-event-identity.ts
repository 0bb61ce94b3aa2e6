import { and, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { event } from "../../schema/event";

/** What is needed to take back one event of a shipment; undefined when the shipment has none of that id. */
export async function selectEventIdentity(
  db: Executor,
  companyId: number,
  shipmentId: string,
  eventId: string,
) {
  const [row] = await db
    .select({ identity: event.identity, milestone: event.milestone, occurredAt: event.occurredAt })
    .from(event)
    .where(and(eq(event.companyId, companyId), eq(event.shipmentId, shipmentId), eq(event.id, eventId)))
    .limit(1);
  return row;
}
