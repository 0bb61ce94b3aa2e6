import { describe, expect, it } from "vitest";
import { x12Connector } from "./connector";
import { interchangeOf, isaOf } from "./fixtures/interchange";

describe("recognising X12", () => {
  it.each([
    ["an interchange", isaOf()],
    ["a byte order mark before it", `\uFEFF\n${isaOf()}`],
    ["a broken header", "ISA 00*          *00"],
    ["a group", "GS*QM*A*B*20250310*0642*77*X*004010~"],
    ["a bare set", "ST*214*0001~B10*1*2*RDRN~"],
    ["a mail header before the interchange", `Subject: edi\n\n${isaOf()}`],
  ])("knows %s", (_name, head) => {
    expect(x12Connector.recognises(head, undefined)).toBe(true);
  });

  it.each([
    ["EDIFACT", "UNA:+.? 'UNB+UNOA:2+A+B"],
    ["JSON", '{"id":"evt_1"}'],
    ["CSV", "ISANUMBER,STATUS\n1,DELIVERED"],
    ["words that begin alike", "STATUS report for Monday"],
    ["nothing", ""],
  ])("leaves %s to others", (_name, head) => {
    expect(x12Connector.recognises(head, undefined)).toBe(false);
  });

  it("goes by the file name when the bytes say nothing", () => {
    expect(x12Connector.recognises("", "tenders.204")).toBe(true);
    expect(x12Connector.recognises("", "orders.edi")).toBe(false);
  });
});

describe("the same bytes", () => {
  it("always give the same value", () => {
    const bytes = new TextEncoder().encode(
      interchangeOf("214", ["B10*1*2*RDRN\nLX*1\nAT7*D1*NS***20250310*0800*CT"]),
    );
    expect(x12Connector.parse(bytes, {})).toEqual(x12Connector.parse(bytes, {}));
  });
});
