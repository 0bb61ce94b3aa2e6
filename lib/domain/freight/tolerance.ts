import type { Instant } from "../time/instant";
import type { TransportMode } from "./rate-card";

/** What a tolerance is for. Everything else is never passed without a person, whatever a policy says. */
export const TOLERANCE_CHARGES = [
  "total_over",
  "total_under",
  "linehaul",
  "fuel",
  "planned_accessorial",
  "tax",
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
