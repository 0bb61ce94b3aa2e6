import { randomBytes } from "node:crypto";
import type { Span } from "@/lib/domain/trace/span";
import { env } from "@/lib/env";
import { type SpanCounts, SpanExporter } from "./span-exporter";

// One a process, kept over the module reloads of `next dev`. Absent: nothing is exported, and nothing is spent on it.
const shared = globalThis as typeof globalThis & { milepostSpans?: SpanExporter };

/** Begins to export spans where OTEL_EXPORTER_OTLP_ENDPOINT names a collector. Called once at boot of web and worker. */
export function startTracing(): void {
  const endpoint = env().OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint || shared.milepostSpans) return;
  traceTo(
    new SpanExporter({
      endpoint,
      headers: env().OTEL_EXPORTER_OTLP_HEADERS ?? {},
      serviceName: env().OTEL_SERVICE_NAME,
    }),
  );
}

/** Exports through this exporter, or through none. */
export function traceTo(exporter: SpanExporter | undefined): void {
  if (exporter) shared.milepostSpans = exporter;
  else delete shared.milepostSpans;
}

export function isTracing(): boolean {
  return shared.milepostSpans !== undefined;
}

/** Hands one finished span over. Returns at once; what can't be delivered is dropped and counted. */
export function recordSpan(span: Span): void {
  shared.milepostSpans?.add(span);
}

/** Sends what is still queued, for the end of a process. */
export async function flushSpans(): Promise<void> {
  await shared.milepostSpans?.flush();
}

export function spanCounts(): SpanCounts {
  return shared.milepostSpans?.counts ?? { exported: 0, dropped: 0 };
}

/** A span id nobody has to know again. */
export function newSpanId(): string {
  const id = randomBytes(8).toString("hex");
  return id === "0".repeat(16) ? newSpanId() : id;
}
