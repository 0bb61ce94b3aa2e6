import type { StatedTime } from "@/lib/domain/event/draft";
import type { CsvStockMapping, Problem } from "@/lib/domain/message/parsed-message";
import type { CsvRow } from "../csv-rows";
import type { StockLine } from "../stock-lines";
import { rowTime, type TimeFormat } from "../written-time";
import type { StockColumns, StockField } from "./columns";
import { type DecimalSign, plainQuantity } from "./written-quantity";

/** Everything a row needs to be read; made once per file. */
export interface StockRowReader {
  readonly width: number;
  readonly columns: StockColumns;
  readonly decimal: DecimalSign;
  readonly timeFormat: TimeFormat;
  /** Location of rows that name none. */
  readonly location: CsvStockMapping["location"];
}

/** One row as a stock line. A row without product, place or a readable quantity is left out: blank is not zero. */
export function readStockRow(
  row: CsvRow,
  reader: StockRowReader,
): { readonly line: StockLine | null; readonly problems: readonly Problem[] } {
  const at = `row ${row.number}`;
  const cell = (field: StockField) => cellOf(row, reader.columns, field);
  if (row.cells.slice(reader.width).some((extra) => extra !== "")) {
    return left("invalid_structure", at, `${row.cells.length} cells under ${reader.width} columns`);
  }
  const product = cell("product");
  const location = cell("location") || (reader.location ?? "");
  if (!product) return left("missing_product", at, "the product is empty");
  if (!location) return left("missing_location", at, "the location is empty");
  const written = cell("quantity");
  if (!written) return left("missing_quantity", at, "the quantity is empty, which is not zero");
  const quantity = plainQuantity(written, reader.decimal);
  if (quantity === null) {
    const sign = reader.decimal === "," ? "a comma" : "a point";
    return left(
      "bad_quantity",
      at,
      `"${written.slice(0, 40)}" is no number with ${sign} before its decimals`,
    );
  }
  const time = countedAt(cell("countedAt"), reader.timeFormat);
  if (time === "unreadable") {
    const found = cell("countedAt").slice(0, 40);
    return left("bad_date", at, `"${found}" is not a time written as ${reader.timeFormat}`);
  }
  const line = { product, location, quantity, unit: cell("unit") || null, lot: cell("lot") || null };
  return { line: { ...line, counted: time, at }, problems: quantity.startsWith("-") ? [negative(at)] : [] };
}

/** The trimmed text of a field; empty where the file has no such column. */
export function cellOf(row: CsvRow, columns: StockColumns, field: StockField): string {
  const index = columns[field];
  return index === undefined ? "" : (row.cells[index] ?? "").trim();
}

function countedAt(written: string, format: TimeFormat): StatedTime | null | "unreadable" {
  return written ? (rowTime(written, format) ?? "unreadable") : null;
}

function negative(at: string): Problem {
  const message = "The quantity is below zero. It was taken as stated.";
  return { code: "negative_quantity", severity: "warning", at, message };
}

function left(code: string, at: string, what: string) {
  const message = `This row was left out: ${what}. The other rows were read; correct it and send it again.`;
  return { line: null, problems: [{ code, severity: "error", at, message } satisfies Problem] };
}
