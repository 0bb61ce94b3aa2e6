/** A quantity in millionths of its unit: exact sums, and finer than any unit of measure rounds. */
export type Millionths = bigint;

const SCALE = 1_000_000n;
const DECIMAL = /^(-?)(\d{1,18})(?:\.(\d{1,30}))?$/;

/** A decimal string as millionths, further decimals rounded half away from zero. Null when it is none, or has over 18 digits before the point. */
export function parseQuantity(text: string): Millionths | null {
  const match = DECIMAL.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = "0", decimals = ""] = match;
  const kept = BigInt(decimals.slice(0, 6).padEnd(6, "0"));
  const rounded = Number(decimals[6] ?? "0") >= 5 ? 1n : 0n;
  const size = BigInt(whole) * SCALE + kept + rounded;
  return sign === "-" ? -size : size;
}

/**
 * A quantity as Odoo's API gives it, a double, as millionths: 0.1 + 0.2 is 0.3 again.
 *
 * @returns null when it is no finite number, or too large to be exact to a millionth.
 */
export function quantityOfNumber(value: number): Millionths | null {
  const scaled = Math.round(value * 1e6);
  return Number.isSafeInteger(scaled) ? BigInt(scaled) : null;
}

/** The shortest decimal string: "12.5", "-3", "0". */
export function quantityText(quantity: Millionths): string {
  const size = magnitude(quantity);
  const decimals = (size % SCALE).toString().padStart(6, "0").replace(/0+$/, "");
  return `${quantity < 0n ? "-" : ""}${size / SCALE}${decimals === "" ? "" : `.${decimals}`}`;
}

export function magnitude(quantity: Millionths): Millionths {
  return quantity < 0n ? -quantity : quantity;
}

export function larger(one: Millionths, other: Millionths): Millionths {
  return [one, other].reduce((most, next) => (next > most ? next : most));
}
