import { type SumScope, selectGroupedSums, selectTotals } from "@/db/queries/overview/select-sums";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { dayBefore, type OverviewQuery, periodsOf } from "@/lib/contracts/overview/overview-query";
import type { Scorecard, ScorecardList, WeekSums } from "@/lib/contracts/overview/scorecard";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import { dayIn } from "@/lib/domain/shipment/wall-clock";
import type { Context } from "@/lib/usecases/context";
import { shipmentFacets } from "../shipments/shipment-board";
import { readOtifTarget } from "./read-otif-target";

const MOST_CARRIERS = 200;
const WEEKS = 13;

/** Every carrier that had anything to do in these days, the busiest first, beside the days before. */
export async function scorecardList(ctx: Context, query: OverviewQuery): Promise<ScorecardList> {
  const { head, scope } = await headOf(ctx, query);
  const earlier = { ...scope, from: head.before.from, to: head.before.to };
  const [lines, then] = await Promise.all([
    selectGroupedSums(ctx.db, scope, "carrier", MOST_CARRIERS + 1),
    selectGroupedSums(ctx.db, earlier, "carrier", MOST_CARRIERS + 1),
  ]);
  const byName = new Map(then.map((line) => [line.name, line]));
  return {
    ...head,
    lines: lines.slice(0, MOST_CARRIERS).map((line) => ({ ...line, earlier: byName.get(line.name) ?? null })),
    more: lines.length > MOST_CARRIERS,
  };
}

/**
 * One carrier: what it answered, kept, told and damaged, beside the days before and week by week.
 * @throws {NotFoundError} when there are no shipments of it.
 */
export async function scorecard(ctx: Context, carrier: string, query: OverviewQuery): Promise<Scorecard> {
  const { head, scope, today } = await headOf(ctx, { ...query, carrier });
  if (
    !head.facets.carriers.includes(carrier) &&
    (await selectTotals(ctx.db, { ...scope, from: "2000-01-01", to: today })).tendered === 0
  )
    throw new NotFoundError("There are no shipments of this carrier.");
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const monday = dayBefore(today, weekday + 7 * (WEEKS - 1));
  const [target, now, then, weeks] = await Promise.all([
    readOtifTarget(ctx),
    selectTotals(ctx.db, scope),
    selectTotals(ctx.db, { ...scope, from: head.before.from, to: head.before.to }),
    selectGroupedSums(ctx.db, { ...scope, from: monday, to: today }, "week", WEEKS),
  ]);
  return {
    ...head,
    carrier,
    target,
    totals: { now, before: then },
    weeks: weeks.map(({ name, ...sums }): WeekSums => {
      const [to = today] = [dayBefore(name, -6), today].sort();
      return { ...sums, day: name, to };
    }),
  };
}

async function headOf(ctx: Context, query: OverviewQuery) {
  requirePermission(ctx.actor, "overview.read");
  const { companyId } = ctx.actor;
  const [zone, facets] = await Promise.all([selectCompanyZone(ctx.db, companyId), shipmentFacets(ctx)]);
  const today = dayIn(zone, ctx.now().getTime());
  const { period, before } = periodsOf({ days: 28, ...query }, today);
  const { customer, carrier } = query;
  const scope: SumScope = { companyId, from: period.from, to: period.to, customer, carrier };
  return { head: { query, zone, period, before, facets }, scope, today };
}
