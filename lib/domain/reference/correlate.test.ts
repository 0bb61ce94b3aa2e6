import { describe, expect, it } from "vitest";
import { correlate, type ReferenceHit } from "./correlate";
import { normaliseReference, type Reference, type ReferenceType } from "./reference";

const ref = (type: ReferenceType, value: string, scope?: string): Reference =>
  scope ? { type, value, scope } : { type, value };
const index = (...entries: [string, ReferenceType, string, string?][]) => {
  const hits = new Map<string, ReferenceHit[]>();
  for (const [value, type, shipmentId, scope] of entries) {
    const key = normaliseReference(value);
    hits.set(key, [...(hits.get(key) ?? []), { type, shipmentId, scope: scope ?? null }]);
  }
  return hits;
};

describe("which shipment a message is about", () => {
  it("finds it by any strong number, whatever the separators, and keeps the reason", () => {
    const hits = index(["998-877-120", "pro", "A"]);
    expect(correlate([ref("pro", "998 877 120")], hits)).toEqual({
      kind: "match",
      shipmentId: "A",
      reason: "PRO 998 877 120",
    });
  });

  it("reads a tracking number where another partner wrote a PRO", () => {
    expect(correlate([ref("tracking", "998877120")], index(["998877120", "pro", "A"]))).toMatchObject({
      kind: "match",
      shipmentId: "A",
    });
  });

  it("never takes another carrier's PRO", () => {
    expect(correlate([ref("pro", "77", "AAAA")], index(["77", "pro", "A", "BBBB"]))).toMatchObject({
      kind: "unmatched",
    });
  });

  it("lets a shared purchase order narrow but not decide against a PRO", () => {
    const hits = index(
      ["1", "pro", "A"],
      ["PO1", "purchase_order", "A"],
      ["PO1", "purchase_order", "B"],
      ["PO2", "purchase_order", "B"],
    );
    expect(correlate([ref("pro", "1"), ref("purchase_order", "PO1")], hits)).toMatchObject({
      kind: "match",
      shipmentId: "A",
    });
    expect(correlate([ref("pro", "1"), ref("purchase_order", "PO2")], hits)).toMatchObject({
      kind: "match",
      shipmentId: "A",
    });
  });

  it("leaves it to a person when a number names several, or two strong numbers name different ones", () => {
    const hits = index(
      ["PO1", "purchase_order", "A"],
      ["PO1", "purchase_order", "B"],
      ["1", "pro", "A"],
      ["9", "bol", "B"],
    );
    expect(correlate([ref("purchase_order", "PO1")], hits)).toMatchObject({
      kind: "ambiguous",
      candidateIds: ["A", "B"],
    });
    expect(correlate([ref("pro", "1"), ref("bol", "9")], hits)).toMatchObject({
      kind: "ambiguous",
      candidateIds: ["A", "B"],
    });
  });

  it("narrows several by a second number to the one both name", () => {
    const hits = index(["B7", "bol", "A"], ["B7", "bol", "B"], ["S1", "order", "B"]);
    expect(correlate([ref("bol", "B7"), ref("order", "S1")], hits)).toMatchObject({
      kind: "match",
      shipmentId: "B",
    });
  });

  it("does not let a new tender join a shipment by purchase order alone", () => {
    const hits = index(["PO1", "purchase_order", "A"]);
    expect(
      correlate([ref("shipment", "NEW"), ref("purchase_order", "PO1")], hits, { strongOnly: true }),
    ).toMatchObject({
      kind: "unmatched",
      waitingFor: [{ type: "shipment", value: "NEW" }],
    });
  });

  it("says what it waits for", () => {
    expect(correlate([ref("other", "x")], new Map())).toMatchObject({ kind: "unmatched", waitingFor: [] });
    expect(correlate([ref("pro", "5")], new Map())).toMatchObject({ reason: "no shipment carries PRO 5" });
  });

  it("does not put a load it has never seen on another one that shares its purchase order", () => {
    const hits = index(["PO1", "purchase_order", "A"]);
    const stated = [ref("shipment", "NEW"), ref("purchase_order", "PO1")];
    const carried = new Map([["A", [{ type: "shipment" as const, scope: null }]]]);
    expect(correlate(stated, hits, { carried })).toMatchObject({
      kind: "unmatched",
      reason: "no shipment carries shipment NEW or purchase order PO1",
    });
    expect(correlate(stated, hits)).toMatchObject({ kind: "unmatched" });
    expect(correlate([ref("tracking", "NEW"), ref("purchase_order", "PO1")], hits)).toMatchObject({
      kind: "match",
      shipmentId: "A",
    });
  });

  it("makes a new load of a tender with a new number, whatever bill of lading it shares", () => {
    const hits = index(["BOL1", "bol", "A"], ["BK1", "booking", "A"]);
    const carried = new Map([["A", [{ type: "shipment" as const, scope: null }]]]);
    const stated = [ref("shipment", "L2"), ref("bol", "BOL1"), ref("booking", "BK1")];
    expect(correlate(stated, hits, { strongOnly: true, newLoad: true, carried })).toMatchObject({
      kind: "unmatched",
    });
    expect(correlate(stated, hits, { carried })).toMatchObject({ kind: "unmatched" });
  });

  it("keeps deliveries of two companies or systems apart under one tracking number, but not from one another partner quotes", () => {
    const stated = [ref("delivery_note", "WH/OUT/2", "erp/2"), ref("tracking", "1Z999")];
    const hits = index(["1Z999", "tracking", "A"]);
    const with_ = (scope: string | null) => new Map([["A", [{ type: "delivery_note" as const, scope }]]]);
    expect(correlate(stated, hits, { carried: with_("erp/1") })).toMatchObject({ kind: "unmatched" });
    expect(correlate(stated, hits, { carried: with_("other/1") })).toMatchObject({ kind: "unmatched" });
    expect(correlate(stated, hits, { carried: with_(null) })).toMatchObject({
      kind: "match",
      shipmentId: "A",
    });
  });

  it("follows a carrier's PRO even when the carrier calls the load by another number", () => {
    const carried = new Map([["A", [{ type: "shipment" as const, scope: null }]]]);
    expect(
      correlate([ref("shipment", "THEIRS"), ref("pro", "1")], index(["1", "pro", "A"]), { carried }),
    ).toMatchObject({ kind: "match", shipmentId: "A" });
  });
});
