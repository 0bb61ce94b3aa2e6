import type { ChargeKind } from "../message/parsed-message";
import { moneyText } from "../money/decimal";
import { CHARGE_RULES } from "./charge";
import { linehaulOf } from "./expectation";
import type { FreightFacts } from "./freight-facts";
import { cardName, priceShipment } from "./price-shipment";
import type { FuelPrice, RateCard } from "./rate-card";
import { priceService } from "./service-rate";
import { timelineCharges } from "./timeline-charges";

/** What an accessorial costs us: paid or approved on a bill, or found and not billed yet. */
export interface AccessorialCost {
  readonly kind: ChargeKind;
  readonly amountMinor: number;
  readonly currency: string;
  readonly certainty: "paid" | "approved" | "found";
}

/** Whether a cost may be charged on: `open` is owed by the customer and on no invoice; `billed` is on one; `not_billable` by their terms; `no_rate`: can't be said. */
export type PassOnVerdict = "open" | "billed" | "not_billable" | "no_rate";

/** One kind of cost of one shipment against the customer's terms and invoices. Minor units. */
export interface PassedOn {
  readonly kind: ChargeKind;
  readonly costs: readonly AccessorialCost[];
  readonly verdict: PassOnVerdict;
  /** By the customer's terms, in their currency; null where they do not say. */
  readonly billableMinor: number | null;
  readonly billedMinor: number;
  /** What we may still add to the customer's invoice. */
  readonly openMinor: number;
  readonly currency: string;
  readonly words: readonly string[];
}

interface PassOnInput {
  readonly facts: FreightFacts;
  readonly costs: readonly AccessorialCost[];
  /** The customer's terms; null: none hold on the ship date. */
  readonly card: RateCard | null;
  readonly prices: readonly FuelPrice[];
  /** What is on the customer's invoices for it, drafts too, in the currency of the terms. */
  readonly billed: readonly { readonly kind: ChargeKind; readonly amountMinor: number }[];
}

/**
 * Cost paid, revenue not billed: each kind of accessorial cost of a shipment with what the customer's own terms make of it (their free time, their
 * rate, or our receipt) and what of that is on no invoice. Pure; the order of costs does not matter.
 *
 * Source: domain.md, "Unbilled deliveries".
 */
export function passOn(input: PassOnInput): PassedOn[] {
  const kinds = [...new Set(input.costs.map(({ kind }) => kind))]
    .filter((kind) => CHARGE_RULES[kind].family === "accessorial")
    .sort();
  return kinds.map((kind) => {
    const costs = input.costs.filter((cost) => cost.kind === kind && cost.amountMinor > 0);
    const billedMinor = input.billed.reduce((sum, one) => sum + (one.kind === kind ? one.amountMinor : 0), 0);
    return { kind, costs, billedMinor, ...judge(kind, costs, billedMinor, input) };
  });
}

function judge(kind: ChargeKind, costs: readonly AccessorialCost[], billedMinor: number, input: PassOnInput) {
  const { card } = input;
  const unsaid = (verdict: PassOnVerdict, words: string, currency: string) => ({
    ...{ verdict, billableMinor: null, openMinor: 0, currency, words: [words] },
  });
  if (!card)
    return unsaid("no_rate", "no terms of this customer hold on the ship date", costs[0]?.currency ?? "");
  if (!card.accessorials.some((term) => term.kind === kind))
    return unsaid(
      "not_billable",
      `${cardName(card)} does not name ${CHARGE_RULES[kind].label.toLowerCase()}`,
      card.currency,
    );
  const price = billable(kind, costs, card, input);
  if (typeof price === "string") return unsaid("no_rate", price, card.currency);
  const openMinor = Math.max(0, price.amountMinor - billedMinor);
  const already = billedMinor === 0 ? [] : [`${moneyText(billedMinor, card.currency)} is on their invoice`];
  const verdict: PassOnVerdict = openMinor > 0 ? "open" : billedMinor > 0 ? "billed" : "not_billable";
  return {
    ...{ verdict, billableMinor: price.amountMinor, openMinor, currency: card.currency },
    words: [...price.words, ...already],
  };
}

function billable(
  kind: ChargeKind,
  costs: readonly AccessorialCost[],
  card: RateCard,
  { facts, prices }: PassOnInput,
) {
  const term = card.accessorials.find((one) => one.kind === kind);
  if (!term) return "no rate";
  if (CHARGE_RULES[kind].fromTimeline && term.rate.per !== "receipt") {
    const charge = timelineCharges(facts, card).find((one) => one.kind === kind);
    return charge && charge.amountMinor !== null
      ? { amountMinor: charge.amountMinor, words: charge.words }
      : (charge?.words.join("; ") ?? "can't be computed");
  }
  const currencies = new Set(costs.map(({ currency }) => currency));
  const service = {
    count: Math.max(1, ...facts.services.filter((one) => one.kind === kind).map(({ count }) => count)),
    amountMinor: currencies.size === 1 ? costs.reduce((sum, { amountMinor }) => sum + amountMinor, 0) : null,
    currency: costs[0]?.currency ?? null,
  };
  const linehaulMinor = linehaulOf(priceShipment(facts, card, prices).charges);
  const price = priceService(term.rate, service, { facts, linehaulMinor, currency: card.currency });
  return price.ok ? price : price.reason;
}
