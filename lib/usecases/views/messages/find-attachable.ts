import { selectShipmentSummaries } from "@/db/queries/messages/select-shipment-summaries";
import { findReferencesByPrefix } from "@/db/queries/shipments/find-references";
import { findShipmentNumbers } from "@/db/queries/shipments/find-shipment-numbers";
import type { ShipmentSummary } from "@/lib/contracts/messages/message-page";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { normaliseReference } from "@/lib/domain/reference/reference";
import type { Context } from "@/lib/usecases/context";
import { shipmentSummary } from "./message-references";

const MOST_FOUND = 8;
const SHORTEST = 3;

/** Shipments a message could be attached to, by the start of any of their numbers, whatever the separators. */
export async function findAttachable(ctx: Context, text: string): Promise<ShipmentSummary[]> {
  requirePermission(ctx.actor, "message.attach");
  const lookup = normaliseReference(text.slice(0, 80));
  if (lookup.length < SHORTEST) return [];
  const { companyId } = ctx.actor;
  const [references, numbers] = await Promise.all([
    findReferencesByPrefix(ctx.db, companyId, lookup, MOST_FOUND * 4),
    findShipmentNumbers(ctx.db, companyId, text.trim().toUpperCase(), MOST_FOUND),
  ]);
  const ids = [...new Set([...numbers, ...references].map((found) => found.shipmentId))].slice(0, MOST_FOUND);
  const rows = await selectShipmentSummaries(ctx.db, companyId, ids);
  return rows.map(shipmentSummary);
}
