import { countClocks } from "@/db/queries/clocks/count-clocks";
import type { ClockCounts } from "@/lib/contracts/clocks/clock-list";
import type { BoundedCount } from "@/lib/contracts/messages/message-list";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";

const COUNT_LIMIT = 1_000;

/** How many promises press, up to a thousand each: more is "1,000+" to whoever reads it. */
export async function clockCounts(ctx: Context): Promise<ClockCounts> {
  requirePermission(ctx.actor, "shipment.read");
  const { atRisk, broken, paused } = await countClocks(ctx.db, ctx.actor.companyId, COUNT_LIMIT + 1);
  return { atRisk: bounded(atRisk), broken: bounded(broken), paused: bounded(paused) };
}

/** Broken and running, or at risk: the number on the rail. */
export async function pressingClocks(ctx: Context): Promise<BoundedCount> {
  const { atRisk, broken } = await clockCounts(ctx);
  return bounded(atRisk.count + broken.count, atRisk.more || broken.more);
}

const bounded = (count: number, more = false): BoundedCount => ({
  count: Math.min(count, COUNT_LIMIT),
  more: more || count > COUNT_LIMIT,
});
