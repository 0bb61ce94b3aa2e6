/** What a company takes for granted when it says what waiting costs. Printed beside every number made with it. */
export interface BillingAssumptions {
  /** What money costs, percent a year. */
  readonly capitalPercent: number;
  /** Unbilled longer than so many days counts as at risk. */
  readonly riskAfterDays: number;
  /** So much of it is not expected to be paid in full, percent. */
  readonly riskPercent: number;
}

export const DEFAULT_ASSUMPTIONS: BillingAssumptions = {
  capitalPercent: 8,
  riskAfterDays: 30,
  riskPercent: 10,
};
