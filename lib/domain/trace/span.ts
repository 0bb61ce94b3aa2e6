/** One thing Milepost did, as a tracing system sees it. */
export interface Span {
  /** 32 lower-case hex digits. */
  readonly traceId: string;
  /** 16 lower-case hex digits. */
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly kind: "internal" | "server" | "client" | "producer" | "consumer";
  /** Epoch milliseconds; fractions count. */
  readonly startMs: number;
  readonly endMs: number;
  /** Never bodies, keys or amounts: this leaves the house. */
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  /** What went wrong; null when nothing did. */
  readonly error: string | null;
}

/** SpanKind of opentelemetry-proto trace.proto. */
const KINDS = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;
const STATUS_OK = 1;
const STATUS_ERROR = 2;
const MOST_TEXT = 500;

/**
 * Spans as the body of one POST to `/v1/traces`.
 *
 * Source: OTLP 1.x, "OTLP/HTTP", JSON encoding of ExportTraceServiceRequest: camelCase names, trace and span ids in hex instead of base64,
 * 64-bit integers as decimal strings, enums as numbers.
 */
export function otlpRequest(spans: readonly Span[], serviceName: string): object {
  return {
    resourceSpans: [
      {
        resource: { attributes: [attribute("service.name", serviceName)] },
        scopeSpans: [{ scope: { name: "milepost" }, spans: spans.map(otlpSpan) }],
      },
    ],
  };
}

function otlpSpan(span: Span) {
  const { traceId, spanId, parentSpanId, name, kind, error } = span;
  return {
    traceId,
    spanId,
    ...(parentSpanId ? { parentSpanId } : {}),
    name,
    kind: KINDS[kind],
    startTimeUnixNano: nanos(span.startMs),
    endTimeUnixNano: nanos(Math.max(span.startMs, span.endMs)),
    attributes: Object.entries(span.attributes).map(([key, value]) => attribute(key, value)),
    status: error === null ? { code: STATUS_OK } : { code: STATUS_ERROR, message: error.slice(0, MOST_TEXT) },
  };
}

/** Microseconds are what a double still tells apart. */
function nanos(ms: number): string {
  return `${Math.round(ms * 1_000)}000`;
}

function attribute(key: string, value: string | number | boolean) {
  return { key, value: anyValue(value) };
}

function anyValue(value: string | number | boolean): object {
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "string") return { stringValue: value.slice(0, MOST_TEXT) };
  return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
