/** Why Odoo and a warehouse do not say the same of one product at one location. */
export const DISCREPANCY_REASONS = ["quantity", "unknown_product", "unknown_location"] as const;
export type DiscrepancyReason = (typeof DISCREPANCY_REASONS)[number];

/** Both say the same again, or the warehouse's word was taken back. */
export type CloseCause = "agrees" | "withdrawn";

/** A place in the order of Odoo's changed quants: when the change was read, as Postgres writes it, and Odoo's id. */
export interface QuantPosition {
  readonly changedAt: string;
  readonly odooId: number;
}

/** Longer unheard than this, Odoo's mirror is not news: nothing is compared until it is read again. */
export const ODOO_STALE_MS = 600_000;
