import { selectAssumptions, selectTerms } from "@/db/queries/billing/billing-terms";
import { selectUnbilledPage, type UnbilledNarrowing } from "@/db/queries/billing/select-unbilled";
import {
  countUnbilledLists,
  selectUnbilledChoices,
  selectUnbilledDays,
  selectUnbilledLag,
  selectUnbilledSums,
  type UnbilledDayRow,
  type UnbilledGroup,
} from "@/db/queries/billing/select-unbilled-sums";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import type { UnbilledPage } from "@/lib/contracts/billing/unbilled-page";
import type { UnbilledQuery } from "@/lib/contracts/billing/unbilled-query";
import { dayBefore } from "@/lib/contracts/overview/overview-query";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { AGE_BUCKETS, ageAsOf } from "@/lib/domain/billing/age";
import { DEFAULT_ASSUMPTIONS } from "@/lib/domain/billing/assumptions";
import { termsFor } from "@/lib/domain/billing/terms";
import { dayIn } from "@/lib/domain/shipment/wall-clock";
import type { Context } from "@/lib/usecases/context";
import { cursorOf, positionOf, unbilledLine } from "./unbilled-line";
import { unbilledNarrowing } from "./unbilled-narrowing";
import { ageCounts, companyTotals, moneyTotals, standingCounts } from "./unbilled-totals";

const PAGE_ROWS = 50;
const MOST_CHOICES = 200;
const MOST_COUNTED = 1_000;
const TREND_DAYS = 60;

/** One page of what orders have open, with its sums, its trend, and what a bill run over it would do. */
export async function unbilledPage(ctx: Context, query: UnbilledQuery): Promise<UnbilledPage> {
  requirePermission(ctx.actor, "billing.read");
  const { companyId } = ctx.actor;
  const asOf = ageAsOf(ctx.now().getTime());
  const list = query.tab;
  const [zone, terms, assumed, groups, tabCounts, choices, lag] = await Promise.all([
    selectCompanyZone(ctx.db, companyId),
    selectTerms(ctx.db, companyId),
    selectAssumptions(ctx.db, companyId),
    selectUnbilledSums(ctx.db, companyId, { ...query, list }, new Date(asOf)),
    countUnbilledLists(ctx.db, companyId),
    selectUnbilledChoices(ctx.db, companyId, list, MOST_CHOICES),
    selectUnbilledLag(ctx.db, companyId, MOST_COUNTED + 1),
  ]);
  const book = new Map(terms.map((row) => [row.customer, row.terms]));
  const narrowing = unbilledNarrowing(query, asOf);
  const [page, days] = await Promise.all([
    readPage(ctx, query, narrowing),
    selectUnbilledDays(ctx.db, companyId, list, dayBefore(dayIn(zone, ctx.now().getTime()), TREND_DAYS - 1)),
  ]);
  const shown = groups.filter((group) => isIn(group, query));
  const assumptions = assumed?.assumptions ?? DEFAULT_ASSUMPTIONS;
  return {
    ...{ query, zone, tabCounts, asOf: new Date(asOf).toISOString() },
    rows: page.rows.map((row) => unbilledLine(row, termsFor(book, row.customer))),
    ...{ older: page.older, newer: page.newer },
    orders: shown.reduce((sum, { orders }) => sum + orders, 0),
    deliveries: shown.reduce((sum, { deliveries }) => sum + deliveries, 0),
    sums: moneyTotals(shown),
    companyTotals: companyTotals(shown, assumptions),
    // Each facet under the other filters, so that its numbers say what choosing it would show.
    standings: standingCounts(
      groups.filter((group) => isIn(group, { ...query, blocker: undefined })),
      book,
    ),
    ages: ageCounts(groups.filter((group) => isIn(group, { ...query, age: undefined }))),
    ...choices,
    trend: trendOf(days),
    assumptions: { ...assumptions, version: assumed?.version ?? 0 },
    mayEdit: can(ctx.actor, "billing.terms.edit"),
    lag: { ...lag, waiting: Math.min(lag.waiting, MOST_COUNTED), more: lag.waiting > MOST_COUNTED },
    hasOdoo: lag.hasOdoo,
  };
}

/** True for a sum of the list under its blocker and age; customer and currency are asked for in the query. */
function isIn(
  { standing, ageDays }: UnbilledGroup,
  { blocker, age }: Pick<UnbilledQuery, "blocker" | "age">,
) {
  const bucket = AGE_BUCKETS.find(({ key }) => key === age);
  const fits =
    !bucket || (ageDays >= bucket.fromDays && (bucket.untilDays === null || ageDays < bucket.untilDays));
  return fits && (blocker === undefined || standing === blocker);
}

async function readPage(ctx: Context, query: UnbilledQuery, narrowing: UnbilledNarrowing) {
  const after = positionOf(query.after);
  const before = after ? undefined : positionOf(query.before);
  const found = await selectUnbilledPage(ctx.db, ctx.actor.companyId, narrowing, {
    ...(after ? { after } : {}),
    ...(before ? { before } : {}),
    limit: PAGE_ROWS + 1,
  });
  const hasFurther = found.length > PAGE_ROWS;
  const rows = before ? found.slice(-PAGE_ROWS) : found.slice(0, PAGE_ROWS);
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    rows,
    older: last && (before !== undefined || hasFurther) ? cursorOf(last) : null,
    newer: first && (after !== undefined || (before !== undefined && hasFurther)) ? cursorOf(first) : null,
  };
}

/** The days of one currency: that with most in it on the last day. */
function trendOf(days: readonly UnbilledDayRow[]): UnbilledPage["trend"] {
  const last = days.filter(({ day }) => day === days.at(-1)?.day);
  const [most] = last.toSorted((a, b) => b.amountMinor - a.amountMinor);
  if (!most) return null;
  const currency = most.companyCurrency;
  return {
    currency,
    days: days
      .filter(({ companyCurrency }) => companyCurrency === currency)
      .map(({ day, orders, amountMinor }) => ({ day, orders, amountMinor })),
  };
}
