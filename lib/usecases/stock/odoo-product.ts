import type { OdooStockRow } from "@/db/queries/stock/read-odoo-stock";
import type { Quant } from "@/lib/domain/stock/on-hand";
import { quantityOfNumber } from "@/lib/domain/stock/quantity";

/** A product of Odoo as a warehouse names it. */
export interface OdooProduct {
  /** Of several products with the same code, the oldest. */
  readonly id: number;
  readonly name: string | null;
  readonly quants: readonly Quant[];
}

/** Mirrored rows by the code they were asked for. */
export function productsByCode(rows: readonly OdooStockRow[]): Map<string, OdooProduct> {
  const products = new Map<string, { id: number; name: string | null; quants: Quant[] }>();
  for (const row of rows) {
    const known = products.get(row.code) ?? { id: row.productId, name: row.productName, quants: [] };
    products.set(row.code, known);
    const quantity = row.quantity === null ? null : quantityOfNumber(row.quantity);
    if (row.location !== null && quantity !== null)
      known.quants.push({ location: row.location, quantity, movedAt: movedAt(row.writeDate) });
  }
  return products;
}

/** Odoo writes naive UTC, `YYYY-MM-DD HH:MM:SS`. */
function movedAt(writeDate: string | null): number | null {
  const at = writeDate === null ? Number.NaN : Date.parse(`${writeDate.replace(" ", "T")}Z`);
  return Number.isNaN(at) ? null : at;
}
