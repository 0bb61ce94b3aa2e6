import { selectExceptionCounts } from "@/db/queries/exceptions/count-exceptions";
import { selectShipmentCounts } from "@/db/queries/shipments/select-shipment-counts";
import type { NavCountsDto } from "@/lib/contracts/nav-counts";
import { can } from "@/lib/domain/access/actor";
import type { Context } from "@/lib/usecases/context";
import { pressingClocks } from "./clocks/clock-counts";
import { waitingCommands } from "./commands/command-counts";
import { countApprovals } from "./flows/list-approvals";
import { messageCounts } from "./messages/message-counts";

/** The numbers on the rail: kept or bounded counts only, because every page asks for them. */
export async function navCounts(ctx: Context): Promise<NavCountsDto> {
  const [kept, exceptions, clocks, waiting, waitingCommandCount, waitingApprovals] = await Promise.all([
    can(ctx.actor, "shipment.read") ? selectShipmentCounts(ctx.db, ctx.actor.companyId) : null,
    can(ctx.actor, "exception.read") ? selectExceptionCounts(ctx.db, ctx.actor.companyId) : null,
    can(ctx.actor, "shipment.read") ? pressingClocks(ctx) : null,
    can(ctx.actor, "message.read") ? messageCounts(ctx) : null,
    can(ctx.actor, "command.read") ? waitingCommands(ctx) : null,
    can(ctx.actor, "flow.read") ? countApprovals(ctx) : null,
  ]);
  return {
    openShipments: kept ? (kept.get("open") ?? 0) : null,
    openExceptions: exceptions
      ? Math.max(0, (exceptions.get("state:open") ?? 0) + (exceptions.get("state:acknowledged") ?? 0))
      : null,
    pressingClocks: clocks,
    waitingMessages: waiting?.person ?? null,
    waitingCommands: waitingCommandCount,
    waitingApprovals,
  };
}
