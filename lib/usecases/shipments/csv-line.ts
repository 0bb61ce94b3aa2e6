/** Bytes first in the file, by which spreadsheets know it for UTF-8. */
export const CSV_BOM = "\uFEFF";

/**
 * One record of a CSV file, CRLF included (RFC 4180). A cell that a spreadsheet would run as a formula gets an apostrophe in
 * front: what partners send ends up in these cells, and `=HYPERLINK(…)` in a reference must stay text.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
