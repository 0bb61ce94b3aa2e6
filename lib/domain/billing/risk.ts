import { roundedQuotient } from "../money/rounding";
import { DAY_MS, HOUR_MS, type Instant } from "../time/instant";
import type { BillingAssumptions } from "./assumptions";

/** An amount and since when it waits. */
export interface WaitingAmount {
  readonly since: Instant;
  readonly amountMinor: number;
}

export interface WaitingCost {
  /** Of what waits longer than assumed, the share that is assumed lost. */
  readonly riskMinor: number;
  /** What waits longer than assumed. */
  readonly overdueMinor: number;
  /** What the money would have cost for as long as it has waited so far. */
  readonly costMinor: number;
}

const YEAR_HOURS = 365 * 24;
/** Percentages are entered with at most two decimals. */
const PERCENT = 10_000;

/**
 * What waiting puts at risk and has cost up to `asOf`, in minor units of the amounts' one currency; each rounded once, halves away from zero. The
 * cost is simple interest by the whole hour on a year of 365 days: amount × hours × percent a year.
 */
export function waitingCost(
  amounts: readonly WaitingAmount[],
  { capitalPercent, riskAfterDays, riskPercent }: BillingAssumptions,
  asOf: Instant,
): WaitingCost {
  const overdue = amounts
    .filter(({ since }) => asOf - since >= (riskAfterDays + 1) * DAY_MS)
    .reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n);
  const minorHours = amounts.reduce((sum, { since, amountMinor }) => {
    const hours = Math.max(0, Math.floor((asOf - since) / HOUR_MS));
    return sum + BigInt(amountMinor) * BigInt(hours);
  }, 0n);
  return {
    riskMinor: roundedQuotient(overdue * hundredths(riskPercent), BigInt(PERCENT)),
    overdueMinor: roundedQuotient(overdue, 1n),
    costMinor: roundedQuotient(minorHours * hundredths(capitalPercent), BigInt(YEAR_HOURS * PERCENT)),
  };
}

const hundredths = (percent: number) => BigInt(Math.round(percent * 100));
