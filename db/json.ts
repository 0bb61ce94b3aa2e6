/**
 * One JSON parameter for a set of rows. Postgres refuses U+0000 and lone surrogates in text, and partners do send them:
 * both are replaced by U+FFFD, the replacement character. The message keeps the exact bytes.
 */
export function jsonParameter(value: unknown): string {
  const text = JSON.stringify(value);
  return /\\u0000|\\ud[89a-f]/i.test(text)
    ? JSON.stringify(value, (_key, item) => (typeof item === "string" ? storable(item) : item))
    : text;
}

/** Text as Postgres can hold it. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll("\u0000", "\uFFFD");
}

/** A row with its keys as Postgres names columns, for `json_to_recordset`. */
export function columnNames(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}
