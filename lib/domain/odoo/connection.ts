/** JSON-2 for Odoo 19 and newer, JSON-RPC for 16 to 18 and where JSON-2 is not let through. */
export type OdooTransportKind = "json2" | "jsonrpc";

/** Fields that exist, by model. */
export type OdooFields = Readonly<Record<string, readonly string[]>>;

/** `model` → `field` → language → label → key, for reading tracking rows back. */
export type OdooStateLabels = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>>
>;

/** What a site may set on its Odoo connection. */
export interface OdooSettings {
  /** How far behind the watermark each poll looks again. Must exceed the longest Odoo transaction. */
  readonly overlapMinutes: number;
  /** Seconds between two polls of a fast model; slow ones (partners, products, carriers) take ten times as long. */
  readonly pollSeconds: number;
  /** What a validated outgoing delivery says: goods issued (a carrier brings them), or handed to the customer. */
  readonly validatedMeans: "loaded" | "delivered";
  /** Odoo's company ids to read; empty reads all that the reader may see. */
  readonly odooCompanyIds: readonly number[];
  /** Stock: differences up to this many units, or this share of the larger side in percent, are left alone. */
  readonly stockToleranceUnits: number;
  readonly stockTolerancePercent: number;
  /** Stock: a difference opens a discrepancy once it has lasted this long, so that goods just moved open none. */
  readonly stockGraceMinutes: number;
  /** Warehouse system's location code → Odoo's location name (`complete_name`). A code missing here is taken as the name. */
  readonly stockLocations: Readonly<Record<string, string>>;
}

export const DEFAULT_ODOO_SETTINGS: OdooSettings = {
  overlapMinutes: 15,
  pollSeconds: 5,
  validatedMeans: "loaded",
  odooCompanyIds: [],
  stockToleranceUnits: 0,
  stockTolerancePercent: 0,
  stockGraceMinutes: 15,
  stockLocations: {},
};
