import type { Database, Transaction } from "@/db/client";
import { markDueOrders, markWriteChanges } from "@/db/queries/billing/mark-orders";
import {
  claimMarks,
  clearMarks,
  keepUnbilledDay,
  noteUnreadable,
  type UnbilledRow,
  writeUnbilled,
} from "@/db/queries/billing/write-unbilled";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { selectCompanyIds } from "@/db/queries/watch/companies";
import { inTransaction } from "@/db/transaction";
import type { OpenOrder } from "@/lib/domain/billing/open-order";
import { termsFor } from "@/lib/domain/billing/terms";
import { type OpenRow, unbilledOf } from "@/lib/domain/billing/unbilled-of";
import { convertMoney, type ExchangeRate } from "@/lib/domain/money/exchange";
import { money } from "@/lib/domain/money/money";
import { dayIn } from "@/lib/domain/shipment/wall-clock";
import { errorFields, log } from "@/lib/log";
import { groupBy } from "@/lib/usecases/odoo/deliveries/group-by";
import { ratesOf } from "./rates-of";
import { readOpenOrders } from "./read-open-orders";
import { readTerms } from "./read-terms";

const BATCH = 200;
/** An order that can't be reckoned is tried again this much later: a newer Milepost may know how. */
const RETRY_MS = 15 * 60_000;

export interface BillingDeps {
  readonly db: Database;
  readonly now: () => Date;
}

/**
 * Looks again at orders behind which something changed, or for which time has. What an order has open, the kept sums and the mark commit together.
 *
 * @returns how many orders were looked at.
 */
export async function keepUnbilled({ db, now }: BillingDeps, limit = BATCH): Promise<number> {
  await markDueOrders(db, now(), limit);
  await markWriteChanges(db, now(), limit);
  return inTransaction(db, async (tx) => {
    const at = now();
    const claimed = await claimMarks(tx, limit, at);
    const owners = groupBy(claimed, ({ companyId, connectionId }) => `${companyId} ${connectionId}`);
    for (const own of owners.values()) {
      const [first] = own;
      if (first)
        await keepOrders(
          tx,
          first,
          own.map(({ orderId }) => orderId),
          at,
        );
    }
    return claimed.length;
  });
}

/** Keeps what is open now as the last word on today, by each company's own day: the trend. */
export async function keepToday({ db, now }: BillingDeps): Promise<void> {
  for (const companyId of await selectCompanyIds(db)) {
    const zone = await selectCompanyZone(db, companyId);
    await keepUnbilledDay(db, companyId, dayIn(zone, now().getTime()));
  }
}

async function keepOrders(
  tx: Transaction,
  owner: OdooOwner,
  orderIds: readonly number[],
  at: Date,
): Promise<void> {
  const orders = await readOpenOrders(tx, owner, orderIds);
  const terms = await readTerms(tx, owner.companyId);
  const zone = await selectCompanyZone(tx, owner.companyId);
  const failed: { orderId: number; failure: string }[] = [];
  const rows: UnbilledRow[] = [];
  for (const [companyCurrency, own] of groupBy(orders, (order) => order.companyCurrency)) {
    const currencies = own.flatMap(({ currency, drafts }) => [
      currency,
      ...drafts.map((draft) => draft.currency),
    ]);
    const rates = await ratesOf(tx, owner, [...new Set(currencies)], companyCurrency);
    for (const order of own) {
      try {
        const look = { order, zone, terms: termsFor(terms, order.customer), now: at.getTime() };
        rows.push(...unbilledOf(look).map((row) => unbilledRow(order, row, rates, zone)));
      } catch (error) {
        // Only figures that can't be: the others are kept, and this one says that it is not.
        if (!(error instanceof RangeError)) throw error;
        log("error", "an order of Odoo can't be reckoned", { orderId: order.orderId, ...errorFields(error) });
        failed.push({ orderId: order.orderId, failure: error.message });
      }
    }
  }
  const unreadable = new Set(failed.map(({ orderId }) => orderId));
  const reckoned = orderIds.filter((id) => !unreadable.has(id));
  await writeUnbilled(tx, owner, reckoned, rows);
  await clearMarks(tx, owner, reckoned);
  await noteUnreadable(tx, owner, failed, new Date(at.getTime() + RETRY_MS));
}

/** A row as it is kept, its worth in the company's currency at the rate of the day its waiting began. */
function unbilledRow(
  order: OpenOrder,
  row: OpenRow,
  rates: readonly ExchangeRate[],
  zone: string,
): UnbilledRow {
  const { orderId, companyCurrency } = order;
  const converted = convertMoney(
    money(row.amountMinor, row.currency),
    companyCurrency,
    rates,
    dayIn(zone, row.since),
  );
  const isForeign = row.currency !== companyCurrency;
  return {
    ...{ orderId, companyCurrency, orderName: order.name, customer: order.customer ?? "" },
    ...{ part: row.part, tab: row.tab, currency: row.currency, amountMinor: row.amountMinor },
    companyAmountMinor: converted.ok ? converted.money.amountMinor : null,
    rate: converted.ok && isForeign ? converted.words : null,
    rateOn: converted.ok ? (converted.rateDates.at(0) ?? null) : null,
    ...{ standing: row.standing, blockers: row.blockers, lines: row.lines, moveIds: row.moveIds },
    sinceAt: new Date(row.since),
    clockStartAt: row.clockStart === null ? null : new Date(row.clockStart),
    ...{ deliveries: row.deliveries, deliveryCount: row.deliveries.length },
    recheckAt: row.recheckAt === null ? null : new Date(row.recheckAt),
  };
}
