import { parse } from "csv-parse/sync";

export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export interface CsvRow {
  /** 1-based as a spreadsheet shows it: the header is row 1, a quoted line break does not count. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** What could not be read of a file. */
export interface UnreadRows {
  /** Rows whose quotes can't be read. */
  readonly broken: readonly number[];
  /** Row from which reading was given up, after too many broken rows. */
  readonly unreadFrom: number | null;
}

/** Each broken row makes the reader start again behind it; past this many the quoting of the file is wrong as a whole. */
const MAX_BROKEN_ROWS = 100;
const LINE_BREAK = /\r\n|\n|\r/;

/**
 * Visits the rows of a delimited file in order, blank ones left out, cells trimmed. A row with broken quotes is skipped and the
 * next line read on its own, so that one stray quote does not swallow the rest of the file. Never throws.
 * Source: RFC 4180, with any of the three line breaks.
 */
export function readRows(utf8: Buffer, delimiter: Delimiter, visit: (row: CsvRow) => void): UnreadRows {
  const broken: number[] = [];
  let number = 0;
  let rest = utf8;
  while (rest.length > 0) {
    const done = readUntilBroken(rest, delimiter, (cells) => {
      number += 1;
      if (cells.some((cell) => cell !== "")) visit({ number, cells });
    });
    if (done === rest.length) break;
    number += 1;
    broken.push(number);
    rest = afterLine(rest.subarray(done));
    if (broken.length >= MAX_BROKEN_ROWS && rest.length > 0) return { broken, unreadFrom: number + 1 };
  }
  return { broken, unreadFrom: null };
}

const HEAD_BYTES = 64 * 1024;

/** The rows at the start of a file, enough to know its header and how its times are written. */
export function headRows(utf8: Buffer, delimiter: Delimiter): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  readRows(utf8.subarray(0, HEAD_BYTES), delimiter, (row) => rows.push(row));
  return rows;
}

/** The delimiter that splits the header line most often outside quotes; a comma when none does. */
export function sniffDelimiter(utf8: Buffer): Delimiter {
  const firstLine =
    utf8
      .subarray(0, HEAD_BYTES)
      .toString("utf8")
      .replace(/^\s+/, "")
      .replace(/"(?:[^"]|"")*"/g, "")
      .split(LINE_BREAK, 1)[0] ?? "";
  let best: Delimiter = ",";
  let most = 0;
  for (const candidate of DELIMITERS) {
    const count = firstLine.split(candidate).length - 1;
    if (count > most) {
      best = candidate;
      most = count;
    }
  }
  return best;
}

/** @returns the number of bytes read as whole rows; less than the length when the next row is broken. */
function readUntilBroken(bytes: Buffer, delimiter: Delimiter, visit: (cells: string[]) => void): number {
  let done = 0;
  try {
    parse(bytes, {
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
      on_record: (cells: unknown, position) => {
        visit(Array.isArray(cells) ? cells.map(String) : []);
        done = position.bytes;
        return null;
      },
    });
    return bytes.length;
  } catch {
    return done;
  }
}

function afterLine(bytes: Buffer): Buffer {
  const next = bytes.indexOf("\n");
  const carriage = bytes.indexOf("\r");
  if (next < 0 && carriage < 0) return bytes.subarray(bytes.length);
  if (next < 0 || (carriage >= 0 && carriage + 1 < next)) return bytes.subarray(carriage + 1);
  return bytes.subarray(next + 1);
}
