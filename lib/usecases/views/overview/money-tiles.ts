import { selectUnmatchedInvoices, sumToBill } from "@/db/queries/overview/select-money";
import type { MoneySum, MoneyTiles } from "@/lib/contracts/overview/overview-page";
import { dayBefore, type OverviewQuery, type Period } from "@/lib/contracts/overview/overview-query";
import { can } from "@/lib/domain/access/actor";
import { addDecimals } from "@/lib/domain/overview/decimal-sum";
import { startOfDay } from "@/lib/domain/overview/start-of-day";
import type { Context } from "@/lib/usecases/context";
import { groupBy } from "@/lib/usecases/odoo/deliveries/group-by";

export const MOST_INVOICES = 2_000;

/** Amounts, for those who may see them. Each currency by itself: nothing is added across currencies. */
export async function moneyTiles(
  ctx: Context,
  query: OverviewQuery,
  period: Period,
  zone: string,
): Promise<MoneyTiles | null> {
  if (!can(ctx.actor, "overview.money")) return null;
  const { companyId } = ctx.actor;
  const [toBill, invoices] = await Promise.all([
    // An order of Odoo knows no carrier, and its customer by another name: under a filter it would be a guess.
    query.customer || query.carrier ? null : sumToBill(ctx.db, companyId),
    selectUnmatchedInvoices(ctx.db, {
      ...{ companyId, limit: MOST_INVOICES + 1, ...boundsOf(period, zone) },
      ...{ customer: query.customer, carrier: query.carrier },
    }),
  ]);
  const more = invoices.length > MOST_INVOICES;
  return {
    unbilled: toBill && { orders: toBill.reduce((sum, { count }) => sum + count, 0), sums: toBill },
    carrierInvoices: {
      count: { count: Math.min(invoices.length, MOST_INVOICES), more },
      sums: more ? null : sumsOf(invoices),
    },
  };
}

export function boundsOf({ from, to }: Pick<Period, "from" | "to">, zone: string) {
  return { fromAt: new Date(startOfDay(from, zone)), untilAt: new Date(startOfDay(dayBefore(to, -1), zone)) };
}

function sumsOf(invoices: readonly { total: string | null; currency: string | null }[]): MoneySum[] {
  const byCurrency = groupBy(invoices, ({ currency }) => currency ?? "?");
  return [...byCurrency]
    .map(([currency, own]) => ({
      currency,
      amount: addDecimals(own.map(({ total }) => total ?? "0")),
      count: own.length,
    }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
