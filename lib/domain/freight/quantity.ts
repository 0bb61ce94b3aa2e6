/** Units of distance, weight and count that freight is rated by. `cwt` is a hundred pounds. */
export const QUANTITY_UNITS = ["mi", "km", "kg", "lb", "cwt", "pallet", "piece"] as const;
export type QuantityUnit = (typeof QUANTITY_UNITS)[number];

/** An exact quantity: thousandths of its unit, a whole number. 1,180.5 kg is `{ thousandths: 1180500, unit: "kg" }`. */
export interface Quantity {
  readonly thousandths: number;
  readonly unit: QuantityUnit;
}

/** Size of each unit in kilometres, kilograms or itself, as an exact fraction. Source: international yard and pound, 1959. */
const SIZE: Readonly<
  Record<QuantityUnit, { readonly of: string; readonly top: bigint; readonly bottom: bigint }>
> = {
  mi: { of: "distance", top: 1_609_344n, bottom: 1_000_000n },
  km: { of: "distance", top: 1n, bottom: 1n },
  kg: { of: "weight", top: 1n, bottom: 1n },
  lb: { of: "weight", top: 45_359_237n, bottom: 100_000_000n },
  cwt: { of: "weight", top: 45_359_237n, bottom: 1_000_000n },
  pallet: { of: "pallet", top: 1n, bottom: 1n },
  piece: { of: "piece", top: 1n, bottom: 1n },
};

/** An exact number: top ÷ bottom, bottom above zero. */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** How many of `unit` a quantity is, exactly; null when one measures something else than the other. */
export function inUnit(quantity: Quantity, unit: QuantityUnit): Fraction | null {
  const [from, to] = [SIZE[quantity.unit], SIZE[unit]];
  if (from.of !== to.of) return null;
  return { top: BigInt(quantity.thousandths) * from.top * to.bottom, bottom: 1000n * from.bottom * to.top };
}

/** "1,180.5 kg". */
export function quantityText({ thousandths, unit }: Quantity): string {
  const text = String(Math.abs(thousandths)).padStart(4, "0");
  const whole = text.slice(0, -3).replace(/\B(?=(\d{3})+$)/g, ",");
  const fraction = text.slice(-3).replace(/0+$/, "");
  return `${thousandths < 0 ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`} ${unit}`;
}
