import { selectShipmentCommands } from "@/db/queries/commands/select-command-list";
import type { CommandRow } from "@/lib/contracts/commands/command-list";
import { can } from "@/lib/domain/access/actor";
import type { Context } from "@/lib/usecases/context";
import { toCommandRows } from "./command-row";

const MOST_ROWS = 20;

/** What was written to Odoo for one shipment, newest first; nothing for who may not see such writes. */
export async function shipmentCommands(ctx: Context, shipmentId: string): Promise<readonly CommandRow[]> {
  if (!can(ctx.actor, "command.read")) return [];
  const { companyId } = ctx.actor;
  return toCommandRows(
    ctx,
    await selectShipmentCommands(ctx.db, { companyId, shipmentId, limit: MOST_ROWS }),
  );
}
