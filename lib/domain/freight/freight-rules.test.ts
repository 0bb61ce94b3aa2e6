import { describe, expect, it } from "vitest";
import { findAccessorials, mayBecome } from "./accessorial";
import { accrueShipment } from "./accrual";
import { auditInvoice } from "./audit-invoice";
import { carrierInvoiceOf } from "./carrier-invoice-of";
import { chooseDecisions, refusalOf } from "./choose";
import { approvalStep, contestDaysLeft, payableOf } from "./decide";
import { disputableLines, disputeText } from "./dispute-text";
import type { RequestedService } from "./freight-facts";
import type { Given } from "./golden/golden-case";
import { CARD, clock, visit, worldOf } from "./golden/standard-world";
import { matchInvoice } from "./match-invoice";
import { type AccessorialCost, passOn } from "./pass-on";
import { rateCardProblems } from "./rate-card-problems";

const detained = {
  stops: [visit("pickup", 1, "16T08:00", "16T09:00"), visit("delivery", 2, "12:05", "15:45")],
};
const SCREEN: Given = {
  bill: "linehaul 1180.00, fuel 212.40, detention_delivery 180.00, liftgate 40.00",
  facts: detained,
};
const factsOf = (given: Given) => {
  const [subject] = worldOf(given).input.subjects;
  if (!subject) throw new Error("the standard world has one shipment");
  return subject.facts;
};
const pricesOf = worldOf({}).input.rules.fuelPrices;
const asked = (
  kind: RequestedService["kind"],
  source: RequestedService["source"],
  amountMinor: number | null = null,
): RequestedService => ({
  ...{
    kind,
    source,
    count: 1,
    amountMinor,
    currency: amountMinor === null ? null : "USD",
    evidence: "POD of 18 Nov",
  },
});

describe("the audit of the reference screen", () => {
  const audit = auditInvoice(worldOf(SCREEN).input);

  it("shows contract, accrued, billed and difference of every charge and of the bill", () => {
    const given = { ...SCREEN, accrual: "linehaul 1180.00, fuel 212.40, detention_delivery 100.00" };
    const { lines, header } = auditInvoice(worldOf(given).input);
    expect(
      lines.map((line) => [
        line.kind,
        line.contractMinor,
        line.accruedMinor,
        line.billedMinor,
        line.differenceMinor,
      ]),
    ).toEqual([
      ["linehaul", 118_000, 118_000, 118_000, 0],
      ["fuel", 21_240, 21_240, 21_240, 0],
      ["detention_delivery", null, 10_000, 18_000, 8000],
      ["liftgate", null, null, 4000, 4000],
    ]);
    expect(header).toMatchObject({
      contractMinor: 139_240,
      accruedMinor: 149_240,
      billedMinor: 161_240,
      differenceMinor: 12_000,
    });
    expect(header.policy?.words).toBe("≤ 5.00 USD, or ≤ 2.0% and ≤ 25.00 USD");
  });

  it("says how each amount came about", () => {
    expect(audit.lines.map(({ evidence }) => evidence)).toEqual([
      ["rate card SAIA 2026 v4, lane RTM-MIL", "1,180.00 USD a shipment"],
      ["18.0% on ship date 2026-11-16 (diesel 1.620 from 2026-11-16)"],
      ["arrived 12:05, left 15:45: 3 h 40 m", "less 2 h free = 1 h 40 m × 60.00 USD/h = 100.00 USD"],
      [],
    ]);
    expect(audit.lines[3]?.reason).toBe("No request on tender, order or POD, and no approval.");
  });

  it("says why this shipment", () => {
    const one = { shipmentId: "s-2", label: "SHP-2" };
    const { input, candidates } = worldOf({
      candidates: [{}, { ...one, currency: "EUR" }, { ...one, shipmentId: "s-3", settledBy: "9" }],
    });
    expect(matchInvoice(input.invoice, candidates)).toMatchObject({
      matched: true,
      ruleNumber: 2,
      words: "3 candidates by PRO. 2 dropped: one other currency, one already invoiced. 1 left: SHP-20366.",
    });
  });

  it("drafts the dispute of the two lines with their evidence", () => {
    const { invoice } = worldOf(SCREEN).input;
    const text = disputeText(invoice, audit, disputableLines(audit));
    expect(text).toContain("Invoice 7710045, of 2026-11-19, PRO 441900771: we dispute 2 charges.");
    expect(text).toContain("We dispute 80.00 USD and accept 100.00 USD. If your times differ");
    expect(text).toContain("2. Liftgate, billed 40.00 USD: No request on tender, order or POD");
    expect(text).toContain("We pay 1,492.40 USD of 1,612.40 USD meanwhile.");
  });

  it("has 175 days left on 20 November when it came five days before", () => {
    expect(contestDaysLeft("2027-05-14", clock("20T14:02"), "UTC")).toBe(175);
    expect(contestDaysLeft("2026-11-19", clock("20T14:02"), "UTC")).toBe(-1);
  });
});

describe("a person's decision", () => {
  const { input } = worldOf(SCREEN);
  const { lines, ...audit } = auditInvoice(input);
  const shipmentId = "s-20366";

  it("changes a line and what is payable", () => {
    const chosen = chooseDecisions(lines, [{ shipmentId, kind: "liftgate", decision: "pay_billed" }]);
    if (!chosen.ok) throw new Error(chosen.reason);
    expect(payableOf(input.invoice, chosen.lines, input.rules.profile).payableMinor).toBe(153_240);
    expect(audit.payableMinor).toBe(149_240);
  });

  it("never pays by contract more than was billed", () => {
    const under = auditInvoice(worldOf({ bill: "linehaul 1080.00, fuel 212.40" }).input);
    const chosen = chooseDecisions(under.lines, [{ shipmentId, kind: "linehaul", decision: "pay_contract" }]);
    expect(chosen.ok && chosen.lines[0]?.payMinor).toBe(108_000);
  });

  it("is refused for a line the bill has not, and by a contract that says nothing", () => {
    expect(chooseDecisions(lines, [{ shipmentId, kind: "storage", decision: "deny" }]).ok).toBe(false);
    const unrated = auditInvoice(worldOf({ cards: [] }).input);
    expect(
      chooseDecisions(unrated.lines, [{ shipmentId, kind: "linehaul", decision: "pay_contract" }]).ok,
    ).toBe(false);
    expect(
      chooseDecisions(unrated.lines, [{ shipmentId, kind: "linehaul", decision: "pay_billed" }]).ok,
    ).toBe(true);
  });

  it("can't approve what is blocked, asked, unmatched or out of balance", () => {
    expect(["passed", "review"].map((outcome) => refusalOf(outcome as "passed"))).toEqual([null, null]);
    for (const outcome of ["blocked", "ask", "unmatched", "data_exception"] as const)
      expect(refusalOf(outcome)).toEqual(expect.any(String));
  });

  it("over the limit takes two different persons", () => {
    expect(approvalStep("ann", [], false)).toEqual({ allowed: true, complete: true });
    expect(approvalStep("ann", [], true)).toEqual({ allowed: true, complete: false });
    expect(approvalStep("ben", ["ann"], true)).toEqual({ allowed: true, complete: true });
    expect(approvalStep("ann", ["ann"], true).allowed).toBe(false);
    expect(approvalStep("cem", ["ann", "ben"], true).allowed).toBe(false);
  });
});

describe("what is accrued", () => {
  it("is the contract and what the timeline shows on top", () => {
    const accrual = accrueShipment(factsOf({ facts: detained }), CARD, pricesOf);
    expect(accrual.charges.map(({ kind, amountMinor, basis }) => [kind, amountMinor, basis])).toEqual([
      ["linehaul", 118_000, "contract"],
      ["fuel", 21_240, "contract"],
      ["detention_delivery", 10_000, "timeline"],
    ]);
    expect(accrual).toMatchObject({ totalMinor: 149_240, missing: [] });
  });

  it("says what it could not price", () => {
    const accrual = accrueShipment(factsOf({}), CARD, []);
    expect(accrual.missing).toEqual([
      { kind: "fuel", reason: "no price of diesel is known for the week of 2026-11-16" },
    ]);
  });
});

describe("an accessorial", () => {
  it("is found in the timeline, on a POD and in a carrier's claim, each with its words", () => {
    const facts = factsOf({
      facts: {
        ...detained,
        services: [
          asked("liftgate", "pod"),
          asked("inside", "carrier"),
          asked("detention_delivery", "carrier"),
        ],
      },
    });
    expect(
      findAccessorials(facts, CARD, pricesOf).map(({ kind, source, amountMinor }) => [
        kind,
        source,
        amountMinor,
      ]),
    ).toEqual([
      ["detention_delivery", "timeline", 10_000],
      ["liftgate", "pod", 4000],
      ["inside", "carrier", null],
    ]);
  });

  it("is decided by a person, and a decision may be turned", () => {
    expect(mayBecome("found", "approved")).toBe(true);
    expect(mayBecome("approved", "declined")).toBe(true);
    expect(mayBecome("approved", "found")).toBe(false);
  });
});

describe("cost paid, revenue not billed", () => {
  const cost = (kind: AccessorialCost["kind"], amountMinor: number, currency = "USD"): AccessorialCost => ({
    kind,
    amountMinor,
    currency,
    certainty: "approved",
  });
  const terms = {
    ...CARD,
    id: "card-brouwer",
    name: "Brouwer",
    party: { kind: "customer", name: "Brouwer" } as const,
  };
  const facts = factsOf({ facts: detained });
  const given = { facts, prices: pricesOf, card: terms, billed: [] };

  it("is what the customer's terms make of it and no invoice has", () => {
    expect(passOn({ ...given, costs: [cost("detention_delivery", 10_000)] })).toMatchObject([
      {
        kind: "detention_delivery",
        verdict: "open",
        billableMinor: 10_000,
        openMinor: 10_000,
        currency: "USD",
      },
    ]);
  });

  it("goes by the customer's free time and rate, not by ours", () => {
    const rate = {
      per: "hour",
      freeMinutes: 180,
      stepMinutes: 60,
      hourMinor: 9000,
      countsFrom: "arrival",
      capMinor: null,
    } as const;
    const card = { ...terms, accessorials: [{ kind: "detention_delivery", rate }] as const };
    // 3 h 40 m less 3 h is 40 m, one hour begun: 90.00.
    expect(passOn({ ...given, card, costs: [cost("detention_delivery", 10_000)] })).toMatchObject([
      { openMinor: 9000 },
    ]);
  });

  it("is the receipt with what the terms put on top", () => {
    const card = {
      ...terms,
      accessorials: [
        { kind: "lumper", rate: { per: "receipt", markupBasisPoints: 1000, capMinor: null } },
      ] as const,
    };
    expect(passOn({ ...given, card, costs: [cost("lumper", 12_000)] })).toMatchObject([
      { openMinor: 13_200, verdict: "open" },
    ]);
    expect(passOn({ ...given, card, costs: [cost("lumper", 12_000, "CAD")] })).toMatchObject([
      { verdict: "no_rate", openMinor: 0 },
    ]);
  });

  it("is nothing where it is billed, and the rest where part is", () => {
    const costs = [cost("detention_delivery", 10_000)];
    const billed = (amountMinor: number) => [{ kind: "detention_delivery", amountMinor } as const];
    expect(passOn({ ...given, costs, billed: billed(10_000) })).toMatchObject([
      { verdict: "billed", openMinor: 0 },
    ]);
    expect(passOn({ ...given, costs, billed: billed(4000) })).toMatchObject([
      { verdict: "open", openMinor: 6000 },
    ]);
  });

  it("is not billable where the terms don't name it, and unknown without terms: never zero in silence", () => {
    const costs = [cost("inside", 5000), cost("linehaul", 118_000)];
    expect(passOn({ ...given, costs })).toMatchObject([
      { kind: "inside", verdict: "not_billable", billableMinor: null },
    ]);
    expect(passOn({ ...given, card: null, costs })).toMatchObject([
      { verdict: "no_rate", billableMinor: null },
    ]);
  });
});

describe("a contract as given", () => {
  it("is fit to be used when nothing in it is ambiguous", () => {
    expect(rateCardProblems(CARD)).toEqual([]);
  });

  it("names everything that is wrong with it, where it is", () => {
    const [lane] = CARD.lanes;
    if (!lane) throw new Error("the card has a lane");
    const breaks = [
      { fromThousandths: 5, rate: 1 },
      { fromThousandths: 5, rate: -1 },
    ];
    const bad = {
      ...CARD,
      ...{ currency: "usd", validUntil: "2025-12-31" },
      lanes: [
        lane,
        { ...lane, rate: { per: "kg", breaks, deficit: false } as const, minimumMinor: 2, maximumMinor: 1 },
      ],
      fuel: { index: "diesel", method: { kind: "percent_steps", steps: [] } as const },
      accessorials: [
        { kind: "layover", rate: { per: "occurrence", amountMinor: 1, freeCount: 0 } },
        { kind: "liftgate", rate: { per: "day", freeMinutes: 0, dayMinor: 1, capDays: null } },
      ] as const,
    };
    expect(rateCardProblems(bad).map(({ at }) => at)).toEqual([
      ...["card", "card", "lane RTM-MIL", "lane RTM-MIL", "lane RTM-MIL", "lane RTM-MIL", "lane RTM-MIL"],
      ...["layover", "liftgate", "fuel"],
    ]);
  });
});

describe("a bill as read", () => {
  const draft = {
    ...{ number: "7", carrier: "saia", total: "1395.00", currency: "jpy", references: [], document: 0 },
    ...{
      issued: { local: "2026-11-19T10:00", offset: null },
      shipped: null,
      delivered: null,
      correction: "rebilled",
    },
    charges: [{ kind: "linehaul", amount: "1395.50", at: "segment 9" }] as const,
  };

  it("has amounts in the minor units of its currency, and names those it can't be exact about", () => {
    const invoice = carrierInvoiceOf(draft, { id: "i", receivedAt: 0 });
    expect(invoice).toMatchObject({
      ...{
        carrier: "SAIA",
        total: { amountMinor: 1395, currency: "JPY" },
        issuedOn: "2026-11-19",
        correction: "corrected",
      },
      unreadable: ['line 1 "1395.50" is no amount of JPY'],
    });
  });
});
