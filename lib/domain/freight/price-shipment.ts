import type { ChargeKind } from "../message/parsed-message";
import type { LocalDay } from "./carrier-invoice";
import { CHARGE_RULES } from "./charge";
import type { ExpectedCharge, NoRate, PricedShipment } from "./expectation";
import type { FreightFacts, RequestedService, ServiceSource } from "./freight-facts";
import { fuelSurcharge } from "./fuel";
import { bareName, findLane } from "./lane";
import { priceLane } from "./linehaul";
import type { FuelPrice, RateCard } from "./rate-card";
import { priceService } from "./service-rate";

/** Who may ask for a service beforehand, the most binding first. */
const PLANNED: readonly ServiceSource[] = ["approval", "tender", "order"];

/** The contract of a party that holds on a ship date: of each contract its newest version that does, of several the newest begun, then by id. Null: none. */
export function selectRateCard(
  cards: readonly RateCard[],
  party: RateCard["party"],
  on: LocalDay,
): RateCard | null {
  const newest = new Map<string, RateCard>();
  for (const card of cards) {
    const isTheirs = card.party.kind === party.kind && bareName(card.party.name) === bareName(party.name);
    const holds = card.validFrom <= on && (card.validUntil === null || on <= card.validUntil);
    if (isTheirs && holds && card.version > (newest.get(card.id)?.version ?? 0)) newest.set(card.id, card);
  }
  const byBegin = (a: RateCard, b: RateCard) =>
    compareText(b.validFrom, a.validFrom) || compareText(a.id, b.id);
  return [...newest.values()].sort(byBegin)[0] ?? null;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * What a shipment costs by contract, charge by charge, and what can't be said: linehaul, discount, fuel and the services asked for
 * beforehand. Waiting and the like come from the timeline: see `timelineCharges`.
 */
export function priceShipment(
  facts: FreightFacts,
  card: RateCard,
  prices: readonly FuelPrice[],
): PricedShipment {
  const charges: ExpectedCharge[] = [];
  const missing: NoRate[] = [];
  const add = (kind: ChargeKind, amountMinor: number, words: readonly string[]) =>
    charges.push({ kind, amountMinor, currency: card.currency, basis: "contract", words });
  const netMinor = addLinehaul(facts, card, add, missing);
  if (card.fuel) {
    const fuel = netMinor === null ? null : fuelSurcharge(card.fuel, prices, facts, netMinor, card.currency);
    if (fuel?.ok) add("fuel", fuel.amountMinor, fuel.words);
    else
      missing.push({
        kind: "fuel",
        reason: fuel?.reason ?? "it is a share of the linehaul, which has no rate",
      });
  }
  for (const service of plannedServices(facts)) {
    const price = priceOf(service, facts, card, netMinor);
    if (price.ok) add(service.kind, price.amountMinor, [...price.words, service.evidence]);
    else missing.push({ kind: service.kind, reason: price.reason });
  }
  return { currency: card.currency, card: cardName(card), charges, missing };
}

/** "SAIA 2026 v4". */
export const cardName = ({ name, version }: RateCard): string => `${name} v${version}`;

type Add = (kind: ChargeKind, amountMinor: number, words: readonly string[]) => void;

/** @returns linehaul after discount; null where it has no rate. */
function addLinehaul(facts: FreightFacts, card: RateCard, add: Add, missing: NoRate[]): number | null {
  const lane = findLane(card, facts);
  const price = lane
    ? priceLane(lane, facts, card.currency)
    : ({ ok: false, reason: noLane(facts, card) } as const);
  if (!lane || !price.ok) {
    missing.push({ kind: "linehaul", reason: price.ok ? "" : price.reason });
    return null;
  }
  const { linehaulMinor, discountMinor, words } = price.lane;
  add("linehaul", linehaulMinor, [`rate card ${cardName(card)}, lane ${lane.id}`, ...words]);
  if (discountMinor !== 0) add("discount", discountMinor, [`rate card ${cardName(card)}, lane ${lane.id}`]);
  return linehaulMinor + discountMinor;
}

function noLane({ origin, destination, mode }: FreightFacts, card: RateCard): string {
  if (!origin || !destination) return "origin or destination is not known";
  const from = origin.city ?? origin.postalCode ?? "its origin";
  const to = destination.city ?? destination.postalCode ?? "its destination";
  return `rate card ${cardName(card)} has no lane from ${from} to ${to}${mode ? ` by ${mode}` : ""}`;
}

/** Services asked for beforehand, one a kind: a person's approval before the tender, the tender before the order, then the larger. */
function plannedServices({ services }: FreightFacts): RequestedService[] {
  const rank = ({ source }: RequestedService) => PLANNED.indexOf(source);
  const planned = services.filter(
    (service) =>
      rank(service) >= 0 && !(CHARGE_RULES[service.kind].fromTimeline && service.amountMinor === null),
  );
  planned.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (b.amountMinor ?? 0) - (a.amountMinor ?? 0) ||
      b.count - a.count ||
      compareText(a.evidence, b.evidence),
  );
  return [...new Map(planned.toReversed().map((service) => [service.kind, service])).values()].sort((a, b) =>
    compareText(a.kind, b.kind),
  );
}

/** What a person approved is what is owed; everything else is as the contract rates it. */
function priceOf(
  service: RequestedService,
  facts: FreightFacts,
  card: RateCard,
  linehaulMinor: number | null,
) {
  if (service.source === "approval" && service.amountMinor !== null && service.currency === card.currency)
    return { ok: true, amountMinor: service.amountMinor, words: [] } as const;
  const term = card.accessorials.find(({ kind }) => kind === service.kind);
  if (!term)
    return {
      ok: false,
      reason: `rate card ${cardName(card)} has no ${CHARGE_RULES[service.kind].label.toLowerCase()}`,
    } as const;
  return priceService(term.rate, service, { facts, linehaulMinor, currency: card.currency });
}
