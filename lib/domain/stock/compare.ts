import type { Instant } from "../time/instant";
import type { DiscrepancyReason } from "./discrepancy";
import { larger, type Millionths, magnitude } from "./quantity";

/** How far apart Odoo and a warehouse may be, and how long. */
export interface StockRules {
  /** Differences up to this many units are left alone. */
  readonly toleranceUnits: number;
  /** And those up to this share of the larger side, in percent. */
  readonly tolerancePercent: number;
  /** A difference opens a discrepancy once it has lasted this long. */
  readonly graceMs: number;
}

/** What both say of one product at one location. */
export interface StockPair {
  /** Odoo's quantity; zero where it knows no such product or location. */
  readonly odoo: Millionths;
  readonly stated: Millionths;
  /** What Odoo does not know. Null: it knows both. */
  readonly unknown: Exclude<DiscrepancyReason, "quantity"> | null;
  /** When Odoo last moved the product there, null: never or unknown. */
  readonly movedAt: Instant | null;
  /** The moment the warehouse speaks of. */
  readonly statedAt: Instant;
  /** Since when earlier comparisons found them to differ. */
  readonly differsSince: Instant | null;
  /** A discrepancy is open on it. */
  readonly isOpen: boolean;
}

export type StockVerdict =
  | { readonly kind: "agrees" }
  /** They differ, for too short to be told from goods just moved: look again at `dueAt`. */
  | { readonly kind: "waits"; readonly differsSince: Instant; readonly dueAt: Instant }
  | {
      readonly kind: "differs";
      readonly reason: DiscrepancyReason;
      readonly differsSince: Instant;
      readonly tolerance: Millionths;
    };

/**
 * What Odoo's on-hand and a warehouse's word say together.
 *
 * One system always hears of a movement before the other, in either direction. So a difference counts only once it has lasted
 * the grace, from the later of the two last words or from when it was first found. It closes at the first agreement, and an open
 * one follows the quantities at once. Of a product or place Odoo does not know, a stated zero is no difference.
 */
export function compareStock(pair: StockPair, rules: StockRules, now: Instant): StockVerdict {
  const tolerance = toleranceOf(pair, rules);
  if (magnitude(pair.odoo - pair.stated) <= tolerance) return { kind: "agrees" };
  const begun = Math.min(Math.max(pair.statedAt, pair.movedAt ?? pair.statedAt), now);
  const differsSince = pair.differsSince ?? begun;
  const dueAt = differsSince + rules.graceMs;
  if (!pair.isOpen && now < dueAt) return { kind: "waits", differsSince, dueAt };
  return { kind: "differs", reason: pair.unknown ?? "quantity", differsSince, tolerance };
}

/** The larger of the tolerated units and the tolerated share of the larger side, in millionths. */
export function toleranceOf(
  { odoo, stated }: Pick<StockPair, "odoo" | "stated">,
  { toleranceUnits, tolerancePercent }: Pick<StockRules, "toleranceUnits" | "tolerancePercent">,
): Millionths {
  const units = BigInt(Math.round(Math.max(0, toleranceUnits) * 1e6));
  const side = larger(magnitude(odoo), magnitude(stated));
  const share = (side * BigInt(Math.round(Math.max(0, tolerancePercent) * 1e4))) / 1_000_000n;
  return larger(units, share);
}
