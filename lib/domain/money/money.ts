/**
 * An amount. `amountMinor` is a whole number of minor units (cents of USD, yen of JPY, fils of KWD; see `minorDigits`), negative for what
 * is taken off; `currency` is ISO 4217, upper case. Never a float, never added to another currency.
 */
export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

/** Two currencies met where one was needed. A fault of the caller: convert first, with a rate and a date. */
export class CurrencyMismatchError extends RangeError {
  constructor(one: string, other: string) {
    super(`${one} and ${other} can't be added or compared: convert one first, at a rate with a date.`);
    this.name = "CurrencyMismatchError";
  }
}

/** @throws {RangeError} when the amount is no whole number that is held exactly. */
export function money(amountMinor: number, currency: string): Money {
  if (!Number.isSafeInteger(amountMinor))
    throw new RangeError(`${amountMinor} is no whole number of minor units.`);
  return { amountMinor: amountMinor === 0 ? 0 : amountMinor, currency };
}

function sameCurrency(a: Money, b: Money): string {
  if (a.currency !== b.currency) throw new CurrencyMismatchError(a.currency, b.currency);
  return a.currency;
}

/** @throws {CurrencyMismatchError} when the currencies differ. */
export function addMoney(a: Money, b: Money): Money {
  return money(a.amountMinor + b.amountMinor, sameCurrency(a, b));
}

/** @throws {CurrencyMismatchError} when the currencies differ. */
export function subtractMoney(a: Money, b: Money): Money {
  return money(a.amountMinor - b.amountMinor, sameCurrency(a, b));
}

/**
 * Negative when `a` is less, 0 when equal, positive when `a` is more.
 *
 * @throws {CurrencyMismatchError} when the currencies differ.
 */
export function compareMoney(a: Money, b: Money): number {
  sameCurrency(a, b);
  return a.amountMinor - b.amountMinor;
}

/** The sum of amounts that are all in `currency`; zero of it for none. @throws {CurrencyMismatchError} when one is not. */
export function sumMoney(amounts: readonly Money[], currency: string): Money {
  return amounts.reduce(addMoney, money(0, currency));
}
