import { moneyText } from "../money/decimal";
import type { Instant } from "../time/instant";
import { percentText } from "./linehaul";
import type { TransportMode } from "./rate-card";

/** What a tolerance is for. Everything else is never passed without a person, whatever a policy says. */
export const TOLERANCE_CHARGES = [
  "total_over",
  "total_under",
  "linehaul",
  "fuel",
  "planned_accessorial",
] as const;
export type ToleranceCharge = (typeof TOLERANCE_CHARGES)[number];

/** One way to pass: every limit given must hold. Minor units of the policy's currency; basis points of the expected amount. */
export interface ToleranceLimit {
  readonly maxMinor: number | null;
  readonly maxBasisPoints: number | null;
}

export interface ToleranceScope {
  /** SCAC. */
  readonly carrier?: string;
  readonly mode?: TransportMode;
}

/**
 * One version of a tolerance. The newest version in force when an invoice was received judges it, for good. Append-only.
 */
export interface TolerancePolicy {
  readonly id: string;
  readonly version: number;
  readonly charge: ToleranceCharge;
  readonly scope: ToleranceScope;
  /** Any of these passes; none: only an exact match does. */
  readonly anyOf: readonly ToleranceLimit[];
  /** Of `maxMinor`. An invoice in another currency meets only the shares in basis points that stand alone. */
  readonly currency: string;
  readonly enabled: boolean;
  readonly effectiveAt: Instant;
}

const DEFAULTS: Readonly<Record<ToleranceCharge, readonly ToleranceLimit[]>> = {
  total_over: [
    { maxMinor: 500, maxBasisPoints: null },
    { maxMinor: 2_500, maxBasisPoints: 200 },
  ],
  total_under: [{ maxMinor: 5_000, maxBasisPoints: 500 }],
  linehaul: [{ maxMinor: 1_000, maxBasisPoints: 100 }],
  fuel: [{ maxMinor: 100, maxBasisPoints: null }],
  planned_accessorial: [],
};

/**
 * Version 1 of every tolerance, in force since ever: total over ≤ 5, or ≤ 2% and ≤ 25; total under ≤ 5% and ≤ 50; linehaul within 1% and 10 either way;
 * fuel within 1 either way; planned accessorial never over. Source: domain.md, "Audit" (in US dollars).
 *
 * @param currency of the company: the same numbers in hundredths of it until it says otherwise.
 */
export function seedTolerances(currency: string): TolerancePolicy[] {
  return TOLERANCE_CHARGES.map((charge, index) => ({
    id: `00000000-0000-8000-8001-${String(index + 1).padStart(12, "0")}`,
    ...{ version: 1, charge, scope: {}, anyOf: DEFAULTS[charge], currency, enabled: true, effectiveAt: 0 },
  }));
}

/** The tolerance of a charge for a bill received at a moment: carrier before mode before general; null: only an exact match passes. */
export function selectTolerance(
  policies: readonly TolerancePolicy[],
  charge: ToleranceCharge,
  subject: { readonly carrier: string | null; readonly mode: TransportMode | null },
  receivedAt: Instant,
): TolerancePolicy | null {
  const newest = new Map<string, TolerancePolicy>();
  for (const policy of policies) {
    if (policy.charge !== charge || policy.effectiveAt > receivedAt) continue;
    if (policy.version > (newest.get(policy.id)?.version ?? 0)) newest.set(policy.id, policy);
  }
  const weight = ({ scope }: TolerancePolicy) => (scope.carrier ? 2 : 0) + (scope.mode ? 1 : 0);
  const fitting = [...newest.values()].filter(
    ({ enabled, scope }) =>
      enabled &&
      (scope.carrier === undefined || scope.carrier.toUpperCase() === subject.carrier?.toUpperCase()) &&
      (scope.mode === undefined || scope.mode === subject.mode),
  );
  return fitting.sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1))[0] ?? null;
}

/**
 * Whether a difference passes.
 *
 * @param differenceMinor billed − expected, sign ignored; minor units of `currency`.
 * @param expectedMinor what the share is of.
 */
export function isWithin(
  policy: TolerancePolicy | null,
  differenceMinor: number,
  expectedMinor: number,
  currency: string,
): boolean {
  if (differenceMinor === 0) return true;
  if (!policy) return false;
  const size = Math.abs(differenceMinor);
  return policy.anyOf.some(({ maxMinor, maxBasisPoints }) => {
    if (maxMinor === null && maxBasisPoints === null) return false;
    if (maxMinor !== null && (policy.currency !== currency || size > maxMinor)) return false;
    if (maxBasisPoints === null) return true;
    return BigInt(size) * 10_000n <= BigInt(maxBasisPoints) * BigInt(Math.abs(expectedMinor));
  });
}

/** "≤ 5.00 USD, or ≤ 2.0% and ≤ 25.00 USD"; "exact" where nothing else passes. */
export function toleranceText({ anyOf, currency }: Pick<TolerancePolicy, "anyOf" | "currency">): string {
  const one = ({ maxMinor, maxBasisPoints }: ToleranceLimit) =>
    [
      maxBasisPoints === null ? null : `≤ ${percentText(maxBasisPoints)}`,
      maxMinor === null ? null : `≤ ${moneyText(maxMinor, currency)}`,
    ]
      .filter((part) => part !== null)
      .join(" and ");
  return anyOf.length === 0 ? "exact" : anyOf.map(one).join(", or ");
}
