import { describe, expect, it } from "vitest";
import { HOUR_MS } from "../time/instant";
import { ageAsOf, ageBucket, bucketBounds } from "./age";
import { DEFAULT_ASSUMPTIONS } from "./assumptions";
import { planBilling } from "./billing-plan";
import { type BillingFacts, billingBlocker } from "./blocker";
import { minorOf, pricedMinor, shareMinor } from "./exact";
import { openLine } from "./open-lines";
import type { DeliveryShipment, OpenOrder, OrderLine } from "./open-order";
import { waitingCost } from "./risk";
import { type BillingTerms, DEFAULT_TERMS, ownerOf, releasedAt, termsFor } from "./terms";
import { unbilledOf } from "./unbilled-of";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const at = (text: string) => Date.parse(text);

const line = (given: Partial<OrderLine> = {}): OrderLine => ({
  ...{ lineId: 1, policy: "delivery", ordered: 10, delivered: 10, invoiced: 0, toInvoice: 10 },
  ...{ subtotal: 1_000, price: 100, discount: 0, listPrice: 100, isDeliveryFee: false },
  moved: [{ pickingId: 11, quantity: 10 }],
  ...given,
});
const shipment = (given: Partial<DeliveryShipment> = {}): DeliveryShipment => ({
  ...{
    shipmentId: "s",
    number: "SHP-1",
    isTracked: true,
    deliveredAt: at("2026-11-18T09:00:00Z"),
    podAt: null,
  },
  ...{ references: ["delivery_note", "order"], pendingAccessorials: 0 },
  ...given,
});
const order = (given: Partial<OpenOrder> = {}): OpenOrder => ({
  ...{ orderId: 1, name: "S00001", customer: "Acme", currency: "EUR", companyCurrency: "USD" },
  ...{ hasCustomerReference: false, lines: [line()], drafts: [], returnedAt: null, writeFailed: false },
  orderedAt: at("2026-11-10T09:00:00Z"),
  deliveries: [{ pickingId: 11, name: "WH/OUT/11", doneAt: at("2026-11-17T09:00:00Z"), shipment: null }],
  ...given,
});
const terms = (given: Partial<BillingTerms> = {}): BillingTerms => ({ ...DEFAULT_TERMS, ...given });
const look = (given: Partial<OpenOrder> = {}, own: BillingTerms = DEFAULT_TERMS, now = NOW) =>
  unbilledOf({ order: order(given), terms: own, zone: "Europe/Amsterdam", now });
const delivery = (pickingId: number, doneAt: string, on: DeliveryShipment | null = null) => ({
  ...{ pickingId, name: `WH/OUT/${pickingId}`, doneAt: at(doneAt), shipment: on },
});

describe("what an order has open", () => {
  it("is what was delivered and is on no invoice, at its share of what the line costs", () => {
    expect(look({ lines: [line({ invoiced: 4, toInvoice: 6 })] })).toMatchObject([
      {
        part: "delivered",
        tab: "unbilled",
        standing: "ready",
        amountMinor: 60_000,
        lines: 1,
        currency: "EUR",
      },
    ]);
  });

  it("is nothing when all is invoiced, nothing was delivered, or what moved stayed inside the company", () => {
    expect(look({ lines: [line({ invoiced: 10, toInvoice: 0 })] })).toEqual([]);
    expect(look({ lines: [line({ delivered: 0, toInvoice: 0 })], deliveries: [] })).toEqual([]);
    expect(look({ deliveries: [] })).toEqual([]);
  });

  it("leaves out what is given away: a full discount, a product without a price, a free delivery", () => {
    expect(look({ lines: [line({ discount: 100, subtotal: 0 })] })).toEqual([]);
    expect(look({ lines: [line({ price: 0, subtotal: 0, listPrice: 0 })] })).toEqual([]);
    expect(look({ lines: [line({ price: 0, subtotal: 0, isDeliveryFee: true })] })).toEqual([]);
    expect(openLine(line({ discount: 100 })).excluded).toBe("free_of_charge");
  });

  it("asks for the price of what is neither given away nor priced", () => {
    expect(look({ lines: [line({ price: 0, subtotal: 0 })] })).toMatchObject([
      { standing: "rate_missing", amountMinor: 0 },
    ]);
  });

  it("counts of a line billed when ordered only what is delivered and was not invoiced ahead", () => {
    const ordered = line({ policy: "order", ordered: 10, delivered: 3, toInvoice: 10 });
    expect(look({ lines: [ordered] })).toMatchObject([
      { part: "delivered", amountMinor: 30_000 },
      { part: "ordered", tab: "ordered", amountMinor: 70_000 },
    ]);
    expect(look({ lines: [line({ policy: "order", delivered: 3, invoiced: 10, toInvoice: 0 })] })).toEqual(
      [],
    );
  });

  it("has credits owed apart, and takes a down payment for none", () => {
    const back = line({ delivered: 6, invoiced: 10, toInvoice: -4 });
    const down = line({ policy: "order", ordered: 0, delivered: 0, invoiced: 1, toInvoice: -1 });
    const returnedAt = at("2026-11-19T10:00:00Z");
    expect(look({ lines: [back, down], returnedAt })).toMatchObject([
      { part: "credit", tab: "credit", amountMinor: 40_000, since: returnedAt },
    ]);
  });

  it("counts a draft as unbilled, by itself: nothing is posted", () => {
    const draft = {
      moveId: 9,
      isCredit: false,
      currency: "EUR",
      amountMinor: 100_000,
      lines: 1,
      createdAt: NOW,
    };
    expect(look({ lines: [line({ invoiced: 10, toInvoice: 0 })], drafts: [draft] })).toMatchObject([
      { part: "draft", tab: "unbilled", standing: "draft_not_posted", amountMinor: 100_000, moveIds: [9] },
    ]);
    const credit = { ...draft, isCredit: true };
    expect(look({ lines: [], drafts: [credit] })).toMatchObject([{ part: "credit_draft", tab: "credit" }]);
  });

  it("holds a delivery that a carrier brings for delivered when the carrier says so, not when it left", () => {
    const away = shipment({ deliveredAt: null });
    expect(look({ deliveries: [delivery(11, "2026-11-17T09:00:00Z", away)] })).toMatchObject([
      { part: "in_transit", tab: "waiting", standing: "in_transit", amountMinor: 100_000 },
    ]);
    const untracked = shipment({ deliveredAt: null, isTracked: false });
    expect(look({ deliveries: [delivery(11, "2026-11-17T09:00:00Z", untracked)] })).toMatchObject([
      { part: "delivered", since: at("2026-11-17T09:00:00Z") },
    ]);
  });

  it("takes what was invoiced from what went first, so that the last deliveries are the open ones", () => {
    const two = [
      delivery(11, "2026-11-10T09:00:00Z"),
      delivery(12, "2026-11-18T09:00:00Z", shipment({ deliveredAt: null })),
    ];
    const moved = [
      { pickingId: 11, quantity: 6 },
      { pickingId: 12, quantity: 4 },
    ];
    expect(look({ lines: [line({ invoiced: 6, toInvoice: 4, moved })], deliveries: two })).toMatchObject([
      { part: "in_transit", amountMinor: 40_000, deliveries: [{ pickingId: 12 }] },
    ]);
    const both = look({ lines: [line({ invoiced: 5, toInvoice: 5, moved })], deliveries: two });
    expect(both).toMatchObject([
      { part: "delivered", amountMinor: 10_000, deliveries: [{ pickingId: 11 }] },
      { part: "in_transit", amountMinor: 40_000 },
    ]);
  });
});

describe("since when it waits", () => {
  const pod = at("2026-11-19T09:00:00Z");
  const proven = { deliveries: [delivery(11, "2026-11-17T09:00:00Z", shipment({ podAt: pod }))] };

  it("is the delivery, or the proof where the customer demands one", () => {
    const delivered = at("2026-11-18T09:00:00Z");
    expect(look(proven)).toMatchObject([{ since: delivered, clockStart: delivered }]);
    expect(look(proven, terms({ requiresPod: true }))).toMatchObject([{ since: pod, clockStart: pod }]);
  });

  it("is the delivery while the proof is missing, and the clock has not started", () => {
    const unproven = { deliveries: [delivery(11, "2026-11-17T09:00:00Z", shipment())] };
    expect(look(unproven, terms({ requiresPod: true }))).toMatchObject([
      { standing: "no_pod", since: at("2026-11-18T09:00:00Z"), clockStart: null },
    ]);
  });

  it("goes in whole periods of 24 hours, and every bucket finds just what it holds", () => {
    const asOf = ageAsOf(NOW + 59 * 60_000);
    expect(asOf).toBe(NOW);
    const cases = [
      ...([
        [0, "h24"],
        [23, "h24"],
        [24, "h48"],
        [47, "h48"],
        [48, "d3"],
        [95, "d3"],
        [96, "d7"],
      ] as const),
      ...([
        [191, "d7"],
        [192, "d14"],
        [359, "d14"],
        [360, "d30"],
        [743, "d30"],
        [744, "older"],
      ] as const),
    ];
    for (const [hours, bucket] of cases) {
      const since = asOf - hours * HOUR_MS;
      expect(ageBucket(since, asOf)).toBe(bucket);
      const { afterAt, untilAt } = bucketBounds(bucket, asOf);
      expect(afterAt === null || since > afterAt).toBe(true);
      expect(untilAt === null || since <= untilAt).toBe(true);
    }
  });
});

describe("what holds an invoice back", () => {
  const facts: BillingFacts = {
    ...{
      hasPod: false,
      references: [],
      unpricedLines: 1,
      pendingAccessorials: 1,
      isDraft: false,
      writeFailed: true,
    },
  };
  const strict = terms({
    requiresPod: true,
    references: ["purchase_order"],
    hold: { reason: "Dispute", untilAt: null },
  });

  it("is named first what keeps all else from mattering, and all of it is kept", () => {
    expect(billingBlocker(facts, strict, NOW)).toEqual({
      blocker: "customer_hold",
      all: [
        "customer_hold",
        "sync_failed",
        "no_pod",
        "rate_missing",
        "accessorial_pending",
        "reference_missing",
      ],
    });
    const nothing = { ...facts, unpricedLines: 0, pendingAccessorials: 0, writeFailed: false };
    expect(billingBlocker(nothing, DEFAULT_TERMS, NOW)).toEqual({ blocker: "ready", all: [] });
  });

  it("asks of a draft no more than a draft needs", () => {
    expect(
      billingBlocker({ ...facts, isDraft: true, writeFailed: false }, terms({ requiresPod: true }), NOW),
    ).toEqual({
      blocker: "draft_not_posted",
      all: ["draft_not_posted"],
    });
  });

  it("ends with a hold's own end, and says when to look again", () => {
    const hold = { reason: "Credit check", untilAt: "2026-11-21T00:00:00Z" };
    const [held] = look({}, terms({ hold }));
    expect(held).toMatchObject({ standing: "customer_hold", recheckAt: at("2026-11-21T00:00:00Z") });
    expect(look({}, terms({ hold }), at("2026-11-21T00:00:00Z"))).toMatchObject([
      { standing: "ready", recheckAt: null },
    ]);
  });

  it("finds the number a customer demands on the order or on the shipment", () => {
    const demands = terms({ references: ["purchase_order", "bol"] });
    const on = [delivery(11, "2026-11-17T09:00:00Z", shipment({ references: ["bol"] }))];
    expect(look({ deliveries: on }, demands)).toMatchObject([{ standing: "reference_missing" }]);
    expect(look({ deliveries: on, hasCustomerReference: true }, demands)).toMatchObject([
      { standing: "ready" },
    ]);
  });

  it("is looked at by whom the customer's terms name, else by whom the rule names", () => {
    expect(ownerOf("no_pod", DEFAULT_TERMS)).toBe("customer_service");
    expect(ownerOf("no_pod", terms({ owners: { no_pod: "dispatcher" } }))).toBe("dispatcher");
    const book = new Map([["", terms({ requiresPod: true })]]);
    expect(termsFor(book, "Acme").requiresPod).toBe(true);
    expect(termsFor(new Map(), "Acme")).toBe(DEFAULT_TERMS);
  });
});

describe("a customer who is billed once a month", () => {
  it("waits until the cut-off day, in the company's zone; in a short month until its last", () => {
    const monthly = terms({ cutOffDay: 31 });
    const zone = "Europe/Amsterdam";
    expect(releasedAt(monthly, at("2026-11-18T09:00:00Z"), zone)).toBe(at("2026-11-29T23:00:00Z"));
    expect(releasedAt(terms({ cutOffDay: 15 }), at("2026-12-18T09:00:00Z"), zone)).toBe(
      at("2027-01-14T23:00:00Z"),
    );
    expect(releasedAt(terms({ cutOffDay: 18 }), at("2026-11-18T09:00:00Z"), zone)).toBe(
      at("2026-11-17T23:00:00Z"),
    );
    const [row] = look({}, monthly);
    expect(row).toMatchObject({
      standing: "consolidated",
      tab: "waiting",
      recheckAt: at("2026-11-29T23:00:00Z"),
    });
    expect(look({}, monthly, at("2026-11-29T23:00:00Z"))).toMatchObject([
      { standing: "ready", tab: "unbilled" },
    ]);
  });
});

describe("amounts", () => {
  it("are exact to the minor unit of their currency, halves away from zero", () => {
    expect(minorOf(1_234_567.89, "USD")).toBe(123_456_789);
    expect(minorOf(0.1 + 0.2, "USD")).toBe(30);
    expect(minorOf(1_395, "JPY")).toBe(1_395);
    expect(minorOf(-2.675, "USD")).toBe(-268);
    expect(shareMinor(1, { subtotal: 100, whole: 3 }, "USD")).toBe(3_333);
    expect(pricedMinor(4, { price: 12.5, discount: 10 }, "EUR")).toBe(4_500);
    expect(() => minorOf(Number.NaN, "USD")).toThrow(RangeError);
  });

  it("cost what they would have cost to borrow, and are at risk once they are old", () => {
    const waiting = (ageDays: number, amountMinor: number) => ({
      ...{ ageDays, amountMinor, minorHours: BigInt(ageDays * 24 * amountMinor) },
    });
    const amounts = [waiting(365, 100_000), waiting(30, 50_000), waiting(0, 70_000)];
    expect(waitingCost(amounts, DEFAULT_ASSUMPTIONS)).toEqual({
      overdueMinor: 100_000,
      riskMinor: 10_000,
      // 8% of 1000.00 for a year, and of 500.00 for 30 of 365 days.
      costMinor: 8_000 + 329,
    });
  });
});

describe("the plan of bills", () => {
  const row = (given: object) => ({
    ...({
      key: "k",
      part: "delivered",
      standing: "ready",
      blockers: [],
      currency: "EUR",
      amountMinor: 100,
    } as const),
    ...{ companyCurrency: "USD", companyAmountMinor: 110, deliveries: 2 },
    ...given,
  });

  it("bills what is ready and says of the rest why not, no currency added to another", () => {
    const plan = planBilling([
      row({ key: "a" }),
      row({ key: "b", currency: "USD", amountMinor: 50, companyAmountMinor: 50, deliveries: 1 }),
      row({ key: "c", companyAmountMinor: null }),
      row({ key: "d", standing: "no_pod" }),
      row({ key: "e", standing: "no_pod" }),
      row({ key: "f", part: "credit" }),
      row({ key: "g", amountMinor: 0 }),
    ]);
    expect(plan).toEqual({
      ...{ keys: ["a", "b", "c"], orders: 3, deliveries: 5, unvalued: 1 },
      sums: [
        { currency: "EUR", amountMinor: 200, orders: 2 },
        { currency: "USD", amountMinor: 50, orders: 1 },
      ],
      companySums: [{ currency: "USD", amountMinor: 160 }],
      leftOut: [
        { reason: "no_pod", orders: 2 },
        { reason: "not_a_delivery", orders: 1 },
        { reason: "nothing_to_bill", orders: 1 },
      ],
    });
  });
});
