import type { ChargeKind } from "../message/parsed-message";
import { CHARGE_RULES } from "./charge";
import { linehaulOf } from "./expectation";
import type { FreightFacts, ServiceSource } from "./freight-facts";
import { priceShipment } from "./price-shipment";
import type { FuelPrice, RateCard } from "./rate-card";
import { priceService } from "./service-rate";
import { timelineCharges } from "./timeline-charges";

/** `found` by us in events, `claimed` by a carrier, then decided by a person. An approval is what makes the later bill pass. */
export const ACCESSORIAL_STATES = ["found", "claimed", "approved", "declined"] as const;
export type AccessorialState = (typeof ACCESSORIAL_STATES)[number];

const NEXT: Readonly<Record<AccessorialState, readonly AccessorialState[]>> = {
  found: ["claimed", "approved", "declined"],
  claimed: ["approved", "declined"],
  approved: ["declined"],
  declined: ["approved"],
};

/** Whether an accessorial may go from one state to another. */
export const mayBecome = (from: AccessorialState, to: AccessorialState): boolean => NEXT[from].includes(to);

/** An accessorial somebody may have to approve before the carrier's bill comes. */
export interface FoundAccessorial {
  readonly kind: ChargeKind;
  readonly source: "timeline" | Extract<ServiceSource, "pod" | "carrier">;
  /** By the carrier's contract, minor units; null: it has no rate, and `words` say why. */
  readonly amountMinor: number | null;
  readonly currency: string;
  readonly words: readonly string[];
}

/** Accessorials of a shipment that nobody planned: what the timeline shows to be owed, what a POD shows, what the carrier claims. */
export function findAccessorials(
  facts: FreightFacts,
  card: RateCard,
  prices: readonly FuelPrice[],
): FoundAccessorial[] {
  const { currency } = card;
  const seen = timelineCharges(facts, card)
    .filter(({ amountMinor }) => amountMinor !== null && amountMinor > 0)
    .map(({ kind, amountMinor, words }) => ({
      kind,
      source: "timeline" as const,
      amountMinor,
      currency,
      words,
    }));
  const linehaulMinor = linehaulOf(priceShipment(facts, card, prices).charges);
  const told = facts.services.flatMap((service): FoundAccessorial[] => {
    const { kind, source, evidence } = service;
    if (source !== "pod" && source !== "carrier") return [];
    const term = card.accessorials.find((one) => one.kind === kind);
    if (CHARGE_RULES[kind].fromTimeline || !term)
      return [
        {
          kind,
          source,
          amountMinor: null,
          currency,
          words: [evidence, term ? "the timeline does not show it" : "no rate"],
        },
      ];
    const price = priceService(term.rate, service, { facts, linehaulMinor, currency });
    return price.ok
      ? [{ kind, source, amountMinor: price.amountMinor, currency, words: [evidence, ...price.words] }]
      : [{ kind, source, amountMinor: null, currency, words: [evidence, price.reason] }];
  });
  const shown = new Set(seen.map(({ kind }) => kind));
  return [...seen, ...told.filter(({ kind }) => !(CHARGE_RULES[kind].fromTimeline && shown.has(kind)))];
}
