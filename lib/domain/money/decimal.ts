import { minorDigits } from "./currency";

/**
 * Minor units of a decimal text as partners write it: "1180.00" USD is 118000, "1395.00" JPY is 1395.
 *
 * @returns null when it is no plain decimal, has more digits than the currency, or is too large to be held exactly.
 */
export function minorOfDecimal(text: string, currency: string): number | null {
  const match = /^\s*([+-]?)(\d+)(?:\.(\d*))?\s*$/.exec(text);
  if (!match) return null;
  const [, sign, whole = "", fraction = ""] = match;
  const digits = minorDigits(currency);
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  const size = Number(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  if (!Number.isSafeInteger(size)) return null;
  return sign === "-" && size !== 0 ? -size : size;
}

/** "1180.00" of 118000 USD: the form documents and Odoo are written in. */
export function decimalOfMinor(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency);
  const size = String(Math.abs(amountMinor)).padStart(digits + 1, "0");
  const text = digits === 0 ? size : `${size.slice(0, -digits)}.${size.slice(-digits)}`;
  return amountMinor < 0 ? `-${text}` : text;
}

/** "1,180.00 USD", for sentences that are stored and sent; screens format by locale. */
export function moneyText(amountMinor: number, currency: string): string {
  const [whole = "", fraction] = decimalOfMinor(amountMinor, currency).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${grouped}${fraction === undefined ? "" : `.${fraction}`} ${currency}`;
}
