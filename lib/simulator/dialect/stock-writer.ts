import type { Instant } from "@/lib/domain/time/instant";

export interface CountedStock {
  readonly sku: string;
  readonly location: string;
  readonly quantity: number;
}

const HEADER = "sku,location,quantity,unit,counted_at";

/** What a warehouse system exports after a count: one row a product and location. */
export function writeStockFile(counted: readonly CountedStock[], countedAt: Instant): string {
  const at = `${new Date(countedAt).toISOString().slice(0, 19)}Z`;
  const rows = counted.map(({ sku, location, quantity }) => [sku, location, quantity, "unit", at].join(","));
  return `${[HEADER, ...rows].join("\r\n")}\r\n`;
}
