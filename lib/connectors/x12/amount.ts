/**
 * Minor units (hundredths) of an X12 amount with two implied decimals ("251000" is 2510.00); an explicit decimal point, a leading
 * or a trailing minus is honoured. Null when it is no amount or too large to be exact.
 *
 * Source: ASC X12 data type N2: elements 58 (L1-04), 117 (L1-05), 191 (L1-06), 193 (B3-07).
 */
export function readImpliedCents(written: string): number | null {
  const match = /^([+-]?)(\d*)(?:\.(\d{0,4}))?(-?)$/.exec(written);
  if (!match) return null;
  const [, sign, whole = "", decimals, trailing] = match;
  if (whole === "" && !decimals) return null;
  const isNegative = sign === "-" || trailing === "-";
  if (decimals === undefined) {
    const cents = Number(whole);
    return Number.isSafeInteger(cents) ? signOf(cents, isNegative) : null;
  }
  const fraction = decimals.padEnd(2, "0");
  if (/[1-9]/.test(fraction.slice(2))) return null;
  const cents = Number(`${whole}${fraction.slice(0, 2)}`);
  return Number.isSafeInteger(cents) ? signOf(cents, isNegative) : null;
}

function signOf(cents: number, isNegative: boolean): number {
  return isNegative && cents !== 0 ? -cents : cents;
}

/** Hundredths as a decimal string with two places: `-25.50`. */
export function formatCents(cents: number): string {
  const size = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${size.slice(0, -2)}.${size.slice(-2)}`;
}
