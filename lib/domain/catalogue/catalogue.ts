import type { Role } from "../access/role";
import type { ClockKind } from "../clock/clock-policy";
import type { Classifier, Milestone } from "../event/milestone";
import type { ExceptionKind } from "../exception/exception";

/** Kinds of connections that can state something, as a connection names its partner. */
export const SOURCE_KINDS = ["erp", "tms", "wms", "3pl", "carrier", "aggregator", "shop", "person"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Where the truth about something is kept; Milepost itself only of what it adds. */
export const SYSTEMS = ["odoo", "tms", "wms", "carrier", "shop", "payment_provider", "milepost"] as const;
export type SystemOfRecord = (typeof SYSTEMS)[number];

/** At once: each change by itself. Micro-batch: what changed within minutes, together. Batch: a file or a nightly run. */
export const SYNC_MODES = ["at_once", "micro_batch", "batch"] as const;
export type SyncMode = (typeof SYNC_MODES)[number];

export const BUSINESS_OBJECTS = [
  "customer",
  "product",
  "sales_order",
  "delivery",
  "purchase_order",
  "receipt",
  "customer_invoice",
  "vendor_bill",
  "credit_note",
  "payment",
  "refund",
  "tender",
  "load",
  "appointment",
  "pick",
  "stock_level",
  "tracking",
  "proof_of_delivery",
  "carrier_invoice",
  "return",
  "message",
  "timeline",
  "clock",
  "exception",
  "decision",
] as const;
export type BusinessObject = (typeof BUSINESS_OBJECTS)[number];

/** Ours and not a partner's word: taking something back, and what no map knows. Never asked for a right. */
export type UnownedMilestone = "event_voided" | "unmapped";
export type OwnedMilestone = Exclude<Milestone, UnownedMilestone>;

export type CatalogueKey = `object:${BusinessObject}` | `milestone:${OwnedMilestone}`;

/** What a company has agreed about one object or milestone. */
export interface CatalogueTerms {
  readonly system: SystemOfRecord;
  /** In the order of `SOURCE_KINDS`. For a milestone it is enforced: others may say it, and it moves nothing. */
  readonly mayState: readonly SourceKind[];
  readonly sync: SyncMode;
  /** After it happened, until it should be known here. */
  readonly lateMinutes: number;
  readonly ownerRole: Role;
  readonly clocks: readonly ClockKind[];
  /** The kind of exception whose runbook says what to do; null where nothing can go wrong by itself. */
  readonly runbook: ExceptionKind | null;
  /** Null: for good. */
  readonly retentionMonths: number | null;
}

export interface CatalogueEntry {
  readonly key: CatalogueKey;
  /** 0 is as delivered. */
  readonly version: number;
  readonly terms: CatalogueTerms;
}

/** Who may state which milestone now; what is missing is as delivered. */
export type Entitlements = ReadonlyMap<string, Pick<CatalogueEntry, "version" | "terms">>;

/**
 * The version of the catalogue by which a source of this kind may not state the milestone; null when it may. Only what is told
 * as a fact is asked for: plans, requests and estimates move no status.
 */
export function refusedUnder(
  entitlements: Entitlements,
  told: { readonly milestone: Milestone; readonly classifier: Classifier },
  kind: SourceKind,
): number | null {
  if (told.classifier !== "actual") return null;
  const entry = entitlements.get(`milestone:${told.milestone}`);
  return !entry || entry.terms.mayState.includes(kind) ? null : entry.version;
}

/** The entries in force: the newest written version of each, else as delivered. */
export function entriesInForce(
  seeds: readonly CatalogueEntry[],
  written: readonly CatalogueEntry[],
): Map<CatalogueKey, CatalogueEntry> {
  const inForce = new Map(seeds.map((entry) => [entry.key, entry]));
  for (const entry of written) {
    const known = inForce.get(entry.key);
    if (known && entry.version > known.version) inForce.set(entry.key, entry);
  }
  return inForce;
}
