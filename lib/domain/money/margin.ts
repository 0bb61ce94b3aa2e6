import type { Money } from "./money";
import { roundedQuotient } from "./rounding";

/** How sure an amount is, surest first: only `posted`, `billed` and `approved` are facts. */
export const MARGIN_BASES = ["posted", "billed", "approved", "drafted", "accrued", "estimated"] as const;
export type MarginBasis = (typeof MARGIN_BASES)[number];

/** One part of what a shipment, order, customer or lane earns or costs. */
export interface MarginPart {
  /** Parts under one key are one thing told with growing certainty (accrued, then billed): the surest counts. */
  readonly key: string;
  readonly side: "revenue" | "cost";
  /** "Freight, SAIA", "Detention", "Payment fees". */
  readonly label: string;
  readonly amount: Money;
  readonly basis: MarginBasis;
}

/** One currency's margin; another currency is another margin. Minor units. */
export interface Margin {
  readonly currency: string;
  readonly revenueMinor: number;
  readonly costMinor: number;
  readonly marginMinor: number;
  /** Margin ÷ revenue in basis points; null without revenue. */
  readonly marginBasisPoints: number | null;
  readonly parts: readonly MarginPart[];
  /** Labels of what is still an estimate. */
  readonly estimates: readonly string[];
}

const ESTIMATES: ReadonlySet<MarginBasis> = new Set(["drafted", "accrued", "estimated"]);

/** Margins by currency, in the order of their codes. Nothing is added across currencies; the order of the parts does not matter. */
export function marginsOf(parts: readonly MarginPart[]): Margin[] {
  const counting = surest(parts);
  const currencies = [...new Set(counting.map(({ amount }) => amount.currency))].sort();
  return currencies.map((currency) =>
    marginOf(
      currency,
      counting.filter((part) => part.amount.currency === currency),
    ),
  );
}

/** Of the parts under one key those of the surest basis. */
function surest(parts: readonly MarginPart[]): MarginPart[] {
  const best = new Map<string, number>();
  for (const { key, basis } of parts) {
    const rank = MARGIN_BASES.indexOf(basis);
    best.set(key, Math.min(best.get(key) ?? rank, rank));
  }
  return parts.filter(({ key, basis }) => MARGIN_BASES.indexOf(basis) === best.get(key));
}

function marginOf(currency: string, parts: readonly MarginPart[]): Margin {
  const sum = (side: MarginPart["side"]) =>
    parts.reduce((total, part) => total + (part.side === side ? part.amount.amountMinor : 0), 0);
  const [revenueMinor, costMinor] = [sum("revenue"), sum("cost")];
  const marginMinor = revenueMinor - costMinor;
  return {
    ...{ currency, revenueMinor, costMinor, marginMinor, parts },
    marginBasisPoints:
      revenueMinor > 0 ? roundedQuotient(BigInt(marginMinor) * 10_000n, BigInt(revenueMinor)) : null,
    estimates: [
      ...new Set(parts.filter(({ basis }) => ESTIMATES.has(basis)).map(({ label }) => label)),
    ].sort(),
  };
}
