import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClockPolicy } from "./clock-policy";
import { selectPolicy } from "./select-policy";

const general: ClockPolicy = {
  id: "general",
  version: 1,
  kind: "pod",
  name: "POD",
  scope: {},
  budgetMinutes: 1440,
  earlyMinutes: null,
  atRiskMinutes: 60,
  calendar: null,
  pauses: [],
  enabled: true,
  effectiveAt: 0,
};
const policy = (id: string, more: Partial<ClockPolicy>): ClockPolicy => ({ ...general, id, ...more });
const subject = {
  customer: "Brouwer Foods",
  carrier: "SAIA",
  origin: "Köln",
  destination: "Lyon",
  mode: "ltl",
  connectionIds: ["c1"],
};

describe("which policy a promise runs under", () => {
  it("is the most specific one that fits, and it says why", () => {
    const policies = [
      general,
      policy("mode", { scope: { mode: "ltl" } }),
      policy("rest", {
        scope: {
          carrier: "SAIA",
          lane: { origin: "Köln", destination: "Lyon" },
          mode: "ltl",
          connectionId: "c1",
        },
      }),
      policy("customer", { scope: { customer: "brouwer foods" } }),
      policy("other", { scope: { customer: "Nordlys", carrier: "SAIA" } }),
    ];
    expect(selectPolicy(policies, "pod", subject, 5)).toMatchObject({
      policy: { id: "customer" },
      why: "customer brouwer foods",
    });
    expect(selectPolicy(policies, "pod", { ...subject, customer: null }, 5)?.policy.id).toBe("rest");
    expect(
      selectPolicy(policies, "pod", { ...subject, customer: null, carrier: "RDWY", mode: "air" }, 5),
    ).toMatchObject({
      policy: { id: "general" },
      why: "the general one",
    });
    expect(selectPolicy(policies, "refund", subject, 5)).toBeNull();
  });

  it("is the version in force when the promise began, so that old verdicts keep theirs", () => {
    const versions = [general, policy("general", { version: 2, budgetMinutes: 720, effectiveAt: 100 })];
    expect(selectPolicy(versions, "pod", subject, 99)?.policy.version).toBe(1);
    expect(selectPolicy(versions, "pod", subject, 100)?.policy.version).toBe(2);
  });

  it("is never one written down after the promise began", () => {
    const late = policy("late", { scope: { customer: "Brouwer Foods" }, effectiveAt: 50 });
    expect(selectPolicy([general, late], "pod", subject, 49)?.policy.id).toBe("general");
  });

  it("falls back to the general one when the special one was switched off", () => {
    const policies = [general, policy("customer", { scope: { customer: "Brouwer Foods" }, enabled: false })];
    expect(selectPolicy(policies, "pod", subject, 5)?.policy.id).toBe("general");
  });

  it("does not depend on the order of rows", () => {
    const policies = [
      general,
      policy("a", { scope: { mode: "ltl" } }),
      policy("b", { scope: { mode: "ltl" } }),
      policy("c", { scope: { carrier: "SAIA" } }),
      policy("c", { scope: { carrier: "SAIA" }, version: 2, effectiveAt: 3 }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(policies, { minLength: policies.length }), (shuffled) => {
        expect(selectPolicy(shuffled, "pod", subject, 5)).toEqual(selectPolicy(policies, "pod", subject, 5));
      }),
    );
  });
});
