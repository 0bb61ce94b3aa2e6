import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Span } from "@/lib/domain/trace/span";
import { SpanExporter } from "./span-exporter";
import { type SpanReceiver, spanReceiver } from "./testing/span-receiver";

const span = (number: number, given: Partial<Span> = {}): Span => ({
  traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
  spanId: number.toString(16).padStart(16, "0"),
  parentSpanId: null,
  name: "record message",
  kind: "internal",
  startMs: 1_795_222_800_000.25,
  endMs: 1_795_222_800_012,
  attributes: { "milepost.company_id": 7, "milepost.connection": "rdfx", late: true, share: 0.5 },
  error: null,
  ...given,
});

describe("spans", () => {
  let collector: SpanReceiver;
  beforeEach(async () => {
    collector = await spanReceiver();
  });
  afterEach(() => collector.close());
  const exporterTo = (endpoint: string, maxQueued = 2_000) =>
    new SpanExporter({
      endpoint,
      headers: { "x-team": "ops" },
      serviceName: "milepost",
      flushMs: 1,
      maxQueued,
    });

  it("arrive as OTLP JSON: ids in hex, integers and nanoseconds as text, enums as numbers", async () => {
    const exporter = exporterTo(`${collector.url}/`);
    exporter.add(span(1, { parentSpanId: "00f067aa0ba902b7", kind: "client", error: "timeout" }));
    await exporter.flush();
    expect(collector.requests).toEqual([
      {
        path: "/v1/traces",
        headers: expect.objectContaining({ "content-type": "application/json", "x-team": "ops" }),
      },
    ]);
    expect(collector.spans).toEqual([
      {
        traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
        spanId: "0000000000000001",
        parentSpanId: "00f067aa0ba902b7",
        name: "record message",
        kind: 3,
        startTimeUnixNano: "1795222800000250000",
        endTimeUnixNano: "1795222800012000000",
        attributes: [
          { key: "milepost.company_id", value: { intValue: "7" } },
          { key: "milepost.connection", value: { stringValue: "rdfx" } },
          { key: "late", value: { boolValue: true } },
          { key: "share", value: { doubleValue: 0.5 } },
        ],
        status: { code: 2, message: "timeout" },
      },
    ]);
  });

  it("go out in batches of 512 without being asked", async () => {
    const exporter = exporterTo(collector.url);
    for (let number = 1; number <= 1_200; number += 1) exporter.add(span(number));
    await expect.poll(() => exporter.counts).toEqual({ exported: 1_200, dropped: 0 });
    expect(collector.requests).toHaveLength(3);
    expect(new Set(collector.spans.map(({ spanId }) => spanId)).size).toBe(1_200);
  });

  it("are dropped and counted while the collector refuses them, and go out when it takes them again", async () => {
    const exporter = exporterTo(collector.url);
    collector.answer = 503;
    exporter.add(span(1));
    await exporter.flush();
    expect(exporter.counts).toEqual({ exported: 0, dropped: 1 });
    collector.answer = 200;
    exporter.add(span(2));
    await exporter.flush();
    expect(exporter.counts).toEqual({ exported: 1, dropped: 1 });
    expect(collector.spans.map(({ spanId }) => spanId)).toEqual(["0000000000000002"]);
  });

  it("cost nothing but a count when nobody listens, however many there are", async () => {
    const gone = await spanReceiver();
    await gone.close();
    const exporter = exporterTo(gone.url, 100);
    for (let number = 1; number <= 5_000; number += 1) exporter.add(span(number));
    expect(exporter.counts.dropped).toBe(4_900);
    await exporter.flush();
    expect(exporter.counts).toEqual({ exported: 0, dropped: 5_000 });
  });
});
