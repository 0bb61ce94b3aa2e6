import { describe, expect, it } from "vitest";
import type { CodeOverride } from "@/lib/domain/message/parsed-message";
import { bytesOf, interchangeOf } from "./fixtures/interchange";
import { parseX12 } from "./reader";

function statedBy(segments: string, override: CodeOverride, type = "214", heading = "B10*7*LD-9*RDRN") {
  const bytes = bytesOf(interchangeOf(type, [`${heading}\n${segments}`]));
  return parseX12(bytes, { overrides: [override] })
    .events.filter((event) => event.rawCode === override.code)
    .map((event) => `${event.milestone} ${event.classifier}`);
}

describe("an override that names only a milestone", () => {
  it.each([
    ["an estimate", "AT7*AG*NS***20250312*0800", "x12-1650", "AG", "estimated"],
    ["a pick-up appointment", "AT7***AA*NA*20250312*0800", "x12-1652", "AA", "planned"],
    ["a delivery appointment", "AT7***AB*NA*20250312*0800", "x12-1652", "AB", "planned"],
    ["a time asked for", "AT7***LD*NA*20250312*0800", "x12-1652", "LD", "requested"],
    ["an arrival", "AT7*X1*NS***20250312*0800", "x12-1650", "X1", "actual"],
    ["a code the standard does not know", "AT7*Z9*NS***20250312*0800", "x12-1650", "Z9", "actual"],
  ] as const)("leaves %s what it was", (_name, at7, codeList, code, classifier) => {
    expect(statedBy(`LX*1\n${at7}`, { codeList, code, milestone: "in_transit" })).toEqual([
      `in_transit ${classifier}`,
    ]);
  });

  it("leaves the dates of a heading and of a tender's stops what they were", () => {
    const override = { codeList: "x12-432", code: "17", milestone: "arrived_delivery" } as const;
    expect(statedBy("G62*17*20250312*X*1700", override)).toEqual(["arrived_delivery estimated"]);
    const stop = "B2A*00*LT\nS5*1*CU\nG62*70*20250312*U*0800\nN1*ST*DEPOT";
    const planned = { codeList: "x12-432", code: "70", milestone: "arrived_delivery" } as const;
    expect(statedBy(stop, planned, "204", "B2**RDRN**LD-9**PP")).toEqual(["arrived_delivery planned"]);
  });
});

describe("an override with a classifier", () => {
  it("decides that too", () => {
    const override = {
      codeList: "x12-1650",
      code: "AG",
      milestone: "delivered",
      classifier: "planned",
    } as const;
    expect(statedBy("LX*1\nAT7*AG*NS***20250312*0800", override)).toEqual(["delivered planned"]);
  });
});
