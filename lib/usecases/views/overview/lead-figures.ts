import { countTouched, countTouches } from "@/db/queries/overview/select-pressing";
import {
  type SumScope,
  type Sums,
  selectInvoiceDelays,
  selectTotals,
} from "@/db/queries/overview/select-sums";
import type { DelayFigure, LeadFigures, TouchFigure } from "@/lib/contracts/overview/overview-page";
import type { Period } from "@/lib/contracts/overview/overview-query";
import { boundOfShare } from "@/lib/domain/overview/buckets";
import type { Context } from "@/lib/usecases/context";

/** The figures a lead answers for, of a period and of the one before. */
export async function leadFigures(
  ctx: Context,
  scope: SumScope,
  before: Period,
  totals: { readonly now: Sums; readonly before: Sums },
  zone: string,
): Promise<LeadFigures> {
  const earlier: SumScope = { ...scope, from: before.from, to: before.to };
  const both = async <T>(read: (scope: SumScope, sums: Sums) => Promise<T>) => {
    const [now, then] = await Promise.all([read(scope, totals.now), read(earlier, totals.before)]);
    return { now, before: then };
  };
  const [podToInvoice, billed, paid, touches, companyDeliveries] = await Promise.all([
    both((each) => delays(ctx, each)),
    both((each, sums) => touched(ctx, each, "billed_touched", sums.billed)),
    both((each, sums) => touched(ctx, each, "paid_touched", sums.paid)),
    both((each) => countTouches(ctx.db, each, zone)),
    both(async (each, sums) =>
      scope.customer || scope.carrier
        ? (await selectTotals(ctx.db, { ...each, customer: undefined, carrier: undefined })).delivered
        : sums.delivered,
    ),
  ]);
  return { podToInvoice, billed, paid, touches, companyDeliveries };
}

async function delays(ctx: Context, scope: SumScope): Promise<DelayFigure> {
  const buckets = await selectInvoiceDelays(ctx.db, scope);
  return {
    count: buckets.reduce((sum, { count }) => sum + count, 0),
    medianMinutes: boundOfShare(buckets, 0.5),
    p90Minutes: boundOfShare(buckets, 0.9),
  };
}

async function touched(
  ctx: Context,
  scope: SumScope,
  what: "billed_touched" | "paid_touched",
  all: number,
): Promise<TouchFigure> {
  return { all, touched: all === 0 ? 0 : await countTouched(ctx.db, scope, what) };
}
