import { describe, expect, it } from "vitest";
import { nameGap } from "./name-gap";
import { nodeKey, parseSubject, subjectText, TRACE_RANKS, type TraceKind } from "./trace-node";

const ID = "0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

describe("what something is traced from", () => {
  it.each([
    `message:${ID}`,
    `event:${ID}/${ID}`,
    `document:${ID}/stock.picking/12`,
    "trace:4bf92f3577b34da6a3ce929d0e0e4736",
  ])("is read from its address and written back: %s", (text) => {
    const subject = parseSubject(text);
    expect(subject && subjectText(subject)).toBe(text);
  });

  it.each([
    "",
    "message",
    "message:12",
    `event:${ID}`,
    `thing:${ID}`,
    `document:${ID}/stock.picking/0`,
    `document:${ID}/x' or 1=1/3`,
    `trace:${"0".repeat(32)}`,
  ])("is nothing when it is %j", (text) => {
    expect(parseSubject(text)).toBeNull();
  });
});

describe("nodes of one instant", () => {
  it("follow each other from what came in to what was done, by the bytes of their keys", () => {
    const kinds: TraceKind[] = ["attempt", "command", "event", "message", "verdict", "document"];
    const keys = kinds.map((kind) => nodeKey(kind, ID)).sort();
    expect(keys.map((key) => Number(key.slice(0, 2)))).toEqual(
      ["message", "event", "verdict", "command", "attempt", "document"].map(
        (kind) => TRACE_RANKS[kind as TraceKind],
      ),
    );
  });
});

describe("a gap", () => {
  it("is named by what was waited for", () => {
    const minutes = 14 * 60_000;
    expect(nameGap(minutes, { kind: "message_to_event", attempts: 2 })).toEqual({
      spanMs: minutes,
      text: "for a shipment to match",
    });
    expect(nameGap(minutes, { kind: "message_to_event", attempts: 1 })?.text).toBe("to be read");
    expect(nameGap(minutes, { kind: "command_to_try" })?.text).toBe("to be sent to Odoo");
    expect(nameGap(900, { kind: "try_to_try", number: 3, error: "away" })?.text).toBe("to try again (try 3)");
  });

  it("is none where nobody waited", () => {
    expect(nameGap(4_999, { kind: "command_to_try" })).toBeNull();
    expect(nameGap(-20_000, { kind: "message_to_event", attempts: 1 })).toBeNull();
  });
});
