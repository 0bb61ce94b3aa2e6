import { moneyText } from "../money/decimal";
import { roundedQuotient, shareOf } from "../money/rounding";
import type { FreightFacts } from "./freight-facts";
import { inUnit, type Quantity, type QuantityUnit, quantityText } from "./quantity";
import { type ContractLane, type LaneRate, RATE_SCALE, type ScaledRate } from "./rate-card";

/** What a lane comes to: the rate, what is taken off it, and what remains. Minor units. */
export interface PricedLane {
  readonly linehaulMinor: number;
  /** Zero or less. */
  readonly discountMinor: number;
  readonly words: readonly string[];
}

export type LanePrice =
  | { readonly ok: true; readonly lane: PricedLane }
  | { readonly ok: false; readonly reason: string };

/**
 * Linehaul and discount of a shipment on a lane, each rounded once. A minimum or maximum that holds replaces both.
 *
 * @returns a reason instead of an amount when the quantity the lane is rated by is not known.
 */
export function priceLane(
  lane: ContractLane,
  facts: Pick<FreightFacts, "distance" | "weight" | "pallets" | "pieces">,
  currency: string,
): LanePrice {
  const rated = rate(lane.rate, facts, currency);
  if (!rated.ok) return rated;
  const discountMinor =
    lane.discountBasisPoints === 0 ? 0 : -shareOf(rated.amountMinor, lane.discountBasisPoints);
  const net = rated.amountMinor + discountMinor;
  const words = [...rated.words];
  if (discountMinor !== 0) words.push(`less ${percentText(lane.discountBasisPoints)} discount`);
  const bound = boundOf(lane, net);
  if (bound === null) return { ok: true, lane: { linehaulMinor: rated.amountMinor, discountMinor, words } };
  words.push(
    `${bound.name} ${moneyText(bound.amountMinor, currency)} holds, by rate it is ${moneyText(net, currency)}`,
  );
  return { ok: true, lane: { linehaulMinor: bound.amountMinor, discountMinor: 0, words } };
}

function boundOf({ minimumMinor, maximumMinor }: ContractLane, net: number) {
  if (minimumMinor !== null && net < minimumMinor) return { name: "the minimum", amountMinor: minimumMinor };
  if (maximumMinor !== null && net > maximumMinor) return { name: "the maximum", amountMinor: maximumMinor };
  return null;
}

type Rated =
  | { readonly ok: true; readonly amountMinor: number; readonly words: readonly string[] }
  | { readonly ok: false; readonly reason: string };

function rate(
  terms: LaneRate,
  facts: Pick<FreightFacts, "distance" | "weight" | "pallets" | "pieces">,
  currency: string,
): Rated {
  if (terms.per === "shipment")
    return {
      ok: true,
      amountMinor: terms.amountMinor,
      words: [`${moneyText(terms.amountMinor, currency)} a shipment`],
    };
  const quantity = quantityFor(terms.per, facts);
  if (!quantity)
    return { ok: false, reason: `the lane is rated by ${terms.per} and the shipment states none` };
  const exact = inUnit(quantity, terms.per);
  if (!exact) return { ok: false, reason: `${quantityText(quantity)} can't be rated by ${terms.per}` };
  const begun = terms.breaks.filter(
    ({ fromThousandths }) => BigInt(fromThousandths) * exact.bottom <= exact.top * 1000n,
  );
  const own = begun.at(-1);
  if (!own) return { ok: false, reason: `no rate begins at or below ${quantityText(quantity)}` };
  const plain = amountOf(exact.top, exact.bottom, own.rate);
  const words = `${quantityText(quantity)} at ${rateText(own.rate, terms.per, currency)}`;
  const deficit = terms.deficit ? cheapestHigher(terms.breaks.slice(begun.length), plain) : null;
  if (!deficit) return { ok: true, amountMinor: plain, words: [words] };
  const as = quantityText({ thousandths: deficit.fromThousandths, unit: terms.per });
  return {
    ok: true,
    amountMinor: deficit.amountMinor,
    words: [`${quantityText(quantity)}, cheaper as ${as} at ${rateText(deficit.rate, terms.per, currency)}`],
  };
}

function cheapestHigher(breaks: Extract<LaneRate, { breaks: unknown }>["breaks"], plain: number) {
  let best: {
    readonly amountMinor: number;
    readonly fromThousandths: number;
    readonly rate: ScaledRate;
  } | null = null;
  for (const { fromThousandths, rate } of breaks) {
    const amountMinor = amountOf(BigInt(fromThousandths), 1000n, rate);
    if (amountMinor < (best?.amountMinor ?? plain)) best = { amountMinor, fromThousandths, rate };
  }
  return best;
}

const amountOf = (top: bigint, bottom: bigint, scaled: ScaledRate): number =>
  roundedQuotient(top * BigInt(scaled), bottom * BigInt(RATE_SCALE));

/** The quantity of a shipment that a unit asks for; null when nobody stated it. */
export function quantityFor(
  unit: QuantityUnit,
  { distance, weight, pallets, pieces }: Pick<FreightFacts, "distance" | "weight" | "pallets" | "pieces">,
): Quantity | null {
  const counted = (count: number | null): Quantity | null =>
    count === null ? null : { thousandths: count * 1000, unit };
  if (unit === "mi" || unit === "km") return distance;
  if (unit === "kg" || unit === "lb" || unit === "cwt") return weight;
  return counted(unit === "pallet" ? pallets : pieces);
}

/** What `quantity` costs at a rate for each `unit`, rounded once; null when it is not measured in that. */
export function amountFor(quantity: Quantity, unit: QuantityUnit, scaled: ScaledRate): number | null {
  const exact = inUnit(quantity, unit);
  return exact && amountOf(exact.top, exact.bottom, scaled);
}

/** "2.35 USD/mi", "0.0512 USD/lb": as many digits as the rate has. */
export function rateText(scaled: ScaledRate, unit: string, currency: string): string {
  const minor = Math.trunc(scaled / RATE_SCALE);
  const rest = String(scaled % RATE_SCALE)
    .padStart(4, "0")
    .replace(/0+$/, "");
  const [amount = ""] = moneyText(minor, currency).split(" ");
  const point = rest === "" || amount.includes(".") ? "" : ".";
  return `${amount}${point}${rest} ${currency}/${unit}`;
}

/** "18.0%", "2.25%". */
export function percentText(basisPoints: number): string {
  const hundredths = String(basisPoints % 100).padStart(2, "0");
  return `${Math.trunc(basisPoints / 100)}.${hundredths.endsWith("0") ? hundredths.slice(0, 1) : hundredths}%`;
}
