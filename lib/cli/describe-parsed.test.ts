import { describe, expect, it } from "vitest";
import type { ParsedMessage } from "@/lib/domain/message/parsed-message";
import { ParsedLine } from "./describe-parsed";

const MESSAGE: ParsedMessage = {
  format: "x12",
  outcome: "events",
  documents: [
    { type: "214", number: "0001", references: [{ type: "pro", value: "P1", scope: "ABCD" }] },
    { type: "214", number: "0002", references: [{ type: "bol", value: "B1" }] },
  ],
  references: [{ type: "pro", value: "P1" }],
  events: [
    {
      milestone: "delayed",
      classifier: "actual",
      occurred: { local: "2031-03-02T14:05", offset: null },
      sent: null,
      references: [{ type: "pro", value: "P1", scope: "ABCD" }],
      place: { city: "Dijon", country: "FR" },
      rawCode: "SD",
      codeList: "x12-1650",
      reason: { code: "NS", kind: "normal status", party: "none" },
      document: 0,
      at: "segment 12",
    },
  ],
  invoices: [
    {
      number: "I-1",
      carrier: "ABCD",
      total: "1180.00",
      currency: "USD",
      charges: [{ kind: "linehaul", amount: "1180.00", code: "400", at: "segment 20" }],
      references: [{ type: "shipment", value: "S1" }],
      issued: null,
      shipped: null,
      delivered: null,
      document: 1,
    },
  ],
  groups: [],
  problems: [{ code: "bad_date", severity: "warning", at: "segment 3", message: "no such day" }],
};

describe("a parsed message as a line", () => {
  it("holds exactly the fields of the parse contract", () => {
    const line = new ParsedLine("a.edi");
    const text = line.add(MESSAGE) + line.close(MESSAGE);
    expect(text.endsWith("}\n")).toBe(true);
    expect(Object.keys(JSON.parse(text)).slice(0, 3)).toEqual(["file", "format", "outcome"]);
    expect(JSON.parse(text)).toEqual({
      file: "a.edi",
      format: "x12",
      outcome: "events",
      documents: [{ type: "214", count: 2 }],
      references: [
        { type: "pro", value: "P1" },
        { type: "bol", value: "B1" },
        { type: "shipment", value: "S1" },
      ],
      events: [
        {
          milestone: "delayed",
          classifier: "actual",
          occurredAt: "2031-03-02T14:05",
          offset: null,
          references: [{ type: "pro", value: "P1" }],
          place: "Dijon",
          rawCode: "SD",
          reason: { code: "NS", party: "none" },
        },
      ],
      invoices: [
        {
          number: "I-1",
          carrier: "ABCD",
          total: "1180.00",
          currency: "USD",
          charges: [{ kind: "linehaul", amount: "1180.00" }],
        },
      ],
      problems: [{ code: "bad_date", severity: "warning", at: "segment 3", message: "no such day" }],
    });
  });

  it("is the same object when its events are written ahead of the rest", () => {
    const [event] = MESSAGE.events;
    if (!event) throw new Error("the message has an event");
    const line = new ParsedLine("large.edi");
    const many = { ...MESSAGE, events: Array.from({ length: 40_000 }, () => event) };
    const ahead = line.add(many);
    expect(ahead.startsWith('{"file":"large.edi","events":[')).toBe(true);
    const parsed = JSON.parse(ahead + line.add(MESSAGE) + line.close(MESSAGE));
    expect(parsed.events).toHaveLength(40_001);
    expect(parsed.documents).toEqual([{ type: "214", count: 4 }]);
    expect(parsed.outcome).toBe("events");
  });

  it("holds empty lists for a message without events", () => {
    const line = new ParsedLine("x");
    expect(JSON.parse(line.close({ format: "unknown", outcome: "quarantine" }))).toMatchObject({
      documents: [],
      references: [],
      events: [],
      invoices: [],
    });
  });
});
