import { minorDigits } from "./currency";
import { type Money, money } from "./money";
import { roundedQuotient } from "./rounding";

/** Rates are whole billionths. */
export const EXCHANGE_SCALE = 1_000_000_000;

/** On `date` one unit of `base` was worth `unitsScaled` billionths of a unit of `currency`. Odoo's `res.currency.rate`, base the company's currency. */
export interface ExchangeRate {
  readonly currency: string;
  readonly base: string;
  readonly unitsScaled: number;
  /** `YYYY-MM-DD`; it holds until the next one. */
  readonly date: string;
}

export type Conversion =
  | {
      readonly ok: true;
      readonly money: Money;
      /** Dates of the rates used, oldest first; empty when nothing had to be converted. */
      readonly rateDates: readonly string[];
      /** "1 EUR = 1.083400000 USD of 2026-11-18". */
      readonly words: string;
    }
  | { readonly ok: false; readonly reason: string };

/**
 * An amount in another currency at the rates of a day, rounded once. Both legs go through the base, as Odoo's own conversion does.
 *
 * @param on `YYYY-MM-DD`: for each currency the newest rate at or before that day counts.
 */
export function convertMoney(
  amount: Money,
  to: string,
  rates: readonly ExchangeRate[],
  on: string,
): Conversion {
  if (amount.currency === to) return { ok: true, money: amount, rateDates: [], words: `already in ${to}` };
  const base = rates[0]?.base;
  if (base === undefined || rates.some((rate) => rate.base !== base))
    return { ok: false, reason: `No rates of one base are known to turn ${amount.currency} into ${to}.` };
  const from = rateOn(amount.currency, base, rates, on);
  const into = rateOn(to, base, rates, on);
  if (!from || !into)
    return { ok: false, reason: `No rate of ${from ? to : amount.currency} is known on or before ${on}.` };
  const digits = 10n ** BigInt(minorDigits(to));
  const numerator = BigInt(amount.amountMinor) * BigInt(into.unitsScaled) * digits;
  const denominator = BigInt(from.unitsScaled) * 10n ** BigInt(minorDigits(amount.currency));
  const dates = [from, into].filter(({ currency }) => currency !== base).map(({ date }) => date);
  return {
    ok: true,
    money: money(roundedQuotient(numerator, denominator), to),
    rateDates: dates.sort(),
    words: `1 ${amount.currency} = ${crossText(from, into)} ${to} of ${[...new Set(dates)].join(" and ")}`,
  };
}

function rateOn(
  currency: string,
  base: string,
  rates: readonly ExchangeRate[],
  on: string,
): ExchangeRate | null {
  if (currency === base) return { currency, base, unitsScaled: EXCHANGE_SCALE, date: on };
  let newest: ExchangeRate | null = null;
  for (const rate of rates)
    if (
      rate.currency === currency &&
      rate.unitsScaled > 0 &&
      rate.date <= on &&
      rate.date > (newest?.date ?? "")
    )
      newest = rate;
  return newest;
}

function crossText(from: ExchangeRate, into: ExchangeRate): string {
  const scaled = roundedQuotient(BigInt(into.unitsScaled) * BigInt(EXCHANGE_SCALE), BigInt(from.unitsScaled));
  const text = String(scaled).padStart(10, "0");
  return `${text.slice(0, -9)}.${text.slice(-9)}`;
}
