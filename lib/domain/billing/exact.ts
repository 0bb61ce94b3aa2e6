import { minorDigits } from "../money/currency";
import { roundedQuotient } from "../money/rounding";

/** A decimal of up to twelve places as a whole number of trillionths: what Odoo's API gives as a double, exact again. */
type Trillionths = bigint;

const PLACES = 12;

function exact(value: number): Trillionths {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) throw new RangeError(`${value} is no amount.`);
  // Fifteen digits are what a double surely holds; the rest is dust of its sums.
  const clean = Number(value.toPrecision(15));
  const text = Math.abs(clean) < 1e-6 ? clean.toFixed(PLACES) : String(clean);
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.slice(0, PLACES).padEnd(PLACES, "0"));
}

const scaleOf = (currency: string) => 10n ** BigInt(minorDigits(currency));
const ONE = 10n ** BigInt(PLACES);

/** A number of Odoo ("12.5" dollars) in minor units of its currency. @throws {RangeError} when it is none, or too large to be exact. */
export function minorOf(value: number, currency: string): number {
  return roundedQuotient(exact(value) * scaleOf(currency), ONE);
}

/**
 * `quantity` of a line that costs `subtotal` for `whole`, in minor units, rounded once.
 *
 * @throws {RangeError} when `whole` is zero.
 */
export function shareMinor(
  quantity: number,
  { subtotal, whole }: { readonly subtotal: number; readonly whole: number },
  currency: string,
): number {
  if (whole === 0) throw new RangeError("A share of nothing.");
  return roundedQuotient(exact(quantity) * exact(subtotal) * scaleOf(currency), exact(whole) * ONE);
}

/** `quantity` at a price less a discount in percent, in minor units, rounded once. */
export function pricedMinor(
  quantity: number,
  { price, discount }: { readonly price: number; readonly discount: number },
  currency: string,
): number {
  const net = exact(price) * (100n * ONE - exact(discount));
  return roundedQuotient(exact(quantity) * net * scaleOf(currency), 100n * ONE * ONE * ONE);
}

/** `a - b` without the dust of doubles. */
export function less(a: number, b: number): number {
  return Number(exact(a) - exact(b)) / Number(ONE);
}
