import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CsvStatusMapping } from "@/lib/domain/message/parsed-message";
import { headOf, unrecognised } from "./detect";
import { CONNECTORS, connectorFor, detectConnector } from "./registry";

const MAPPING: CsvStatusMapping = {
  columns: { status: "a", occurredAt: "b", reference: "c", eventId: "d", voids: "e" },
  referenceType: "order",
  timeFormat: "iso",
  statuses: { ok: "delivered" },
};

/** Bytes that look enough like a message to get past the door, and bytes that do not. */
const anyMessage = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.string({ unit: "binary", maxLength: 200 }).map((text) => new TextEncoder().encode(text)),
  fc.json({ maxDepth: 4 }).map((text) => new TextEncoder().encode(text)),
  fc
    .json()
    .map((text) =>
      new TextEncoder().encode(`{"object":"Tracker","tracking_details":[${text}],"result":${text}}`),
    ),
  fc
    .array(fc.stringMatching(/^[abcde1T:"\r\n;,-]{0,12}$/), { maxLength: 20 })
    .map((cells) => new TextEncoder().encode(`a,b,c,d,e\n${cells.join(",")}`)),
  fc
    .string({ maxLength: 300 })
    .map((text) =>
      new TextEncoder().encode(`ISA*00*          *00*          *ZZ*A*ZZ*B*${text}~GS*QM~ST*214*1~${text}`),
    ),
);

describe("any bytes", () => {
  it("get an answer from every connector and from the door itself, never an exception", () => {
    fc.assert(
      fc.property(anyMessage, fc.option(fc.constantFrom("x.csv", "x.edi", "x.json")), (bytes, name) => {
        const head = headOf(bytes);
        const found = detectConnector(head, name ?? undefined);
        const answers = [
          unrecognised(head),
          ...CONNECTORS.flatMap((one) => [one.parse(bytes, {}), one.parse(bytes, { csv: MAPPING })]),
        ];
        expect(found === undefined || CONNECTORS.includes(found)).toBe(true);
        for (const answer of answers) {
          expect(answer.outcome === "events").toBe(answer.events.length > 0);
          if (answer.outcome === "quarantine") expect(answer.problems.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("that mean the same give the same answer", () => {
    fc.assert(
      fc.property(anyMessage, (bytes) => {
        for (const one of CONNECTORS) expect(one.parse(bytes, {})).toEqual(one.parse(bytes.slice(), {}));
      }),
      { numRuns: 50 },
    );
  });
});

describe("a message nobody reads", () => {
  it.each([
    ["", "unknown", "empty_file"],
    [" \r\n\uFEFF", "unknown", "empty_file"],
    ["\u0000\u0001PK", "unknown", "not_edi"],
    ["Dear carrier, please find attached", "unknown", "not_edi"],
    ['{"hello": "world"}', "json", "unsupported_document"],
    ['\uFEFF<?xml version="1.0"?><a/>', "xml", "unsupported_document"],
    ["UNB+UNOC:3+SENDER+RECEIVER'", "edifact", "unsupported_document"],
  ])("%j is quarantined as %s, %s", (head, format, code) => {
    const answer = unrecognised(head);
    expect(answer).toMatchObject({ format, outcome: "quarantine", events: [] });
    expect(answer.problems.map((problem) => problem.code)).toEqual([code]);
  });
});

describe("JSON that breaks off", () => {
  it("is told from JSON nobody reads, where all of it was seen", () => {
    const codes = [true, false].map((isWhole) => unrecognised('{"hello": ', isWhole).problems[0]?.code);
    expect(codes).toEqual(["invalid_structure", "unsupported_document"]);
  });
});

describe("the registry", () => {
  it("knows each dialect under one name", () => {
    expect(new Set(CONNECTORS.map((one) => one.dialect)).size).toBe(CONNECTORS.length);
    expect(connectorFor("easypost")?.dialect).toBe("easypost");
    expect(connectorFor("constructor")).toBeUndefined();
  });

  it("versions each code map as name and number, by which a newer reading of an event outranks an older", () => {
    for (const one of CONNECTORS) expect(one.mapVersion).toMatch(new RegExp(`^${one.dialect}/[1-9]\\d*$`));
  });

  it("tells the dialects apart by their first bytes", () => {
    expect(detectConnector('{"object": "Event", "description": "tracker.updated"}')?.dialect).toBe(
      "easypost",
    );
    expect(detectConnector("status,date,order\n", "drop.csv")?.dialect).toBe("csv-status");
    expect(detectConnector('{"event": "track_updated"}')).toBeUndefined();
  });

  it("reads the head of a UTF-16 file as text", () => {
    expect(headOf(Buffer.from("\uFEFFstatus;date;order", "utf16le"))).toContain("status;date;order");
  });
});
