import type { EventDraft } from "@/lib/domain/event/draft";
import type {
  Connector,
  CsvStatusMapping,
  ParseContext,
  ParsedDocument,
  ParsedMessage,
  Problem,
} from "@/lib/domain/message/parsed-message";
import type { Reference } from "@/lib/domain/reference/reference";
import { findColumns, type MissingColumn } from "./columns";
import { decodeText } from "./decode-text";
import { defaultMapping } from "./default-mapping";
import { type CsvRow, readRows, sniffDelimiter } from "./read-rows";
import { type RowReader, readRow } from "./row-event";
import { fileProblems, firstProblems, unmappedWords } from "./row-problems";

/**
 * A status file of a warehouse or carrier: one row, one event, columns named by the connection's mapping.
 * Source: RFC 4180 for the file; the meaning of columns and words is the connection's `CsvStatusMapping`.
 */
export const csvStatusConnector: Connector = {
  dialect: "csv-status",
  mapVersion: "csv-status-1",
  recognises(head, fileName) {
    const text = head.replace(/^\uFEFF/, "").trimStart();
    if (text === "" || text.includes("\0") || /^[{[<]/.test(text)) return false;
    if (/^(ISA|UNA|UNB|UNH|ST)[^A-Za-z ]/.test(text)) return false;
    if (/\.(csv|tsv)$/i.test(fileName ?? "")) return true;
    const [header] = readRows(Buffer.from(text), sniffDelimiter(text)).rows;
    return header !== undefined && defaultMapping(header.cells, () => "") !== null;
  },
  parse(bytes, context) {
    return parseStatusFile(bytes, context);
  },
};

function parseStatusFile(bytes: Uint8Array, context: ParseContext): ParsedMessage {
  const decoded = decodeText(bytes);
  if (decoded.utf8.includes(0)) {
    return refused("invalid_structure", "The file holds zero bytes: it is no text. Nothing was read.");
  }
  const head = decoded.utf8.subarray(0, 64 * 1024).toString("utf8");
  const file = readRows(decoded.utf8, context.csv?.delimiter ?? sniffDelimiter(head));
  const [header, ...rows] = file.rows;
  if (!header) return refused("empty_file", "The file holds no row, not even a header.");
  const mapping = context.csv ?? defaultMapping(header.cells, (column) => firstFilled(rows, column));
  if (!mapping) return refused("missing_mapping", needsMapping(header.cells));
  const { columns, missing } = findColumns(header.cells, mapping);
  if (!columns) return refused("missing_column", missingColumns(missing, header.cells));
  const reader: RowReader = {
    columns,
    timeFormat: mapping.timeFormat,
    statuses: statusWords(mapping),
    overrides: context.overrides ?? [],
    ...(context.carrierScac ? { carrierScac: context.carrierScac } : {}),
  };
  const problems = [...optionalMissing(missing), ...fileProblems(file, decoded.assumed)];
  return readAll(rows, reader, problems);
}

function readAll(rows: readonly CsvRow[], reader: RowReader, ahead: readonly Problem[]): ParsedMessage {
  const events: EventDraft[] = [];
  const documents: ParsedDocument[] = [];
  const references = new Map<string, Reference>();
  const rowProblems: Problem[] = [];
  for (const row of rows) {
    const reading = readRow(row, reader);
    for (const problem of reading.problems) rowProblems.push(problem);
    if (!reading.event) continue;
    const event = { ...reading.event, document: events.length };
    events.push(event);
    documents.push({
      type: "status-row",
      number: event.partnerEventId ?? null,
      references: event.references,
    });
    for (const reference of event.references)
      references.set(`${reference.type} ${reference.value}`, reference);
  }
  const problems = [...ahead, ...firstProblems(rowProblems), ...unmappedWords(events)];
  const refusedRows = problems.some((problem) => problem.severity === "error");
  const outcome = events.length > 0 ? "events" : refusedRows ? "quarantine" : "facts";
  return { ...EMPTY, outcome, documents, references: [...references.values()], events, problems };
}

const EMPTY: Omit<ParsedMessage, "outcome"> = {
  format: "csv",
  documents: [],
  references: [],
  events: [],
  invoices: [],
  groups: [],
  problems: [],
};

function refused(code: string, message: string): ParsedMessage {
  return { ...EMPTY, outcome: "quarantine", problems: [{ code, severity: "error", at: "row 1", message }] };
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
