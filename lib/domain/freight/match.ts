import type { Place } from "../event/draft";
import type { Milestone } from "../event/milestone";
import type { Reference } from "../reference/reference";
import type { LocalDay } from "./carrier-invoice";
import type { Quantity } from "./quantity";

/** A shipment a bill may be for. */
export interface MatchCandidate {
  readonly shipmentId: string;
  readonly label: string;
  readonly references: readonly Reference[];
  readonly carrier: string | null;
  readonly status: Milestone | null;
  /** Currency it was accrued or contracted in. */
  readonly currency: string | null;
  readonly billTo: string | null;
  /** PP, CC, TP as tendered. */
  readonly terms: string | null;
  /** Number of an approved bill that settled it; null: none yet. */
  readonly settledBy: string | null;
  readonly origin: Place | null;
  readonly destination: Place | null;
  readonly shippedOn: LocalDay | null;
  readonly weight: Quantity | null;
}

/** Ordered: the first that hits decides. Source: domain.md, "Match". */
export const MATCH_RULES = ["shipment_id", "pro", "bol", "load_or_order"] as const;
export type MatchRule = (typeof MATCH_RULES)[number];

export const DROP_REASONS = [
  "other_carrier",
  "status",
  "currency",
  "bill_to",
  "terms",
  "already_invoiced",
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

export interface DroppedCandidate {
  readonly shipmentId: string;
  readonly label: string;
  readonly reason: DropReason;
  /** "bills EUR, the shipment is in USD". */
  readonly words: string;
}

export interface MatchSuggestion {
  readonly shipmentId: string;
  readonly label: string;
  /** 0 to 100; for ranking only, never a match. */
  readonly score: number;
  readonly words: string;
}

export type MatchResult =
  | {
      readonly matched: true;
      readonly shipmentId: string;
      readonly label: string;
      readonly rule: MatchRule;
      /** 1-based place of the rule: "matched by rule 2". */
      readonly ruleNumber: number;
      /** "3 candidates by PRO. 2 dropped: one other currency, one already invoiced. 1 left: SHP-20366." */
      readonly words: string;
      readonly dropped: readonly DroppedCandidate[];
    }
  | {
      readonly matched: false;
      /** `none`: no rule hit; `all_dropped`; `several` left; `no_carrier` on the bill. */
      readonly why: "none" | "all_dropped" | "several" | "no_carrier";
      readonly words: string;
      readonly left: readonly string[];
      readonly dropped: readonly DroppedCandidate[];
      readonly suggestions: readonly MatchSuggestion[];
    };
