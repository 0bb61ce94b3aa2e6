import type { BoundedCount, Choice } from "@/lib/contracts/messages/message-list";
import type { CloseCause, DiscrepancyReason } from "@/lib/domain/stock/discrepancy";
import type { StockQuery } from "./stock-query";

/** One difference between Odoo and a warehouse. Quantities are decimal strings, moments ISO 8601. */
export interface StockRow {
  readonly id: string;
  /** As the warehouse names it. */
  readonly product: string;
  readonly productName: string | null;
  /** Odoo's name of the place, or the warehouse's code where Odoo has none. */
  readonly location: string;
  readonly reason: DiscrepancyReason;
  readonly odooQuantity: string;
  readonly statedQuantity: string;
  /** What the warehouse says less what Odoo says. */
  readonly difference: string;
  readonly unit: string | null;
  /** The warehouse did not name it in a list it called complete. */
  readonly isUnlisted: boolean;
  readonly warehouse: { readonly id: string; readonly name: string };
  readonly odooName: string;
  /** The product in Odoo's own screen. */
  readonly odooHref: string | null;
  readonly messageId: string;
  readonly statedAt: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly closedBecause: CloseCause | null;
}

/** A warehouse that states stock, and when it last did. */
export interface WarehouseWord {
  readonly id: string;
  readonly name: string;
  readonly isOff: boolean;
  /** Null: it never has. */
  readonly statedAt: string | null;
  readonly completeAt: string | null;
  readonly messageId: string | null;
  readonly openCount: BoundedCount;
}

/** An Odoo whose stock is compared, or why it is not. */
export interface OdooStockState {
  readonly id: string;
  readonly name: string;
  readonly state: "compared" | "loading" | "unheard" | "off";
  /** When its stock was last read. */
  readonly readAt: string | null;
}

export interface StockList {
  readonly query: StockQuery;
  readonly rows: readonly StockRow[];
  readonly older: string | null;
  readonly newer: string | null;
  readonly openCount: BoundedCount;
  readonly warehouses: readonly WarehouseWord[];
  readonly odoos: readonly OdooStockState[];
  /** Locations something is open at. */
  readonly locations: readonly Choice[];
  /** Null while a worker runs; else when one was last seen. */
  readonly workerMissing: { readonly seenAt: string | null } | null;
}
