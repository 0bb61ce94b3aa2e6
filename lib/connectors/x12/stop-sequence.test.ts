import { describe, expect, it } from "vitest";
import { bytesOf, interchangeOf } from "./fixtures/interchange";
import { parseX12 } from "./reader";
import { readStopSequence } from "./stop-sequence";

describe("a stop number", () => {
  it.each([
    ["1", 1],
    ["007", 7],
    ["999", 999],
    ["1000", null],
    ["0", null],
    ["-1", null],
    ["1.5", null],
    ["1e2", null],
    ["99999999999999999999", null],
    ["", null],
  ])("written %j is %j", (written, number) => {
    expect(readStopSequence(written)).toBe(number);
  });

  it("that is none leaves the status without a stop, and is named once", () => {
    const body =
      "B10*7*LD-9*RDRN\nLX*1\nAT7*X1*NS***20250310*0800\nL11*4500991*QN\nAT7*CD*NS***20250310*0900\nL11*2*QN";
    const { events, problems } = parseX12(bytesOf(interchangeOf("214", [body])), {});
    expect(events.map((event) => event.stopSequence)).toEqual([undefined, 2]);
    expect(problems.map(({ code, severity, at }) => [code, severity, at])).toEqual([
      ["invalid_code", "warning", "segment 7"],
    ]);
  });

  it("that is none in a tender gives way to the stop's place in the route", () => {
    const stops =
      "S5*80012345*CL\nG62*69*20250311*U*0800\nN1*SF*MILL\nS5*2*CU\nG62*70*20250312*U*0800\nN1*ST*DEPOT";
    const { events, problems } = parseX12(
      bytesOf(interchangeOf("204", [`B2**RDRN**LD-9**PP\nB2A*00*LT\n${stops}`])),
      {},
    );
    expect(events[0]?.facts?.stops?.map((stop) => stop.sequence)).toEqual([1, 2]);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([["invalid_code", "warning"]]);
  });
});
