import { roundedQuotient } from "../money/rounding";
import type { BillingAssumptions } from "./assumptions";

/** What waits for as many whole periods of 24 h, all in one currency. */
export interface WaitingAmount {
  readonly ageDays: number;
  readonly amountMinor: number;
  /** Sum of each amount times the whole hours it has waited. */
  readonly minorHours: bigint;
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
 * What waiting puts at risk and has cost so far, in minor units of the amounts' one currency; each rounded once, halves away from zero. The cost is
 * simple interest by the whole hour on a year of 365 days: amount × hours × percent a year.
 */
export function waitingCost(
  amounts: readonly WaitingAmount[],
  { capitalPercent, riskAfterDays, riskPercent }: BillingAssumptions,
): WaitingCost {
  const overdueMinor = amounts
    .filter(({ ageDays }) => ageDays > riskAfterDays)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const minorHours = amounts.reduce((sum, amount) => sum + amount.minorHours, 0n);
  return {
    overdueMinor,
    riskMinor: roundedQuotient(BigInt(overdueMinor) * hundredths(riskPercent), BigInt(PERCENT)),
    costMinor: roundedQuotient(minorHours * hundredths(capitalPercent), BigInt(YEAR_HOURS * PERCENT)),
  };
}

const hundredths = (percent: number) => BigInt(Math.round(percent * 100));
