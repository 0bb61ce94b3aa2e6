import { describe, expect, it } from "vitest";
import { correlate, type ReferenceHit } from "./correlate";
import { joinByOrder } from "./join-by-order";
import { normaliseReference, type Reference, type ReferenceType } from "./reference";

const ref = (type: ReferenceType, value: string, scope?: string): Reference =>
  scope ? { type, value, scope } : { type, value };
/** What each shipment carries, as look-up and as what counts against it. */
const known = (shipments: Readonly<Record<string, readonly Reference[]>>) => {
  const hits = new Map<string, ReferenceHit[]>();
  for (const [shipmentId, carried] of Object.entries(shipments)) {
    for (const { type, value, scope = null } of carried) {
      const key = normaliseReference(value);
      hits.set(key, [...(hits.get(key) ?? []), { type, scope, shipmentId }]);
    }
  }
  const carried = new Map(
    Object.entries(shipments).map(([id, own]) => [
      id,
      own.map(({ type, scope = null }) => ({ type, scope })),
    ]),
  );
  return [hits, carried] as const;
};
const delivery = [ref("delivery_note", "WH/OUT/00012", "erp/1"), ref("order", "S00012", "erp/1")];
const load = [ref("shipment", "L-77"), ref("order", "S00012")];

describe("the two halves of an order", () => {
  it("a tender joins the delivery of its order that has no load yet", () => {
    expect(joinByOrder("load", load, ...known({ A: delivery }))).toEqual({
      shipmentId: "A",
      reason: "order S00012, whose delivery has no load yet",
    });
  });

  it("the only delivery of an order joins the load that was tendered for it", () => {
    expect(joinByOrder("delivery", delivery, ...known({ A: load }))).toEqual({
      shipmentId: "A",
      reason: "order S00012, whose load has no delivery yet",
    });
  });

  it.each([
    ["that has a load already", { A: [...delivery, ref("load", "L-1")] }],
    ["that a carrier has given a PRO", { A: [...delivery, ref("pro", "998")] }],
    [
      "that shares its order with a backorder",
      { A: delivery, B: [ref("delivery_note", "WH/OUT/00013"), ref("order", "S00012")] },
    ],
    [
      "of another Odoo's order of that number",
      { A: [ref("delivery_note", "WH/OUT/1", "b"), ref("order", "S00012", "b")] },
    ],
  ])("never takes a delivery %s", (_which, shipments) => {
    expect(
      joinByOrder("load", [ref("shipment", "L-77"), ref("order", "S00012", "erp/1")], ...known(shipments)),
    ).toBeNull();
  });

  it.each([
    ["that has a delivery already", { A: [...load, ref("delivery_note", "X")] }],
    [
      "it only shares an order with one of two",
      { A: load, B: [ref("shipment", "L-78"), ref("order", "S00012")] },
    ],
    ["that was never tendered", { A: [ref("tracking", "1Z9"), ref("order", "S00012")] }],
  ])("never puts a delivery on a load %s", (_which, shipments) => {
    expect(joinByOrder("delivery", delivery, ...known(shipments))).toBeNull();
  });

  it("does not choose between the deliveries of two orders on one tender", () => {
    const other = [ref("delivery_note", "WH/OUT/00020"), ref("order", "S00020")];
    expect(
      joinByOrder("load", [...load, ref("order", "S00020")], ...known({ A: delivery, B: other })),
    ).toBeNull();
  });
});

describe("deliveries of an order system", () => {
  it("are found by their name in any spelling", () => {
    const [hits, carried] = known({ A: delivery });
    expect(correlate([ref("delivery_note", "wh-out 00012")], hits, { carried })).toMatchObject({
      kind: "match",
      shipmentId: "A",
    });
  });

  it("are two shipments even under one tracking number", () => {
    const [hits, carried] = known({ A: [...delivery, ref("tracking", "1Z9")] });
    const second = [ref("tracking", "1Z9"), ref("delivery_note", "WH/OUT/00013", "erp/1")];
    for (const newLoad of [true, false])
      expect(correlate(second, hits, { strongOnly: true, newLoad, carried })).toMatchObject({
        kind: "unmatched",
      });
  });

  it("are told apart by the Odoo they are of", () => {
    const [hits, carried] = known({ A: delivery });
    expect(correlate([ref("delivery_note", "WH/OUT/00012", "other/1")], hits, { carried })).toMatchObject({
      kind: "unmatched",
    });
  });

  it("keep their returns: a return's unknown name does not speak against the delivery it is told with", () => {
    const [hits, carried] = known({ A: delivery });
    const stated = [ref("delivery_note", "WH/IN/00007", "erp/1"), ...delivery];
    expect(correlate(stated, hits, { strongOnly: true, newLoad: true, carried })).toMatchObject({
      kind: "match",
      shipmentId: "A",
    });
  });

  it("join what a carrier has told under their tracking number before", () => {
    const [hits, carried] = known({ A: [ref("tracking", "1Z9")] });
    expect(
      correlate([ref("tracking", "1Z9"), ...delivery], hits, { strongOnly: true, newLoad: true, carried }),
    ).toMatchObject({ kind: "match", shipmentId: "A" });
  });
});
