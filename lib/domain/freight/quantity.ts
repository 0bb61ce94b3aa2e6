/** Units of distance, weight and count that freight is rated by. `cwt` is a hundred pounds. */
export const QUANTITY_UNITS = ["mi", "km", "kg", "lb", "cwt", "pallet", "piece"] as const;
export type QuantityUnit = (typeof QUANTITY_UNITS)[number];

/** An exact quantity: thousandths of its unit, a whole number. 1,180.5 kg is `{ thousandths: 1180500, unit: "kg" }`. */
export interface Quantity {
  readonly thousandths: number;
  readonly unit: QuantityUnit;
}
