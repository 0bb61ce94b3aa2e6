import { type StoredUnbilled, selectUnbilledPage } from "@/db/queries/billing/select-unbilled";
import type { BillPlan } from "@/lib/contracts/billing/unbilled-page";
import type { UnbilledQuery } from "@/lib/contracts/billing/unbilled-query";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ageAsOf } from "@/lib/domain/billing/age";
import { type BillingPlan, planBilling } from "@/lib/domain/billing/billing-plan";
import type { Context } from "@/lib/usecases/context";
import { unbilledNarrowing } from "./unbilled-narrowing";

/** One run bills at most so many orders; a longer list is billed in several. */
export const MOST_IN_RUN = 2_000;

/**
 * What a bill run over everything the list shows would do: how many orders and deliveries, what they come to, and what is left out and why. Nothing is
 * changed. `more`: the list goes on, and the rest is for the next run.
 */
export async function planBills(ctx: Context, query: UnbilledQuery): Promise<BillPlan> {
  requirePermission(ctx.actor, "billing.read");
  const { plan, more } = await billable(ctx, query);
  return { plan, more, mayBill: can(ctx.actor, "flow.start") && can(ctx.actor, "flow.bulk") };
}

/** The plan with the rows it would bill. */
export async function billable(
  ctx: Context,
  query: UnbilledQuery,
): Promise<{ rows: StoredUnbilled[]; plan: BillingPlan; more: boolean }> {
  const narrowing = unbilledNarrowing(query, ageAsOf(ctx.now().getTime()));
  const rows = await selectUnbilledPage(ctx.db, ctx.actor.companyId, narrowing, { limit: MOST_IN_RUN + 1 });
  const shown = rows.slice(0, MOST_IN_RUN);
  const plan = planBilling(
    shown.map((row) => ({ ...row, key: keyOf(row), deliveries: row.deliveries.length })),
  );
  const billed = new Set(plan.keys);
  return { rows: shown.filter((row) => billed.has(keyOf(row))), plan, more: rows.length > MOST_IN_RUN };
}

const keyOf = ({ connectionId, orderId, part, currency }: StoredUnbilled) =>
  `${connectionId} ${orderId} ${part} ${currency}`;
