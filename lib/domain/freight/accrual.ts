import type { ExpectedCharge, NoRate } from "./expectation";
import type { FreightFacts } from "./freight-facts";
import { priceShipment } from "./price-shipment";
import type { FuelPrice, RateCard } from "./rate-card";
import { timelineCharges } from "./timeline-charges";

/** What to book as expected cost of a shipment, and what can't be priced. Minor units of the card's currency. */
export interface Accrual {
  readonly currency: string;
  readonly totalMinor: number;
  readonly charges: readonly ExpectedCharge[];
  /** Any here means the accrual is not whole: say so, never zero. */
  readonly missing: readonly NoRate[];
}

/** The expected cost of a shipment as far as its timeline goes: contract and planned services, and what the timeline shows on top. */
export function accrueShipment(facts: FreightFacts, card: RateCard, prices: readonly FuelPrice[]): Accrual {
  const priced = priceShipment(facts, card, prices);
  const isCalledOff = facts.cancelledAt !== null && facts.pickedUpAt === null;
  const contract = isCalledOff ? [] : priced.charges;
  const known = new Set(contract.map(({ kind }) => kind));
  const seen = timelineCharges(facts, card).flatMap(({ kind, amountMinor, words }): ExpectedCharge[] =>
    amountMinor !== null && amountMinor > 0 && !known.has(kind)
      ? [{ kind, amountMinor, currency: card.currency, basis: "timeline", words }]
      : [],
  );
  const charges = [...contract, ...seen];
  return {
    currency: card.currency,
    totalMinor: charges.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    charges,
    missing: isCalledOff ? [] : priced.missing,
  };
}
