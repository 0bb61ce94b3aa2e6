import { shareOf } from "../money/rounding";
import { DAY_MS } from "../time/instant";
import type { LocalDay } from "./carrier-invoice";
import type { FreightFacts } from "./freight-facts";
import { amountFor, percentText, rateText } from "./linehaul";
import { quantityText } from "./quantity";
import type { FuelMethod, FuelPrice, FuelTerms, IndexPrice } from "./rate-card";

export type FuelResult =
  | { readonly ok: true; readonly amountMinor: number; readonly words: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/**
 * The fuel surcharge on the ship date: the index price of that week, through the contract's table or formula, on the linehaul after discount.
 * Source: domain.md, "fuel recomputed on ship date".
 *
 * @param linehaulMinor linehaul less discount, minor units of `currency`.
 */
export function fuelSurcharge(
  terms: FuelTerms,
  prices: readonly FuelPrice[],
  facts: Pick<FreightFacts, "shippedOn" | "distance">,
  linehaulMinor: number,
  currency: string,
): FuelResult {
  if (facts.shippedOn === null)
    return { ok: false, reason: "no ship date is known, and the ship date decides the fuel price" };
  const price = priceOfWeek(terms.index, prices, facts.shippedOn);
  if (!price)
    return { ok: false, reason: `no price of ${terms.index} is known for the week of ${facts.shippedOn}` };
  const week = `${terms.index} ${indexText(price.price)} from ${price.effectiveOn}`;
  const { method } = terms;
  if (method.kind === "distance_steps") return byDistance(method, price.price, facts, currency, week);
  const basisPoints =
    method.kind === "percent_formula"
      ? formula(method, price.price)
      : stepAt(method.steps, price.price)?.basisPoints;
  if (basisPoints === undefined) return belowTable(week);
  return {
    ok: true,
    amountMinor: shareOf(linehaulMinor, basisPoints),
    words: [`${percentText(basisPoints)} on ship date ${facts.shippedOn} (${week})`],
  };
}

/** The price in force on a day: the newest at or before it, no older than its week. */
export function priceOfWeek(index: string, prices: readonly FuelPrice[], on: LocalDay): FuelPrice | null {
  const oldest = new Date(Date.parse(on) - 6 * DAY_MS).toISOString().slice(0, 10);
  let newest: FuelPrice | null = null;
  for (const price of prices)
    if (
      price.index === index &&
      price.effectiveOn <= on &&
      price.effectiveOn >= oldest &&
      price.effectiveOn > (newest?.effectiveOn ?? "")
    )
      newest = price;
  return newest;
}

function byDistance(
  method: Extract<FuelMethod, { kind: "distance_steps" }>,
  price: IndexPrice,
  { distance, shippedOn }: Pick<FreightFacts, "shippedOn" | "distance">,
  currency: string,
  week: string,
): FuelResult {
  const step = stepAt(method.steps, price);
  if (!step) return belowTable(week);
  const amountMinor = distance && amountFor(distance, method.per, step.rate);
  if (distance === null || amountMinor === null)
    return { ok: false, reason: `fuel is charged by ${method.per} and the distance is not known` };
  return {
    ok: true,
    amountMinor,
    words: [
      `${quantityText(distance)} at ${rateText(step.rate, method.per, currency)} on ship date ${shippedOn} (${week})`,
    ],
  };
}

const belowTable = (week: string): FuelResult => ({
  ok: false,
  reason: `${week} lies below the contract's fuel table`,
});

function formula(
  { peg, step, basisPointsPerStep }: Extract<FuelMethod, { kind: "percent_formula" }>,
  price: IndexPrice,
): number {
  return price <= peg ? 0 : Math.floor((price - peg) / step) * basisPointsPerStep;
}

function stepAt<T extends { readonly fromPrice: IndexPrice }>(
  steps: readonly T[],
  price: IndexPrice,
): T | undefined {
  return steps.findLast(({ fromPrice }) => fromPrice <= price);
}

/** "3.521". */
const indexText = (price: IndexPrice): string =>
  `${Math.trunc(price / 1000)}.${String(price % 1000).padStart(3, "0")}`;
