import { describe, expect, it } from "vitest";
import { connectorFor } from "@/lib/connectors/registry";
import { loadSource } from "./load-messages";

const source = loadSource(11);
const sent = Array.from({ length: 600 }, () => source.next());
const messages = [...sent, ...source.rest()];

describe("the messages of a soak", () => {
  it("each state a fact that no other states", () => {
    expect(new Set(messages.map(({ fact }) => fact)).size).toBe(messages.length);
    expect(new Set(messages.map(({ sha256 }) => sha256)).size).toBe(messages.length);
  });

  it("are understood as the fact they are booked under", () => {
    for (const { partner, body, fact } of messages) {
      const parsed = connectorFor(partner === "soak-parcel" ? "easypost" : "x12")?.parse(body, {
        overrides: [],
      });
      expect(parsed?.problems).toEqual([]);
      const told = parsed?.events.map(({ references, rawCode, occurred }) => {
        const subject = references.find(({ type }) => type === "shipment" || type === "tracking")?.value;
        return `${subject} ${rawCode} ${occurred?.local}`;
      });
      expect(told).toContain(fact);
    }
  });

  it("come from every partner, some statuses before their tender", () => {
    expect(new Set(messages.map(({ partner }) => partner)).size).toBe(4);
    const position = (load: string, code: (text: string) => boolean) =>
      messages.findIndex(({ fact }) => fact.startsWith(load) && code(fact.split(" ")[1] ?? ""));
    const loads = messages
      .filter(({ partner }) => partner === "soak-tms")
      .map(({ fact }) => fact.split(" ")[0] ?? "");
    const early = loads.filter((load) => {
      const status = position(load, (code) => code !== "00");
      return status >= 0 && status < position(load, (code) => code === "00");
    });
    expect(early.length).toBeGreaterThan(0);
  });
});
