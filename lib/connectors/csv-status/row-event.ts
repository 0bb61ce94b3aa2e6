import type { EventDraft, Place, StatedTime } from "@/lib/domain/event/draft";
import type { Milestone } from "@/lib/domain/event/milestone";
import type { CodeOverride, Problem } from "@/lib/domain/message/parsed-message";
import type { Reference } from "@/lib/domain/reference/reference";
import type { CsvRow } from "../csv-rows";
import { rowTime, type TimeFormat } from "../written-time";
import type { Columns } from "./columns";

export const STATUS_WORDS = "csv-status";

/** Everything a row needs to be read; made once per file. */
export interface RowReader {
  readonly columns: Columns;
  readonly timeFormat: TimeFormat;
  /** Partner's word in lower case → milestone. */
  readonly statuses: ReadonlyMap<string, Milestone>;
  /** Only those of this code list. */
  readonly overrides: readonly CodeOverride[];
  readonly carrierScac?: string;
}

export type RowReading =
  | { readonly event: EventDraft; readonly problems: readonly Problem[] }
  | { readonly event: null; readonly problems: readonly Problem[] };

/**
 * One row of a status file as an event draft. A row that names nothing, has no status or an unreadable time is left out and
 * reported as "row N"; a row that takes back an earlier event becomes `event_voided`.
 */
export function readRow(row: CsvRow, reader: RowReader, document: number): RowReading {
  const at = `row ${row.number}`;
  const cell = (index: number | undefined) => (index === undefined ? "" : (row.cells[index] ?? "").trim());
  const { columns } = reader;
  if (row.cells.length > columns.width && row.cells.slice(columns.width).some((extra) => extra !== "")) {
    return left("invalid_structure", at, `${row.cells.length} cells under ${columns.width} columns`);
  }
  const references = rowReferences(cell, reader);
  const voids = cell(columns.voids);
  const word = cell(columns.status);
  if (references.length === 0 && !voids) return left("missing_reference", at, "no reference is filled in");
  if (!word && !voids) return left("missing_status", at, "the status is empty");
  const written = cell(columns.occurredAt);
  const occurred = written ? rowTime(written, reader.timeFormat) : null;
  if (written && !occurred) {
    return left("bad_date", at, `"${written.slice(0, 40)}" is not a time written as ${reader.timeFormat}`);
  }
  const partnerEventId = cell(columns.eventId);
  const note = cell(columns.note);
  const event: EventDraft = {
    milestone: voids ? "event_voided" : (override(word, reader)?.milestone ?? mapped(word, reader)),
    classifier: voids ? "actual" : (override(word, reader)?.classifier ?? "actual"),
    occurred,
    sent: null,
    references,
    place: rowPlace(cell, columns),
    rawCode: word || "void",
    codeList: STATUS_WORDS,
    reason: null,
    ...(partnerEventId && { partnerEventId }),
    ...(voids && { voidsPartnerEventId: voids }),
    ...(note && { note }),
    document,
    at,
  };
  return { event, problems: timeProblems(occurred, voids, at) };
}

type Cell = (index: number | undefined) => string;

function override(word: string, reader: RowReader): CodeOverride | undefined {
  return reader.overrides.find((entry) => entry.code === word);
}

function mapped(word: string, reader: RowReader): Milestone {
  return reader.statuses.get(word.toLowerCase()) ?? "unmapped";
}

function rowReferences(cell: Cell, reader: RowReader): Reference[] {
  const references: Reference[] = [];
  for (const { index, type } of reader.columns.references) {
    const value = cell(index);
    if (!/[\p{L}\p{N}]/u.test(value)) continue;
    const scope = type === "pro" ? reader.carrierScac : undefined;
    references.push(scope ? { type, value, scope } : { type, value });
  }
  return references;
}

function rowPlace(cell: Cell, columns: Columns): Place | null {
  const [city, region, country] = [cell(columns.city), cell(columns.region), cell(columns.country)];
  if (!city && !region && !country) return null;
  const alpha2 = /^[a-z]{2}$/i.test(country);
  const place: Place = {
    ...(country && !alpha2 && { name: country }),
    ...(city && { city }),
    ...(region && { region }),
    ...(alpha2 && { country: country.toUpperCase() }),
  };
  return place;
}

function timeProblems(occurred: StatedTime | null, voids: string, at: string): Problem[] {
  if (occurred || voids) return [];
  const message = "The row states no time. The event is kept; its time is when the file was received.";
  return [{ code: "missing_timestamp", severity: "warning", at, message }];
}

function left(code: string, at: string, what: string): RowReading {
  const message = `This row was left out: ${what}. The other rows were read; correct it and send it again.`;
  return { event: null, problems: [{ code, severity: "error", at, message }] };
}
