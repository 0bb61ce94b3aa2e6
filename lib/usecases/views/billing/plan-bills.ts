import { selectUnbilledPage } from "@/db/queries/billing/select-unbilled";
import type { BillPlan } from "@/lib/contracts/billing/unbilled-page";
import type { UnbilledQuery } from "@/lib/contracts/billing/unbilled-query";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ageAsOf } from "@/lib/domain/billing/age";
import { planBilling } from "@/lib/domain/billing/billing-plan";
import type { Context } from "@/lib/usecases/context";
import { unbilledNarrowing } from "./unbilled-narrowing";

/** One run bills at most so many orders; a longer list is billed in several. */
const MOST_IN_RUN = 2_000;

/**
 * What a bill run over everything the list shows would do: how many orders and deliveries, what they come to, and what is left out and why. Nothing is
 * changed. `more`: the list goes on, and the rest is for the next run.
 */
export async function planBills(ctx: Context, query: UnbilledQuery): Promise<BillPlan> {
  requirePermission(ctx.actor, "billing.read");
  const narrowing = unbilledNarrowing(query, ageAsOf(ctx.now().getTime()));
  const rows = await selectUnbilledPage(ctx.db, ctx.actor.companyId, narrowing, { limit: MOST_IN_RUN + 1 });
  const plan = planBilling(
    rows.slice(0, MOST_IN_RUN).map((row) => ({
      ...row,
      key: `${row.connectionId} ${row.orderId} ${row.part} ${row.currency}`,
      deliveries: row.deliveries.length,
    })),
  );
  return { plan, more: rows.length > MOST_IN_RUN };
}
