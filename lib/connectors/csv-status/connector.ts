import type {
  Connector,
  CsvStatusMapping,
  ParseContext,
  ParsedMessage,
  Problem,
} from "@/lib/domain/message/parsed-message";
import { fileProblems } from "../csv-problems";
import { type CsvRow, headRows, readRows, sniffDelimiter } from "../csv-rows";
import { decodeText } from "../decode-text";
import { findColumns, type MissingColumn } from "./columns";
import { defaultMapping } from "./default-mapping";
import { type RowReader, STATUS_WORDS } from "./row-event";
import { csvMessage, StatusRows } from "./status-rows";

/**
 * A status file of a warehouse or carrier: one row, one event, columns named by the connection's mapping.
 * Source: RFC 4180 for the file; the meaning of columns and words is the connection's `CsvStatusMapping`.
 */
export const csvStatusConnector: Connector = {
  dialect: "csv-status",
  mapVersion: "csv-status/1",
  recognises(head, fileName) {
    const text = head.replace(/^\uFEFF/, "").trimStart();
    if (text === "" || text.includes("\0") || /^[{[<]/.test(text)) return false;
    if (/^(ISA|UNA|UNB|UNH|ST)[^A-Za-z ]/.test(text)) return false;
    if (/\.(csv|tsv)$/i.test(fileName ?? "")) return true;
    const bytes = Buffer.from(text);
    const [header] = headRows(bytes, sniffDelimiter(bytes));
    return header !== undefined && defaultMapping(header.cells, () => "") !== null;
  },
  parse(bytes, context) {
    return parseStatusFile(bytes, context);
  },
};

function parseStatusFile(bytes: Uint8Array, context: ParseContext): ParsedMessage {
  const decoded = decodeText(bytes);
  if (decoded.utf8.includes(0)) {
    return refused(
      "invalid_structure",
      "The file holds NUL bytes (U+0000): it is no text. Nothing was read; the bytes are kept.",
    );
  }
  const delimiter = context.csv?.delimiter ?? sniffDelimiter(decoded.utf8);
  const [header, ...firstRows] = headRows(decoded.utf8, delimiter);
  if (!header) return refused("empty_file", "The file holds no row, not even a header.");
  const mapping = context.csv ?? defaultMapping(header.cells, (column) => firstFilled(firstRows, column));
  if (!mapping) return refused("missing_mapping", needsMapping(header.cells));
  const { columns, missing } = findColumns(header.cells, mapping);
  if (!columns) return refused("missing_column", missingColumns(missing, header.cells));
  const reader: RowReader = {
    columns,
    timeFormat: mapping.timeFormat,
    statuses: statusWords(mapping),
    overrides: (context.overrides ?? []).filter((entry) => entry.codeList === STATUS_WORDS),
    ...(context.carrierScac ? { carrierScac: context.carrierScac } : {}),
  };
  const rows = new StatusRows(header.number, reader);
  const unread = readRows(decoded.utf8, delimiter, (row) => rows.add(row));
  return rows.message([...optionalMissing(missing), ...fileProblems(unread, decoded.assumed)]);
}

function refused(code: string, message: string): ParsedMessage {
  return csvMessage("quarantine", { problems: [{ code, severity: "error", at: "row 1", message }] });
}

function statusWords(mapping: CsvStatusMapping): RowReader["statuses"] {
  return new Map(
    Object.entries(mapping.statuses).map(([word, milestone]) => [word.trim().toLowerCase(), milestone]),
  );
}

function firstFilled(rows: readonly CsvRow[], column: number): string {
  return rows.find((row) => row.cells[column])?.cells[column] ?? "";
}

function needsMapping(header: readonly string[]): string {
  return `No column mapping is set and the header names no status, time and reference in common words. Found: ${listed(header)}. Set the mapping on the connection, then replay.`;
}

function missingColumns(missing: readonly MissingColumn[], header: readonly string[]): string {
  const names = missing
    .filter((one) => one.required)
    .map((one) => `"${one.column}" (${one.field})`)
    .join(", ");
  return `The header lacks ${names}. Found: ${listed(header)}. Correct the file or the connection's mapping, then replay.`;
}

function optionalMissing(missing: readonly MissingColumn[]): Problem[] {
  return missing.map((one) => ({
    code: "missing_column",
    severity: "warning",
    at: "row 1",
    message: `The mapping names a column "${one.column}" (${one.field}) that the file does not have; its rows were read without it.`,
  }));
}

function listed(header: readonly string[]): string {
  const shown = header.slice(0, 30).map((name) => `"${name.slice(0, 40)}"`);
  return shown.join(", ") + (header.length > shown.length ? ` and ${header.length - shown.length} more` : "");
}
