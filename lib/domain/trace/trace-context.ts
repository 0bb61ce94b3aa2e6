/** What one request says of the trace it is part of: 32 and 16 lower-case hex digits. */
export interface TraceContext {
  readonly traceId: string;
  /** The span that caused what follows; null where a trace begins. */
  readonly spanId: string | null;
}

/** version, trace id, parent id, flags; later versions may add fields after another dash. */
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;
const SAMPLED = "01";

/**
 * The trace a `traceparent` header names; null for none or a malformed one, which starts a new trace.
 * Source: W3C Trace Context level 1, 3.2: version ff and ids of nothing but zeros are invalid, version 00 ends after the flags.
 */
export function parseTraceparent(header: string | null | undefined): TraceContext | null {
  const [, version, traceId, spanId, rest] = TRACEPARENT.exec(header?.trim() ?? "") ?? [];
  if (!version || !traceId || !spanId || version === "ff" || (version === "00" && rest)) return null;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return null;
  return { traceId, spanId };
}

/** The header that carries a trace on. Source: W3C Trace Context level 1, 3.2.2, version 00, sampled. */
export function formatTraceparent(traceId: string, spanId: string): string {
  return `00-${traceId}-${spanId}-${SAMPLED}`;
}

/** A UUID as a trace id: both are 16 bytes, and a UUID is never all zeros. */
export function traceIdOf(uuid: string): string {
  return uuid.replaceAll("-", "").toLowerCase();
}

/** A trace id in the form Postgres and addresses hold ids in. */
export function uuidOfTrace(traceId: string): string {
  return traceId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The span a row stands for, derived so that whoever knows the row knows its span: the last 8 bytes of its id, where a UUID is random. */
export function spanIdOf(uuid: string): string {
  return traceIdOf(uuid).slice(16);
}

/**
 * Where a message stands: in the trace its sender named, else in one of its own, which needs no storing.
 * `traceUuid` is what was stored with it.
 */
export function traceOfMessage(message: { readonly id: string; readonly traceUuid: string | null }): {
  readonly traceId: string;
  readonly spanId: string;
} {
  return { traceId: traceIdOf(message.traceUuid ?? message.id), spanId: spanIdOf(message.id) };
}
