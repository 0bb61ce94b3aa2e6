import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BILLING_TABS, readUnbilledQuery } from "@/lib/contracts/billing/unbilled-query";
import type { Role } from "@/lib/domain/access/role";
import { AGE_BUCKETS } from "@/lib/domain/billing/age";
import { keepToday, keepUnbilled } from "@/lib/usecases/billing/keep-unbilled";
import { saveAssumptions } from "@/lib/usecases/billing/save-assumptions";
import { saveTerms } from "@/lib/usecases/billing/save-terms";
import { billedLine, company, outgoing, saleOrder } from "@/lib/usecases/billing/testing/billing-records";
import type { Context } from "@/lib/usecases/context";
import { type MirrorWorld, mirrorWorld } from "@/lib/usecases/odoo/deliveries/testing/mirror-world";
import { planBills } from "./plan-bills";
import { termsPage } from "./terms-page";
import { unbilledPage } from "./unbilled-page";

let world: MirrorWorld;
const as = (role: Role): Context => ({
  db: world.db,
  now: world.deps.now,
  actor: {
    ...{ kind: "user", id: "0199aaaa-0000-7000-8000-000000000001", companyId: world.companyId },
    ...{ role, name: "Ada", email: "ada@example.test" },
  } as Context["actor"],
});
const keep = async () => {
  for (let more = true; more; ) more = (await keepUnbilled(world.deps)) > 0;
};
const read = (params: Record<string, string> = {}) => unbilledPage(as("finance"), readUnbilledQuery(params));

const ORDERS = 120;
const CUSTOMERS = ["Acme", "Borealis", "Cobalt"];

/** Orders delivered one every seven hours up to now, each worth its number in whole units, every third in EUR. */
function orders(): Record<string, Record<string, unknown>> {
  const records = { ...company(), "res.currency,2": { name: "EUR" } } as Record<
    string,
    Record<string, unknown>
  >;
  records["res.currency.rate,21"] = {
    name: "2026-11-01",
    rate: 0.8,
    currency_id: [2, "EUR"],
    company_id: false,
  };
  for (let id = 1; id <= ORDERS; id += 1) {
    const doneAt = new Date(Date.parse("2026-11-20T11:30:00Z") - id * 7 * 3_600_000);
    const currency = id % 3 === 0 ? "EUR" : "USD";
    Object.assign(
      records,
      saleOrder(id, {
        partner_id: [id % 3, CUSTOMERS[id % 3]],
        currency_id: [currency === "EUR" ? 2 : 1, currency],
      }),
      billedLine(1_000 + id, id, { delivered: 10, price: id / 10, currency }),
      outgoing(2_000 + id, id, {
        ...{ state: "done", doneAt: doneAt.toISOString().slice(0, 19).replace("T", " ") },
        moves: { [3_000 + id]: { line: 1_000 + id, quantity: 10 } },
      }),
    );
  }
  return records;
}

beforeAll(async () => {
  world = await mirrorWorld();
  const odoo = await world.addOdoo();
  await world.mirror(odoo, orders());
  await keep();
  await keepToday(world.deps);
});
afterAll(() => world.close());

describe("what is unbilled, on screen", () => {
  it("comes a page at a time, what waits longest first, and back again", async () => {
    const first = await read();
    expect(first.rows).toHaveLength(50);
    expect(first.rows[0]?.order.text).toBe("S00120");
    expect(first.newer).toBeNull();
    const second = await read({ after: first.older ?? "" });
    const third = await read({ after: second.older ?? "" });
    expect(third.rows).toHaveLength(20);
    expect(third.older).toBeNull();
    const seen = [first, second, third].flatMap(({ rows }) => rows.map(({ order }) => order.text));
    expect(new Set(seen).size).toBe(ORDERS);
    expect((await read({ before: third.newer ?? "" })).rows).toEqual(second.rows);
  });

  it("adds up each currency by itself, and all of it at the rate of each day", async () => {
    const { sums, companyTotals, orders: count } = await read();
    const worth = (ids: (id: number) => boolean) =>
      Array.from({ length: ORDERS }, (_, index) => index + 1)
        .filter(ids)
        .reduce((sum, id) => sum + id * 100, 0);
    const [eur, usd] = [worth((id) => id % 3 === 0), worth((id) => id % 3 !== 0)];
    expect(count).toBe(ORDERS);
    expect(sums).toMatchObject([
      { currency: "EUR", amountMinor: eur },
      { currency: "USD", amountMinor: usd },
    ]);
    // Those before the first rate of 1 November have none.
    const [total] = companyTotals;
    const { rows } = await world.db.execute<{ n: number }>(sql`
      select count(*)::int as n from unbilled_order where company_amount_minor is null`);
    expect(total).toMatchObject({ currency: "USD", isConverted: true, unvalued: rows[0]?.n });
    expect(rows[0]?.n).toBeGreaterThan(0);
  });

  it("has behind every number of blocker and age a list of just as many, under any other filter", async () => {
    await saveTerms(as("finance"), {
      ...{ customer: "Acme", expectedVersion: 0, requiresPod: true, references: [], cutOffDay: null },
      ...{ hold: null, owners: { no_pod: "dispatcher" }, reason: "They pay against proof" },
    });
    await keep();
    const listed = async (params: Record<string, string>) => {
      let [count, page] = [0, await read(params)];
      for (;;) {
        count += page.rows.length;
        if (page.older === null) return count;
        page = await read({ ...params, after: page.older });
      }
    };
    for (const filter of [{}, { customer: "Acme" }, { currency: "EUR" }] as Record<string, string>[]) {
      const { ages, standings, orders: all } = await read(filter);
      expect(await listed(filter)).toBe(all);
      for (const { bucket, orders: count } of ages)
        expect(await listed({ ...filter, age: bucket })).toBe(count);
      for (const { standing, orders: count } of standings)
        expect(await listed({ ...filter, blocker: standing })).toBe(count);
    }
    expect(AGE_BUCKETS.length).toBe((await read()).ages.length);
    const { tabCounts } = await read();
    for (const tab of BILLING_TABS) expect(await listed({ tab })).toBe(tabCounts[tab]);
  });

  it("names who looks at a row by its customer's terms", async () => {
    const { rows } = await read({ customer: "Acme", blocker: "no_pod" });
    expect(rows[0]).toMatchObject({ ownerRole: "dispatcher", clockStartAt: null, customer: "Acme" });
    expect(rows[0]?.order.href).toContain("sale.order");
  });

  it("plans a bill of what is ready, and says what is left out and why", async () => {
    const { plan, more } = await planBills(as("finance"), readUnbilledQuery({}));
    const held = plan.leftOut.find(({ reason }) => reason === "no_pod")?.orders ?? 0;
    expect(held).toBe(ORDERS / 3);
    expect(plan.orders).toBe(ORDERS - held);
    expect(plan.deliveries).toBe(plan.orders);
    expect(plan.keys).toHaveLength(plan.orders);
    expect(more).toBe(false);
  });

  it("keeps today in its trend", async () => {
    const { trend } = await read();
    expect(trend).toMatchObject({ currency: "USD", days: [{ day: "2026-11-20", orders: ORDERS }] });
  });

  it("is for those who may see amounts, and its terms for those who may change them", async () => {
    await expect(unbilledPage(as("dispatcher"), readUnbilledQuery({}))).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(termsPage(as("customer_service"))).rejects.toMatchObject({ code: "forbidden" });
    const wanted = {
      expectedVersion: 0,
      capitalPercent: 5,
      riskAfterDays: 10,
      riskPercent: 20,
      reason: "Ours",
    };
    await expect(saveAssumptions(as("it"), wanted)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the assumptions and the terms", () => {
  const wanted = {
    expectedVersion: 0,
    capitalPercent: 12.5,
    riskAfterDays: 10,
    riskPercent: 20,
    reason: "As the bank says",
  };

  it("are versions, audited, and refuse who saw an older one or changes nothing", async () => {
    const before = (await read()).companyTotals[0]?.cost;
    expect(await saveAssumptions(as("lead"), wanted)).toBe(1);
    await expect(saveAssumptions(as("lead"), wanted)).rejects.toMatchObject({ code: "conflict" });
    await expect(saveAssumptions(as("lead"), { ...wanted, expectedVersion: 1 })).rejects.toMatchObject({
      code: "invalid",
    });
    const { assumptions, companyTotals } = await read();
    expect(assumptions).toMatchObject({ version: 1, capitalPercent: 12.5 });
    expect(companyTotals[0]?.cost.costMinor).toBeGreaterThan(before?.costMinor ?? 0);
    const { rows } = await world.db.execute(sql`
      select action, reason from audit_log where action like 'billing.%' order by seq`);
    expect(rows).toEqual([
      { action: "billing.terms.edit", reason: "They pay against proof" },
      { action: "billing.assumptions.edit", reason: "As the bank says" },
    ]);
  });

  it("show everyone's terms as delivered until somebody changes them, and refuse a hold that is over", async () => {
    const page = await termsPage(as("finance"));
    expect(page.lines.map(({ customer, version }) => [customer, version])).toEqual([
      ["", 0],
      ["Acme", 1],
    ]);
    expect(page.customers).toEqual(["Borealis", "Cobalt"]);
    const held = { reason: "Dispute", untilAt: "2026-11-01T00:00:00.000Z" };
    const terms = { requiresPod: false, references: [], cutOffDay: null, owners: {}, reason: "Hold them" };
    await expect(
      saveTerms(as("finance"), { ...terms, customer: "", expectedVersion: 0, hold: held }),
    ).rejects.toMatchObject({ code: "invalid" });
    await expect(
      saveTerms(as("finance"), { ...terms, customer: "", expectedVersion: 0, hold: null }),
    ).rejects.toMatchObject({ code: "invalid" });
    expect(
      await saveTerms(as("finance"), {
        ...terms,
        customer: "",
        expectedVersion: 0,
        cutOffDay: 31,
        hold: null,
      }),
    ).toBe(1);
    await keep();
    const after = await read({ tab: "waiting" });
    expect(after.standings).toMatchObject([{ standing: "consolidated" }]);
    // Acme has terms of its own; of the others all from before 31 October's cut-off are out.
    expect(after.orders + (await read()).orders).toBe(ORDERS);
  });

  it("can't be changed once they stand", async () => {
    await expect(world.db.execute(sql`update billing_terms set reason = 'x'`)).rejects.toThrow();
    await expect(world.db.execute(sql`delete from billing_assumption`)).rejects.toThrow();
  });
});
