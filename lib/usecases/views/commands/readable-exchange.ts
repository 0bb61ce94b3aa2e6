const HIDDEN_NAMES =
  /^(datas|raw|contentbase64|password|passwd|apikey|api_key|key|token|secret|authorization|debug|traceback|hash)$/i;
const LONG_CHARS = 2_000;
/** Longer than any word or reference, and nothing but base64: the bytes of a file. */
const BYTES = /^[A-Za-z0-9+/=_-]{200,}$/;

/**
 * What was asked or answered, as text for people: no bytes, nothing that opens a door, no traceback, whoever stored it.
 * Names that were left out say so, so that nobody takes them for empty.
 */
export function readableExchange(value: unknown): string {
  return JSON.stringify(value, (name, item) => shown(name, item), 2) ?? "null";
}

function shown(name: string, item: unknown): unknown {
  if (item === null || typeof item === "boolean" || item === "") return item;
  if (HIDDEN_NAMES.test(name) && typeof item !== "number") return "(not shown)";
  if (typeof item !== "string") return item;
  if (BYTES.test(item)) return `(${Math.floor((item.length * 3) / 4).toLocaleString("en")} bytes, not shown)`;
  return item.length > LONG_CHARS ? `${item.slice(0, LONG_CHARS)}… (${item.length} characters)` : item;
}
