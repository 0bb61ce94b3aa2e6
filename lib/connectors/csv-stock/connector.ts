import type { StatedTime } from "@/lib/domain/event/draft";
import type {
  Connector,
  CsvStockMapping,
  ParseContext,
  ParsedMessage,
  Problem,
} from "@/lib/domain/message/parsed-message";
import { fileProblems } from "../csv-problems";
import { type CsvRow, headRows, readRows, sniffDelimiter } from "../csv-rows";
import { decodeText } from "../decode-text";
import { refusedStock, type StockLine, stockMessage } from "../stock-lines";
import { formatOf } from "../written-time";
import { findStockColumns, looksLikeStock, type StockColumns } from "./columns";
import { cellOf, readStockRow, type StockRowReader } from "./row-line";
import { type SignOfFile, signOfFile } from "./written-quantity";

/**
 * A warehouse's list of what lies where: one row a product, location and, where stated, lot.
 *
 * Columns are found by common names (`sku,location,quantity,unit,counted_at`) or by the connection's mapping. A list is partial
 * unless its column `snapshot` says `complete` in every row, or the mapping says so of every file.
 * Source: RFC 4180 for the file.
 */
export const csvStockConnector: Connector = {
  dialect: "csv-stock",
  mapVersion: "csv-stock/1",
  recognises(head) {
    const text = head.replace(/^\uFEFF/, "").trimStart();
    if (text === "" || text.includes("\0") || /^[{[<]/.test(text)) return false;
    const bytes = Buffer.from(text);
    const [header] = headRows(bytes, sniffDelimiter(bytes));
    return header !== undefined && looksLikeStock(header.cells);
  },
  parse(bytes, context) {
    return parseStockFile(bytes, context);
  },
};

const COMPLETE = /^(complete|full|snapshot|yes|true|y|1)$/i;

function parseStockFile(bytes: Uint8Array, context: ParseContext): ParsedMessage {
  const mapping = context.csvStock;
  const decoded = decodeText(bytes);
  if (decoded.utf8.includes(0)) {
    const message = "The file holds NUL bytes (U+0000): it is no text. Nothing was read; the bytes are kept.";
    return refusedStock("csv", "invalid_structure", "row 1", message);
  }
  const delimiter = mapping?.delimiter ?? sniffDelimiter(decoded.utf8);
  const rows: CsvRow[] = [];
  const unread = readRows(decoded.utf8, delimiter, (row) => rows.push(row));
  const [header, ...body] = rows;
  if (!header) return refusedStock("csv", "empty_file", "row 1", "The file holds no row, not even a header.");
  const { columns, missing } = findStockColumns(header.cells, mapping);
  const lacking = lackingColumns(columns, mapping);
  if (lacking.length > 0) {
    return refusedStock("csv", "missing_column", "row 1", lacks([...missing, ...lacking], header.cells));
  }
  const sign = signOf(body, columns, mapping, delimiter);
  const { lines, problems } = readBody(body, {
    width: header.cells.length,
    columns,
    decimal: sign.decimal,
    timeFormat: mapping?.timeFormat ?? timeFormatOf(body, columns),
    location: mapping?.location,
  });
  return stockMessage({
    format: "csv",
    lineType: "stock-row",
    lines,
    list: {
      stated: latest(lines),
      // A file without a row is more often a failed export than an empty warehouse.
      isComplete: lines.length > 0 && (mapping?.isComplete === true || saysComplete(body, columns)),
    },
    problems: [
      ...missing.map(unmatchedColumn),
      ...fileProblems(unread, decoded.assumed),
      ...signProblem(sign),
      ...problems,
    ],
  });
}

function readBody(body: readonly CsvRow[], reader: StockRowReader) {
  const lines: StockLine[] = [];
  const problems: Problem[] = [];
  for (const row of body) {
    const { line, problems: own } = readStockRow(row, reader);
    if (line) lines.push(line);
    for (const problem of own) problems.push(problem);
  }
  return { lines, problems };
}

function signOf(
  body: readonly CsvRow[],
  columns: StockColumns,
  mapping: CsvStockMapping | undefined,
  delimiter: ReturnType<typeof sniffDelimiter>,
): SignOfFile {
  if (mapping?.decimal) return { decimal: mapping.decimal, assumedFrom: null };
  return signOfFile(
    body.map((row) => cellOf(row, columns, "quantity")),
    delimiter,
  );
}

function timeFormatOf(body: readonly CsvRow[], columns: StockColumns) {
  const written = body.map((row) => cellOf(row, columns, "countedAt")).find((text) => text !== "");
  return (written && formatOf(written)) || "iso";
}

/** Every row has to say it: a column that changes its mind says nothing of the whole. */
function saysComplete(body: readonly CsvRow[], columns: StockColumns): boolean {
  if (columns.snapshot === undefined || body.length === 0) return false;
  return body.every((row) => COMPLETE.test(cellOf(row, columns, "snapshot")));
}

/** The list speaks of the moment of its latest count: times of one file are written alike. */
function latest(lines: readonly StockLine[]): StatedTime | null {
  return lines.reduce<StatedTime | null>(
    (last, { counted }) => (counted && (last === null || counted.local > last.local) ? counted : last),
    null,
  );
}

function lackingColumns(columns: StockColumns, mapping: CsvStockMapping | undefined): string[] {
  return [
    ...(columns.product === undefined ? ["product"] : []),
    ...(columns.quantity === undefined ? ["quantity"] : []),
    ...(columns.location === undefined && !mapping?.location ? ["location"] : []),
  ];
}

function lacks(names: readonly string[], header: readonly string[]): string {
  const found = header.slice(0, 30).map((name) => `"${name.slice(0, 40)}"`);
  return `The header names no ${names.join(", no ")}. Found: ${found.join(", ")}. Name the columns sku, location and quantity, or set the mapping on the connection, then replay.`;
}

function unmatchedColumn(column: string): Problem {
  const message = `The mapping names a column "${column}" that the file does not have; its rows were read without it.`;
  return { code: "missing_column", severity: "warning", at: "row 1", message };
}

function signProblem({ decimal, assumedFrom }: SignOfFile): Problem[] {
  if (assumedFrom === null) return [];
  const read = decimal === "," ? "a decimal comma" : "a decimal point, commas as groups of thousands";
  const message = `Quantities such as "${assumedFrom.slice(0, 40)}" can be read two ways; they were read with ${read}. Set the decimal sign on the connection's mapping if that is wrong, then replay.`;
  return [{ code: "quantity_format_assumed", severity: "warning", at: "row 1", message }];
}
