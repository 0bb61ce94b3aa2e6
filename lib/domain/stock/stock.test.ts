import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareStock, type StockPair, type StockRules, toleranceOf } from "./compare";
import { judgeProduct, type StatedStock } from "./judge-product";
import { locationNames, onHandAt, type Quant } from "./on-hand";
import { parseQuantity, quantityOfNumber, quantityText } from "./quantity";
import { newestStatements, type ReceivedList } from "./statement";

const quantity = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
const instant = fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 });
const rules: fc.Arbitrary<StockRules> = fc.record({
  toleranceUnits: fc.integer({ min: 0, max: 50 }),
  tolerancePercent: fc.integer({ min: 0, max: 20 }),
  graceMs: fc.integer({ min: 0, max: 7_200_000 }),
});
const pairs: fc.Arbitrary<StockPair> = fc.record({
  odoo: quantity,
  stated: quantity,
  unknown: fc.constantFrom(null, "unknown_product" as const, "unknown_location" as const),
  movedAt: fc.option(instant),
  statedAt: instant,
  differsSince: fc.option(instant),
  isOpen: fc.boolean(),
});

describe("quantities", () => {
  it("survive being written and read", () => {
    fc.assert(fc.property(quantity, (given) => parseQuantity(quantityText(given)) === given));
  });

  it("of Odoo, which are doubles, add up as they are shown", () => {
    const sum = [0.1, 0.2, 12.299999999999999].map((value) => quantityOfNumber(value) ?? 0n);
    expect(quantityText(sum.reduce((one, other) => one + other))).toBe("12.6");
    expect(quantityOfNumber(Number.NaN)).toBeNull();
    expect(quantityOfNumber(1e300)).toBeNull();
  });

  it.each(["", "1e3", "1,5", "--1", "0x1", "Infinity", " "])("are not %j", (text) => {
    expect(parseQuantity(text)).toBeNull();
  });
});

describe("comparing Odoo with a warehouse", () => {
  it("is the same seen from either side", () => {
    const property = fc.property(pairs, rules, instant, (pair, given, now) => {
      const turned = { ...pair, odoo: pair.stated, stated: pair.odoo };
      expect(compareStock(turned, given, now)).toEqual(compareStock(pair, given, now));
    });
    fc.assert(property);
  });

  it("never finds a difference within tolerance, and never lets one beyond it pass for agreement", () => {
    const property = fc.property(pairs, rules, instant, (pair, given, now) => {
      const apart = pair.odoo > pair.stated ? pair.odoo - pair.stated : pair.stated - pair.odoo;
      expect(compareStock(pair, given, now).kind === "agrees").toBe(apart <= toleranceOf(pair, given));
    });
    fc.assert(property);
  });

  it("opens what it lets wait as soon as that is due, if nothing changes meanwhile", () => {
    const property = fc.property(pairs, rules, instant, (pair, given, now) => {
      const verdict = compareStock(pair, given, now);
      if (verdict.kind !== "waits") return;
      expect(verdict.dueAt).toBeGreaterThan(now);
      expect(verdict.dueAt - now).toBeLessThanOrEqual(
        given.graceMs + Math.max(0, verdict.differsSince - now),
      );
      const later = compareStock({ ...pair, differsSince: verdict.differsSince }, given, verdict.dueAt);
      expect(later.kind).toBe("differs");
    });
    fc.assert(property);
  });

  it("tolerates more where more is tolerated", () => {
    const property = fc.property(pairs, rules, (pair, given) => {
      const wider = { ...given, toleranceUnits: given.toleranceUnits + 1 };
      expect(toleranceOf(pair, wider) >= toleranceOf(pair, given)).toBe(true);
    });
    fc.assert(property);
  });

  it("says first what Odoo does not know, and nothing where the warehouse has none of it", () => {
    const exact = { toleranceUnits: 0, tolerancePercent: 0, graceMs: 0 };
    const base = { odoo: 0n, movedAt: null, statedAt: 5, differsSince: null, isOpen: false };
    const unknown = "unknown_product" as const;
    expect(compareStock({ ...base, stated: 1n, unknown }, exact, 9)).toMatchObject({ reason: unknown });
    expect(compareStock({ ...base, stated: 0n, unknown }, exact, 9)).toEqual({ kind: "agrees" });
  });
});

const names = fc
  .array(fc.constantFrom("A", "B", "C"), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join("/"));
const quants: fc.Arbitrary<Quant[]> = fc.array(
  fc.record({ location: names, quantity, movedAt: fc.option(instant) }),
);

describe("Odoo's on-hand", () => {
  it("counts each quant once, at the nearest place the warehouse speaks of, or not at all", () => {
    const property = fc.property(quants, fc.uniqueArray(names), (given, places) => {
      const counted = [...onHandAt(given, new Set(places)).values()];
      const covered = given.filter(({ location }) =>
        places.some((place) => location === place || location.startsWith(`${place}/`)),
      );
      const total = (rows: readonly { quantity: bigint }[]) =>
        rows.reduce((sum, row) => sum + row.quantity, 0n);
      expect(total(counted)).toBe(total(covered));
    });
    fc.assert(property);
  });

  it("does not take a place for one that only begins alike", () => {
    const given = [{ location: "WH/Stock2", quantity: 1n, movedAt: null }];
    expect(onHandAt(given, new Set(["WH/Stock"])).size).toBe(0);
  });

  it("is the same in whatever order quants and statements come", () => {
    const stated: fc.Arbitrary<StatedStock[]> = fc.uniqueArray(
      fc.record({ location: names, quantity, statedAt: instant, differsSince: fc.option(instant) }),
      { selector: ({ location }) => location },
    );
    const property = fc.property(stated, quants, rules, instant, (words, given, rule, now) => {
      const view = (rows: readonly Quant[]) => ({
        quants: rows,
        nameOf: locationNames({ c: "A" }),
        knowsLocation: () => true,
        open: new Set<string>(),
      });
      const verdicts = (rows: readonly StatedStock[], shelves: readonly Quant[]) =>
        new Map(
          judgeProduct(rows, view(shelves), rule, now)
            .sort((one, other) => (one.location < other.location ? -1 : 1))
            .map(({ location, verdict }) => [location, verdict]),
        );
      expect(verdicts([...words].reverse(), [...given].reverse())).toEqual(verdicts(words, given));
    });
    fc.assert(property);
  });
});

describe("the newest word of a warehouse", () => {
  const lists: fc.Arbitrary<ReceivedList[]> = fc.uniqueArray(
    fc.record({
      connectionId: fc.constant("w"),
      messageId: fc.uuid(),
      receivedAt: instant,
      zone: fc.constant("UTC"),
      stock: fc.array(
        fc.record({
          product: fc.constantFrom("P", "Q"),
          location: names,
          quantity: fc.integer().map(String),
          unit: fc.constant(null),
          counted: fc.option(
            fc.record({
              local: fc.constantFrom("2026-11-20", "2026-11-20T06:00", "2099-01-01"),
              offset: fc.constant(null),
            }),
          ),
          document: fc.constant(0),
          at: fc.constant("row 2"),
        }),
      ),
      list: fc.record({ stated: fc.constant(null), isComplete: fc.boolean() }),
    }),
    { selector: ({ messageId }) => messageId },
  );

  it("is the same in whatever order lists come, and when they come again", () => {
    const single = lists.map((all) => all.map((list) => ({ ...list, stock: list.stock.slice(0, 1) })));
    const property = fc.property(single, (given) => {
      expect(newestStatements([...given].reverse())).toEqual(newestStatements(given));
      expect(newestStatements([...given, ...given])).toEqual(newestStatements(given));
    });
    fc.assert(property);
  });

  it("never speaks of a moment after it was received", () => {
    const property = fc.property(lists, (given) => {
      const received = new Map(given.map((list) => [list.messageId, list.receivedAt]));
      for (const { messageId, statedAt } of newestStatements(given))
        expect(statedAt).toBeLessThanOrEqual(received.get(messageId) ?? 0);
    });
    fc.assert(property);
  });
});
