import { selectShipmentNotices } from "@/db/queries/notices/list-notices";
import type { ShipmentNotice } from "@/lib/contracts/notices/notice-list";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";

const SHOWN = 20;

/** What the customer of one shipment was told of it, the newest first. */
export async function shipmentNotices(ctx: Context, shipmentId: string): Promise<readonly ShipmentNotice[]> {
  requirePermission(ctx.actor, "shipment.read");
  const rows = await selectShipmentNotices(ctx.db, ctx.actor.companyId, shipmentId, SHOWN);
  return rows.map((row) => ({
    ...{
      id: row.id,
      to: row.address ?? "",
      title: row.title,
      body: row.body,
      state: row.state,
      error: row.error,
    },
    at: (row.sentAt ?? row.createdAt).toISOString(),
  }));
}
