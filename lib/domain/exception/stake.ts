import type { Stake } from "./finding";

export interface StatedAmount {
  /** Decimal text: "8420.50". */
  readonly amount: string;
  /** ISO 4217 */
  readonly currency: string;
}

/**
 * What these amounts come to together, in minor units. Amounts of several currencies are not added: then the one with the most of them counts alone,
 * of equals the first by name.
 *
 * @returns null when there is none, or none that is a currency and a number.
 */
export function stakeOf(amounts: readonly StatedAmount[]): Stake | null {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const { amount, currency } of amounts) {
    const minor = minorOf(amount, currency);
    if (minor === null) continue;
    const known = sums.get(currency) ?? { sum: 0, count: 0 };
    sums.set(currency, { sum: known.sum + minor, count: known.count + 1 });
  }
  const [first] = [...sums].sort(
    ([a, one], [b, other]) => other.count - one.count || Number(a > b) - Number(a < b),
  );
  return first ? { currency: first[0], moneyMinor: first[1].sum } : null;
}

function minorOf(amount: string, currency: string): number | null {
  if (!/^[A-Z]{3}$/.test(currency)) return null;
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const minor = Math.round(Number(amount) * 10 ** digits);
  return Number.isSafeInteger(minor) ? minor : null;
}
