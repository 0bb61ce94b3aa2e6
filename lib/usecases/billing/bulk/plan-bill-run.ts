import { v5 as uuidv5 } from "uuid";
import type { StoredUnbilled } from "@/db/queries/billing/select-unbilled";
import { type PlanBillRunInput, planBillRunInput } from "@/lib/contracts/billing/bill-run-input";
import type { BulkRunDto } from "@/lib/contracts/bulk/bulk-run";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { InvalidError } from "@/lib/domain/app-error";
import { leftOutText } from "@/lib/domain/billing/billing-plan";
import { keepPlan, type PlannedItem } from "@/lib/usecases/bulk/keep-plan";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { flowSettings } from "@/lib/usecases/flows/flow-settings";
import { billable, MOST_IN_RUN } from "@/lib/usecases/views/billing/plan-bills";
import type { DeliveryToBill } from "./unbilled-kind";

/** "Bill N deliveries": what is ready of what the list shows, at most 2,000 orders, kept as a plan that its planner may start. Nothing else is changed. */
export async function planBillRun(ctx: Context, given: PlanBillRunInput): Promise<BulkRunDto> {
  for (const permission of ["billing.read", "flow.start", "flow.bulk"] as const)
    requirePermission(ctx.actor, permission);
  const { query } = readInput(planBillRunInput, given);
  const { enabled } = await flowSettings(ctx.db, ctx.actor.companyId, "bill_on_delivery");
  if (!enabled)
    throw new InvalidError(
      "“Bill on delivery” starts no runs: it is switched off in the flow settings. Nothing was planned.",
    );
  const { rows, plan, more } = await billable(ctx, query);
  const beyond = {
    reason: `Beyond the ${MOST_IN_RUN.toLocaleString("en")} orders that wait longest (at least this many)`,
    count: 1,
  };
  return keepPlan(ctx, {
    ...{ subjectKind: "unbilled_order", action: "bill", input: {}, filter: query },
    items: rows.flatMap(itemsOf),
    leftOut: [
      ...plan.leftOut.map(({ reason, orders: count }) => ({ reason: leftOutText(reason), count })),
      ...(more ? [beyond] : []),
    ],
  });
}

/** One a delivery that is delivered; the order's amount goes with the first. */
function itemsOf(row: StoredUnbilled): PlannedItem[] {
  const { connectionId, orderId, orderName, customer, amountMinor, currency } = row;
  const delivered = row.deliveries.filter(({ deliveredAt }) => deliveredAt !== null);
  return delivered.map(({ pickingId, name, shipmentNumber }, index) => {
    const given: DeliveryToBill = {
      ...{ connectionId, saleOrderId: orderId, pickingId, pickingName: name, orderName, shipmentNumber },
      customer: customer === "" ? null : customer,
    };
    return {
      ...{ subjectId: uuidv5(`${orderId} ${pickingId}`, connectionId), subjectVersion: 1, given },
      label: `${orderName}, ${name}`,
      ...(index === 0 ? { amountMinor, currency } : {}),
    };
  });
}
