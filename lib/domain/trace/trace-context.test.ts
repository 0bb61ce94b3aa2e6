import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatTraceparent,
  parseTraceparent,
  spanIdOf,
  traceIdOf,
  traceOfMessage,
  uuidOfTrace,
} from "./trace-context";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN = "00f067aa0ba902b7";

describe("a traceparent header", () => {
  it("is read as W3C writes it, with space around", () => {
    expect(parseTraceparent(` 00-${TRACE}-${SPAN}-01 `)).toEqual({ traceId: TRACE, spanId: SPAN });
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-00`)).toEqual({ traceId: TRACE, spanId: SPAN });
  });

  it("of a later version is read by what is known of it", () => {
    expect(parseTraceparent(`cc-${TRACE}-${SPAN}-01-what-comes-later`)).toEqual({
      traceId: TRACE,
      spanId: SPAN,
    });
  });

  it.each([
    ["nothing", undefined],
    ["empty", ""],
    ["version ff", `ff-${TRACE}-${SPAN}-01`],
    ["a trace of zeros", `00-${"0".repeat(32)}-${SPAN}-01`],
    ["a span of zeros", `00-${TRACE}-${"0".repeat(16)}-01`],
    ["upper case", `00-${TRACE.toUpperCase()}-${SPAN}-01`],
    ["more than version 00 has", `00-${TRACE}-${SPAN}-01-more`],
    ["too short", `00-${TRACE.slice(1)}-${SPAN}-01`],
    ["no flags", `00-${TRACE}-${SPAN}`],
  ])("that is %s starts a new trace", (_, header) => {
    expect(parseTraceparent(header)).toBeNull();
  });

  it("comes back from what was written, for every id", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (trace, span) => {
        const [traceId, spanId] = [traceIdOf(trace), spanIdOf(span)];
        expect(parseTraceparent(formatTraceparent(traceId, spanId))).toEqual({ traceId, spanId });
        expect(uuidOfTrace(traceId)).toBe(trace);
      }),
    );
  });
});

describe("a message", () => {
  const id = "0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

  it("stands in the trace its sender named, and in its own where none was named", () => {
    expect(traceOfMessage({ id, traceUuid: uuidOfTrace(TRACE) }).traceId).toBe(TRACE);
    expect(traceOfMessage({ id, traceUuid: null })).toEqual({
      traceId: "0199a1b2c3d47e5f8a9b0c1d2e3f4a5b",
      spanId: "8a9b0c1d2e3f4a5b",
    });
  });
});
