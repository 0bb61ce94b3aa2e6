import type { ChargeKind } from "../message/parsed-message";

/** A charge we expect, and how it came about. `amountMinor` in the currency of the card it is from. */
export interface ExpectedCharge {
  readonly kind: ChargeKind;
  readonly amountMinor: number;
  readonly currency: string;
  /** `contract`: rate card or tender. `timeline`: computed from visits and events. */
  readonly basis: "contract" | "timeline";
  /** "rate card v4, lane RTM-MIL", "arrived 12:05, left 15:45: 3 h 40 m". A sentence a line. */
  readonly words: readonly string[];
}

/** A charge that can't be priced, and why: never zero in its place. */
export interface NoRate {
  readonly kind: ChargeKind;
  readonly reason: string;
}

export interface PricedShipment {
  readonly currency: string;
  /** The card that priced: "SAIA 2026 v4". */
  readonly card: string;
  readonly charges: readonly ExpectedCharge[];
  readonly missing: readonly NoRate[];
}

/** What was booked as expected cost when the shipment moved. */
export interface AccruedCharge {
  readonly kind: ChargeKind;
  readonly amountMinor: number;
  readonly currency: string;
}

/** Linehaul less discount of priced charges, minor units; null where it has no rate. */
export function linehaulOf(charges: readonly Pick<ExpectedCharge, "kind" | "amountMinor">[]): number | null {
  const own = charges.filter(({ kind }) => kind === "linehaul" || kind === "discount" || kind === "minimum");
  return own.length === 0 ? null : own.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
