import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { allocate } from "../money/allocate";
import { effectiveEvents } from "../shipment/effective-events";
import { foldShipment } from "../shipment/fold";
import { happened, tendered } from "../shipment/testing/timelines";
import { allocateInvoice, consolidate, shareOfShipment, splitLine } from "./allocation";
import type { AuditInput } from "./audit-input";
import { auditInvoice } from "./audit-invoice";
import type { BilledLine } from "./carrier-invoice";
import { freightFactsOf } from "./freight-facts-of";
import { GOLDEN_BOOK } from "./golden/golden-book";
import { DETENTION, visit, worldOf } from "./golden/standard-world";
import { priceLane } from "./linehaul";
import { matchInvoice } from "./match-invoice";
import type { ContractLane } from "./rate-card";
import { detentionAt } from "./waiting";

vi.setConfig({ testTimeout: 60_000 });

const amount = fc.integer({ min: -10_000_000, max: 10_000_000 });
const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 });
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
const bill = (amounts: readonly number[]) => ({
  lines: amounts.map(
    (amountMinor, index): BilledLine => ({
      ...{ kind: "linehaul", amountMinor, index, code: null, description: null },
      ...{ rate: null, rateQualifier: null, quantity: null, at: "" },
    }),
  ),
});

describe("sharing an amount", () => {
  it("conserves it, gives nobody another sign, and nobody a whole unit more than their share", () => {
    fc.assert(
      fc.property(amount, weights, (total, given) => {
        const parts = allocate(total, given);
        expect(sum(parts)).toBe(total);
        expect(parts.every((part) => part === 0 || Math.sign(part) === Math.sign(total))).toBe(true);
        const whole = sum(given);
        if (whole > 0)
          expect(parts.every((part, at) => Math.abs(part - (total * (given[at] ?? 0)) / whole) < 1)).toBe(
            true,
          );
      }),
    );
  });

  it("of a consolidated bill conserves every line and the total, in any order of the shipments", () => {
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 1, maxLength: 6 }),
        weights,
        fc.nat(),
        (amounts, given, turn) => {
          const shares = given.map((weight, at) => ({ shipmentId: `s-${at}`, weight }));
          const allocations = allocateInvoice(bill(amounts), shares);
          amounts.forEach((lineAmount, index) => {
            const own = allocations.filter(({ lineIndex }) => lineIndex === index);
            expect(sum(own.map(({ amountMinor }) => amountMinor))).toBe(lineAmount);
          });
          expect(sum(consolidate(allocations).values())).toBe(sum(amounts));
          const turned = [...shares.slice(turn % shares.length), ...shares.slice(0, turn % shares.length)];
          expect(consolidate(allocateInvoice(bill(amounts), turned))).toEqual(consolidate(allocations));
          const held = shares.map(({ shipmentId }) => sum(shareOfShipment(allocations, shipmentId).values()));
          expect(sum(held)).toBe(sum(amounts));
        },
      ),
    );
  });

  it("by hand is refused unless the parts come to the line, and conserves the total when they do", () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 4 }), amount, amount, (amounts, first, off) => {
        const allocations = allocateInvoice(bill(amounts), [{ shipmentId: "s-0", weight: 1 }]);
        const rest = (amounts[0] ?? 0) - first + off;
        const parts = [
          { shipmentId: "s-1", amountMinor: first },
          { shipmentId: "s-2", amountMinor: rest },
        ];
        const result = splitLine(bill(amounts), allocations, 0, parts);
        expect(result.ok).toBe(off === 0);
        if (result.ok) expect(sum(consolidate(result.allocations).values())).toBe(sum(amounts));
      }),
    );
  });
});

/** The same facts with every list that comes from somewhere turned about. */
function shuffled(input: AuditInput, turn: <T>(list: readonly T[]) => T[]): AuditInput {
  return {
    ...input,
    others: turn(input.others),
    subjects: turn(input.subjects).map((subject) => ({
      ...subject,
      agreed: turn(subject.agreed),
      accrual: subject.accrual && turn(subject.accrual),
      settled: turn(subject.settled),
      facts: {
        ...subject.facts,
        stops: turn(subject.facts.stops),
        services: turn(subject.facts.services),
        attempts: turn(subject.facts.attempts),
      },
    })),
    rules: {
      ...input.rules,
      cards: turn(input.rules.cards),
      fuelPrices: turn(input.rules.fuelPrices),
      policies: turn(input.rules.policies),
    },
  };
}

describe("the order in which things arrive", () => {
  it("changes no verdict, no amount and no match of the golden book", () => {
    fc.assert(
      fc.property(fc.constantFrom(...GOLDEN_BOOK), fc.infiniteStream(fc.nat(1000)), ({ given }, stream) => {
        const turn = <T>(list: readonly T[]) =>
          list
            .map((value) => ({ value, at: stream.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ value }) => value);
        const { input, candidates } = worldOf(given);
        expect(auditInvoice(shuffled(input, turn))).toEqual(auditInvoice(input));
        expect(matchInvoice(input.invoice, turn(candidates))).toEqual(
          matchInvoice(input.invoice, candidates),
        );
      }),
      { numRuns: 200 },
    );
  });

  it("of two bills with one number blocks the later received, whichever is looked at first", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 2, maxLength: 6 }), (minutes) => {
        const bills = minutes.map((minute, at) => ({
          ...worldOf({}).input.invoice,
          id: `i-${at}`,
          receivedAt: Date.parse("2026-11-20T10:00:00Z") + minute * 60_000,
        }));
        const known = bills.map((one) => ({ ...one, withdrawn: false }));
        const blocked = bills.filter(
          (invoice) => auditInvoice({ ...worldOf({}).input, invoice, others: known }).outcome === "blocked",
        );
        expect(blocked).toHaveLength(bills.length - 1);
        const [first] = [...bills].sort((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1));
        expect(blocked.some(({ id }) => id === first?.id)).toBe(false);
      }),
    );
  });

  it("of the events of a shipment changes none of the facts a bill is held against", () => {
    const events = [
      tendered(),
      happened("tender_accepted", "06:20"),
      happened("arrived_pickup", "08:00"),
      happened("picked_up", "09:40"),
      happened("arrived_delivery", "12:05"),
      happened("delivery_attempted", "13:00", { reason: { code: "A1", kind: "closed", party: "consignee" } }),
      happened("delivered", "15:30"),
      happened("departed_delivery", "15:45"),
      happened("pod_received", "17:00"),
    ];
    const beyond = { shipmentId: "s", label: "S", distance: null, pallets: null, services: [], zone: "UTC" };
    const factsOf = (order: typeof events) =>
      freightFactsOf(foldShipment(order), effectiveEvents(order).counting, beyond);
    const facts = factsOf(events);
    expect(facts).toMatchObject({ shippedOn: "2026-11-18", attempts: [{ party: "consignee" }] });
    expect(facts.stops.find(({ kind }) => kind === "delivery")?.departedAt).not.toBeNull();
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (order) => {
        expect(factsOf(order)).toEqual(facts);
      }),
    );
  });
});

describe("errors on a bill", () => {
  /** The limits as domain.md has them, written down once more: linehaul 1% and 10.00, fuel 1.00, anything nobody asked for none. */
  const isWrong = (linehaul: number, fuel: number, fee: number) =>
    Math.abs(linehaul) > 1000 || Math.abs(linehaul) * 100 > 118_000 || Math.abs(fuel) > 100 || fee > 0;
  const paper = (minor: number) => String(minor);

  it("never pass when any one line is wrong, however well they cancel", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20_000, max: 20_000 }),
        fc.integer({ min: -20_000, max: 20_000 }),
        (linehaul, fuel) => {
          const rest = -(linehaul + fuel);
          const fee = Math.max(rest, 0);
          fc.pre(isWrong(linehaul, fuel, fee));
          const extra = fee > 0 ? `, admin_fee ${paper(fee)}` : "";
          const text = `linehaul ${paper(118_000 + linehaul)}, fuel ${paper(21_240 + fuel)}${extra}`;
          expect(auditInvoice(worldOf({ bill: text }).input).outcome).toBe("review");
        },
      ),
    );
  });

  it("cancelling to the cent are still found", () => {
    fc.assert(
      fc.property(fc.integer({ min: 101, max: 20_000 }), fc.boolean(), (error, isOver) => {
        const off = isOver ? error : -error;
        const audit = auditInvoice(
          worldOf({ bill: `linehaul ${118_000 + off}, fuel ${21_240 - off}` }).input,
        );
        expect(audit.header.verdict).toBe("matches");
        expect(audit.outcome).not.toBe("passed");
      }),
    );
  });

  it("never make us pay more than was billed", () => {
    const kind = fc.constantFrom(
      "linehaul",
      "fuel",
      "liftgate",
      "detention_delivery",
      "stop_off",
      "tax",
      "reweigh",
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(kind, fc.nat(300_000)), { minLength: 1, maxLength: 6 }), (lines) => {
        const text = lines.map(([one, minor]) => `${one} ${minor}`).join(", ");
        const audit = auditInvoice(worldOf({ bill: text }).input);
        expect(audit.payableMinor).toBeLessThanOrEqual(sum(lines.map(([, minor]) => minor)));
        expect(audit.lines.every(({ payMinor, billedMinor }) => payMinor <= billedMinor)).toBe(true);
        expect(audit.payableMinor + audit.atStakeMinor).toBe(audit.header.billedMinor);
      }),
    );
  });
});

describe("a contract that grows", () => {
  const breaks = fc
    .uniqueArray(
      fc.record({ fromThousandths: fc.integer({ min: 1, max: 50_000_000 }), rate: fc.nat(5_000_000) }),
      {
        selector: ({ fromThousandths }) => fromThousandths,
        maxLength: 5,
      },
    )
    .chain((rest) => fc.nat(5_000_000).map((rate) => [{ fromThousandths: 0, rate }, ...rest]))
    .map((all) => [...all].sort((a, b) => a.fromThousandths - b.fromThousandths));
  const priceOf = (
    list: { fromThousandths: number; rate: number }[],
    deficit: boolean,
    thousandths: number,
  ) => {
    const lane: ContractLane = {
      ...{ id: "L", origin: {}, destination: {}, mode: null, discountBasisPoints: 1500 },
      ...{ minimumMinor: 5000, maximumMinor: null, rate: { per: "kg", breaks: list, deficit } },
    };
    const price = priceLane(
      lane,
      { distance: null, pallets: null, pieces: null, weight: { thousandths, unit: "kg" } },
      "USD",
    );
    return price.ok ? price.lane.linehaulMinor + price.lane.discountMinor : Number.NaN;
  };
  const pair = fc
    .tuple(fc.nat(60_000_000), fc.nat(60_000_000))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

  it("never costs less for more weight, by deficit weight", () => {
    fc.assert(
      fc.property(breaks, pair, (list, [less, more]) => {
        expect(priceOf(list, true, less)).toBeLessThanOrEqual(priceOf(list, true, more));
      }),
    );
  });

  it("never costs more by deficit weight than without", () => {
    fc.assert(
      fc.property(breaks, fc.nat(60_000_000), (list, weight) => {
        expect(priceOf(list, true, weight)).toBeLessThanOrEqual(priceOf(list, false, weight));
      }),
    );
  });

  it("never owes less detention for a longer stay", () => {
    const terms = fc.record({
      stepMinutes: fc.integer({ min: 1, max: 90 }),
      freeMinutes: fc.nat(300),
      capMinor: fc.option(fc.nat(50_000)),
    });
    fc.assert(
      fc.property(terms, fc.nat(600), fc.nat(600), (given, stay, longer) => {
        const owed = (minutes: number) => {
          const arrivedAt = Date.parse("2026-11-18T06:00:00Z");
          const stop = visit("delivery", 2, "06:00", "-", { departedAt: arrivedAt + minutes * 60_000 });
          const wait = detentionAt(stop, { ...DETENTION, ...given }, "USD");
          return wait.ok ? wait.amountMinor : Number.NaN;
        };
        expect(owed(stay)).toBeLessThanOrEqual(owed(stay + longer));
      }),
    );
  });
});
