import { readRows, sniffDelimiter } from "@/lib/connectors/csv-rows";
import type { RawRow } from "@/lib/contracts/messages/raw-view";

/** Rows of a delimited file, numbered as its reader numbers them; null when a row's quotes can't be told apart. */
export function rowLines(text: string): readonly RawRow[] | null {
  const bytes = Buffer.from(text.replace(/^\uFEFF/, ""));
  const rows: RawRow[] = [];
  const { broken } = readRows(bytes, sniffDelimiter(bytes), (row) => rows.push(row));
  return broken.length > 0 ? null : rows;
}
