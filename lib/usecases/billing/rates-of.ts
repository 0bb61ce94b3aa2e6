import type { Executor } from "@/db/client";
import { type StoredRate, selectRates } from "@/db/queries/billing/read-orders";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { EXCHANGE_SCALE, type ExchangeRate } from "@/lib/domain/money/exchange";

/** What Odoo's rates are relative to where the company's own currency has rates too; no currency has this name. */
const COMMON_BASE = "base";

/**
 * Odoo's rates for turning these currencies into the company's. Rates of a company of its own go before those that are for all, as in Odoo. Where the
 * company's currency has none, it is the base itself.
 */
export async function ratesOf(
  db: Executor,
  owner: OdooOwner,
  currencies: readonly string[],
  companyCurrency: string,
): Promise<ExchangeRate[]> {
  const foreign = currencies.filter((currency) => currency !== companyCurrency);
  if (foreign.length === 0) return [];
  const stored = await selectRates(db, owner, [...foreign, companyCurrency]);
  const base = stored.some(({ currency }) => currency === companyCurrency) ? COMMON_BASE : companyCurrency;
  return preferred(stored).map(({ currency, date, rate }) => ({
    ...{ currency, base, date: date.slice(0, 10) },
    unitsScaled: Math.round(rate * EXCHANGE_SCALE),
  }));
}

function preferred(stored: readonly StoredRate[]): StoredRate[] {
  const own = new Set(
    stored.flatMap(({ currency, odooCompanyId }) => (odooCompanyId === null ? [] : currency)),
  );
  return stored.filter(({ currency, odooCompanyId }) => odooCompanyId !== null || !own.has(currency));
}
