import { describe, expect, it } from "vitest";
import { bytesOf, interchangeOf } from "./fixtures/interchange";
import { parseX12 } from "./reader";

const parse = (body: string) => parseX12(bytesOf(interchangeOf("990", [body])), {});

describe("answer to a load tender", () => {
  it.each([
    ["A", "tender_accepted"],
    ["D", "tender_declined"],
    ["E", "tender_declined"],
  ])("reads action %s as %s", (action, milestone) => {
    const { outcome, events } = parse(`B1*RDRN*LD-2025-204*20250309*${action}\nN9*CN*7741902`);
    expect(outcome).toBe("events");
    expect(events).toMatchObject([
      {
        milestone,
        classifier: "actual",
        rawCode: action,
        codeList: "x12-558",
        occurred: { local: "2025-03-09", offset: null },
        references: [
          { type: "shipment", value: "LD-2025-204" },
          { type: "pro", value: "7741902", scope: "RDRN" },
        ],
        facts: { carrier: { scac: "RDRN" } },
      },
    ]);
  });

  it("takes the minute from the envelope when the answer is of the day it was sent", () => {
    expect(parse("B1*RDRN*LD-1*20250310*A").events[0]?.occurred).toEqual({
      local: "2025-03-10T06:42",
      offset: null,
    });
    expect(parse("B1*RDRN*LD-1**A").events[0]?.occurred).toEqual({ local: "2025-03-10T06:42", offset: null });
  });

  it("leaves a conditional answer to a person", () => {
    const { events, problems } = parse("B1*RDRN*LD-1*20250310*B");
    expect(events[0]).toMatchObject({ milestone: "unmapped", rawCode: "B" });
    expect(problems).toMatchObject([{ code: "unmapped_code", at: "segment 4" }]);
  });

  it("is neither yes nor no without an action", () => {
    expect(parse("B1*RDRN*LD-1*20250310")).toMatchObject({ outcome: "facts", events: [] });
  });

  it("keeps the carrier's words", () => {
    expect(parse("B1*RDRN*LD-1*20250310*D\nK1*NO TRUCK*IN AREA").events[0]?.note).toBe("NO TRUCK IN AREA");
  });
});
