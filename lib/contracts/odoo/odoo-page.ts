import type { BreakerState } from "@/lib/domain/connection/breaker";
import type { OdooSettings, OdooTransportKind } from "@/lib/domain/odoo/connection";
import type { OdooHealth } from "@/lib/domain/odoo/reading-health";

/** How the reading of one Odoo does, for a line in a list. Moments are ISO 8601. */
export interface OdooSummary {
  readonly health: OdooHealth;
  /** Age of the oldest look among the fast models; null before the first load is through. */
  readonly behindMs: number | null;
  readonly loadedPercent: number;
  /** Why it is away, in words. */
  readonly error: string | null;
  readonly retryAt: string | null;
}

export interface OdooBreaker {
  readonly state: BreakerState;
  /** In a row. */
  readonly failures: number;
  readonly errorClass: string | null;
  readonly error: string | null;
  readonly openedAt: string | null;
  readonly retryAt: string | null;
  readonly succeededAt: string | null;
}

export interface OdooModelRow {
  readonly model: string;
  readonly pace: "fast" | "slow";
  readonly records: number;
  /** Odoo's own count when the first load began. */
  readonly expected: number | null;
  /** 0 to 100 of the first load. */
  readonly percent: number;
  readonly isLoaded: boolean;
  readonly polledAt: string | null;
  readonly changedAt: string | null;
  readonly behindMs: number | null;
  readonly isBehind: boolean;
  readonly sweptAt: string | null;
  readonly idSweptAt: string | null;
  readonly nextPollAt: string;
  readonly error: string | null;
  readonly errorAt: string | null;
}

export interface OdooKey {
  readonly login: string;
  /** ISO 8601; null where Odoo says none. */
  readonly expiresAt: string | null;
  /** Whole days left; null without an end. Below 0: expired. */
  readonly daysLeft: number | null;
}

export const KEY_WARNING_DAYS = 14;

export interface OdooHints {
  readonly enabled: boolean;
  /** Waiting to be read, at most `HINT_LIMIT`. */
  readonly waiting: number;
  readonly lastAt: string | null;
}
export const HINT_LIMIT = 1_000;

/** One Odoo connection behind its `ConnectionPage`. */
export interface OdooDetail extends OdooSummary {
  readonly isSetUp: boolean;
  /** What a change of settings must name. */
  readonly version: number;
  readonly baseUrl: string;
  readonly database: string;
  readonly serverVersion: string | null;
  readonly transport: OdooTransportKind | null;
  readonly reader: OdooKey | null;
  readonly actor: OdooKey | null;
  readonly checkedAt: string | null;
  readonly breaker: OdooBreaker;
  readonly models: readonly OdooModelRow[];
  readonly loadStartedAt: string | null;
  readonly hints: OdooHints;
  readonly settings: OdooSettings;
  /** Odoo's companies as far as the mirror holds them. */
  readonly companies: readonly { readonly id: number; readonly name: string }[];
  /** Set when no worker runs: nothing is read. */
  readonly stale: { readonly workerSeenAt: string | null } | null;
}

/** What the person who looks may do with an Odoo. */
export interface OdooRights {
  readonly manage: boolean;
  readonly readCommands: boolean;
}
