import { selectUnbilledSums } from "@/db/queries/billing/select-unbilled-sums";
import { listOdooConnections } from "@/db/queries/odoo/odoo-connection";
import { selectUnmatchedInvoices } from "@/db/queries/overview/select-money";
import type { MoneySum, MoneyTiles } from "@/lib/contracts/overview/overview-page";
import { dayBefore, type OverviewQuery, type Period } from "@/lib/contracts/overview/overview-query";
import { can } from "@/lib/domain/access/actor";
import { decimalOfMinor } from "@/lib/domain/money/decimal";
import { addDecimals } from "@/lib/domain/overview/decimal-sum";
import { startOfDay } from "@/lib/domain/overview/start-of-day";
import type { Context } from "@/lib/usecases/context";
import { groupBy } from "@/lib/usecases/odoo/deliveries/group-by";
import { moneyTotals } from "@/lib/usecases/views/billing/unbilled-totals";

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
  const [unbilled, invoices] = await Promise.all([
    // An order of Odoo knows no carrier, and its customer by another name: under a filter it would be a guess.
    query.customer || query.carrier ? null : unbilledNow(ctx),
    selectUnmatchedInvoices(ctx.db, {
      ...{ companyId, limit: MOST_INVOICES + 1, ...boundsOf(period, zone) },
      ...{ customer: query.customer, carrier: query.carrier },
    }),
  ]);
  const more = invoices.length > MOST_INVOICES;
  return {
    unbilled,
    carrierInvoices: {
      count: { count: Math.min(invoices.length, MOST_INVOICES), more },
      sums: more ? null : sumsOf(invoices),
    },
  };
}

/** The kept sums of the page it opens; null where no Odoo is connected. */
async function unbilledNow({ db, actor, now }: Context): Promise<MoneyTiles["unbilled"]> {
  if ((await listOdooConnections(db, actor.companyId)).length === 0) return null;
  const sums = moneyTotals(await selectUnbilledSums(db, actor.companyId, { list: "unbilled" }, now()));
  return {
    orders: sums.reduce((all, { orders }) => all + orders, 0),
    sums: sums.map(({ currency, amountMinor, orders }) => ({
      ...{ currency, count: orders, amount: decimalOfMinor(amountMinor, currency) },
    })),
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
