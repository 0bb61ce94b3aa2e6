import type { BreakerState } from "../connection/breaker";

/**
 * How the reading of an Odoo does, in one word. `away`: it does not answer and is not asked. `trying`: one call finds out whether it answers again.
 * `refused`: it answers, but refuses a model. `loading`: the first load goes on. `behind`: a model was not looked at for far longer than its clock says.
 */
export type OdooHealth = "off" | "not_set_up" | "away" | "trying" | "refused" | "loading" | "behind" | "ok";

export interface ModelReading {
  readonly pace: "fast" | "slow";
  readonly loadedAt: Date | null;
  readonly polledAt: Date | null;
  readonly expectedCount: number | null;
  readonly recordCount: number;
  readonly hasError: boolean;
}

export interface OdooReading {
  readonly enabled: boolean;
  /** It has a reader's key. */
  readonly isSetUp: boolean;
  readonly breaker: BreakerState;
  readonly pollSeconds: number;
  readonly models: readonly ModelReading[];
}

const LEAST_BEHIND_MS = 60_000;
/** Some looks may be long; this many missed ones are not chance. */
const MISSED_LOOKS = 6;
const SLOW_FACTOR = 10;

/** The gravest word that fits. Never throws. */
export function odooHealth(reading: OdooReading, now: Date): OdooHealth {
  if (!reading.enabled) return "off";
  if (!reading.isSetUp) return "not_set_up";
  if (reading.breaker !== "closed") return reading.breaker === "open" ? "away" : "trying";
  if (reading.models.some((model) => model.hasError)) return "refused";
  if (reading.models.length === 0 || reading.models.some((model) => model.loadedAt === null))
    return "loading";
  return reading.models.some((model) => isBehind(model, reading.pollSeconds, now)) ? "behind" : "ok";
}

/** True when a loaded model was not looked at for several times its own interval, and at least a minute. */
export function isBehind(model: ModelReading, pollSeconds: number, now: Date): boolean {
  const behindMs = behindBy(model, now);
  const intervalMs = pollSeconds * 1_000 * (model.pace === "slow" ? SLOW_FACTOR : 1);
  return behindMs !== null && behindMs > Math.max(LEAST_BEHIND_MS, MISSED_LOOKS * intervalMs);
}

/** How old what we know of a model may be, in milliseconds. Null before its first load is through. */
export function behindBy({ loadedAt, polledAt }: ModelReading, now: Date): number | null {
  if (loadedAt === null || polledAt === null) return null;
  return Math.max(0, now.getTime() - polledAt.getTime());
}

/** Of the fast models, the one looked at longest ago, in milliseconds: what the reading as a whole is behind. */
export function slowestBehind(models: readonly ModelReading[], now: Date): number | null {
  const spans = models
    .filter((model) => model.pace === "fast")
    .map((model) => behindBy(model, now))
    .filter((span) => span !== null);
  return spans.length === 0 ? null : Math.max(...spans);
}

/**
 * How much of the first load is in, from 0 to 100; 100 only when all of it is. A model whose size is not known yet counts with nothing read.
 */
export function loadedPercent(models: readonly ModelReading[]): number {
  if (models.length === 0) return 0;
  if (models.every((model) => model.loadedAt !== null)) return 100;
  const shares = models.map(modelShare);
  const known = models.reduce((sum, model) => sum + sizeOf(model), 0);
  const read = models.reduce((sum, model, place) => sum + sizeOf(model) * (shares[place] ?? 0), 0);
  return Math.min(99, Math.floor((read / known) * 100));
}

/** From 0 to 1. New records come in while it loads, so more than was expected may be there before the end. */
export function modelShare({ loadedAt, expectedCount, recordCount }: ModelReading): number {
  if (loadedAt !== null) return 1;
  if (!expectedCount) return 0;
  return Math.min(0.99, recordCount / expectedCount);
}

/** So that a model that has not begun weighs something too. */
function sizeOf({ expectedCount, recordCount }: ModelReading): number {
  return Math.max(1, expectedCount ?? 0, recordCount);
}
