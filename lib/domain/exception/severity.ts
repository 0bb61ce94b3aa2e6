import { HOUR_MS } from "../time/instant";
import { type ExceptionKind, SEVERITIES, type Severity } from "./exception";
import { EXCEPTION_RULES } from "./kinds";

/** How much money, customer and time weigh. Data, edited by a lead; amounts in minor units of the company's currency. */
export interface SeverityPolicy {
  /** From this much at stake one step graver; from ten times this much two. */
  readonly moneyStepMinor: number;
  /** Customers whose exceptions are one step graver. */
  readonly topCustomers: readonly string[];
  /** Over its promise by this long: one step graver. */
  readonly overdueStepHours: number;
}

export const DEFAULT_SEVERITY_POLICY: SeverityPolicy = {
  moneyStepMinor: 1_000_000,
  topCustomers: [],
  overdueStepHours: 4,
};

export interface SeverityInput {
  readonly kind: ExceptionKind;
  readonly customer: string | null;
  readonly moneyMinor: number | null;
  /** Now − due, milliseconds; null without a promise. */
  readonly overMs: number | null;
}

/** Severity of an exception: what its kind is by itself, moved up by money at risk, the customer and time over the promise. */
export function severityOf(input: SeverityInput, policy: SeverityPolicy): Severity {
  const money = input.moneyMinor === null ? 0 : moneySteps(input.moneyMinor, policy.moneyStepMinor);
  const customer = input.customer !== null && policy.topCustomers.includes(input.customer) ? 1 : 0;
  const overdue = input.overMs !== null && input.overMs >= policy.overdueStepHours * HOUR_MS ? 1 : 0;
  const base = SEVERITIES.indexOf(EXCEPTION_RULES[input.kind].base);
  return SEVERITIES[Math.max(0, base - money - customer - overdue)] ?? "low";
}

function moneySteps(moneyMinor: number, stepMinor: number): number {
  if (stepMinor <= 0 || moneyMinor < stepMinor) return 0;
  return moneyMinor >= 10 * stepMinor ? 2 : 1;
}
