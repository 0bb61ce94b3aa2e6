import { describe, expect, it } from "vitest";
import type { Reference, ReferenceType } from "@/lib/domain/reference/reference";
import { countSubjects } from "./count-subjects";

let documents = 0;
const nextDocument = () => {
  documents += 1;
  return documents;
};
/** A row or set of its own. */
const says = (...named: readonly [ReferenceType, string][]) => ({
  document: nextDocument(),
  references: named.map(([type, value]): Reference => ({ type, value })),
});

describe("how many things a message speaks of", () => {
  it("is one where statements share a number of one shipment, also through a third", () => {
    const chain = [
      says(["pro", "1"]),
      says(["load", "L-2"]),
      says(["pro", "1"], ["bol", "B3"]),
      says(["bol", "b 3"], ["load", "L2"]),
    ];
    expect(countSubjects(chain)).toBe(1);
    expect(countSubjects(chain.slice(0, 2))).toBe(2);
  });

  it("is not made one by a purchase order: ten loads go under it", () => {
    const loads = ["1", "2", "3"].map((pro) => says(["pro", pro], ["purchase_order", "PO-1"]));
    expect(countSubjects(loads)).toBe(3);
    expect(countSubjects([says(["purchase_order", "PO-1"]), says(["purchase_order", "PO-1"])])).toBe(2);
    const arrived = says(["purchase_order", "PO-1"]);
    const others = { ...says(["purchase_order", "PO-2"]), document: arrived.document };
    expect([countSubjects([arrived, { ...arrived }]), countSubjects([arrived, others])]).toEqual([1, 2]);
    expect([countSubjects([says()]), countSubjects([])]).toEqual([1, 0]);
  });

  it("is told of a day's file at once", () => {
    const apart = Array.from({ length: 50_000 }, (_, row) => says(["pro", `P${row}`]));
    const chained = apart.map((_, row) => says(["pro", `P${row}`], ["pro", `P${row + 1}`]));
    const startedAt = performance.now();
    expect([countSubjects(apart), countSubjects(chained), countSubjects(chained.toReversed())]).toEqual([
      50_000, 1, 1,
    ]);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
