import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appUser } from "@/db/schema/access";
import { flowRun } from "@/db/schema/flow";
import { readUnbilledQuery } from "@/lib/contracts/billing/unbilled-query";
import type { Role } from "@/lib/domain/access/role";
import { DEFAULT_TERMS } from "@/lib/domain/billing/terms";
import { runBulk } from "@/lib/usecases/bulk/run-bulk";
import { startBulk } from "@/lib/usecases/bulk/start-bulk";
import type { Context } from "@/lib/usecases/context";
import { changeFlowSettings } from "@/lib/usecases/flows/change-flow-settings";
import { type MirrorWorld, mirrorWorld } from "@/lib/usecases/odoo/deliveries/testing/mirror-world";
import { bulkItems } from "@/lib/usecases/views/bulk/bulk-items";
import { keepUnbilled } from "../keep-unbilled";
import { saveTerms } from "../save-terms";
import { billedLine, company, outgoing, saleOrder } from "../testing/billing-records";
import { planBillRun } from "./plan-bill-run";

let world: MirrorWorld;
const keep = async () => {
  for (let more = true; more; ) more = (await keepUnbilled(world.deps)) > 0;
};
async function person(role: Role): Promise<Context> {
  const id = uuidv7();
  const made = { id, companyId: world.companyId, role, name: `A ${role}`, email: `${id}@acme.test` };
  await world.db.insert(appUser).values(made);
  return { db: world.db, now: world.deps.now, actor: { kind: "user", ...made } };
}
const query = readUnbilledQuery({});
const work = async () => {
  while (await runBulk(world.deps));
};

beforeAll(async () => {
  world = await mirrorWorld();
  const odoo = await world.addOdoo();
  await world.mirror(odoo, {
    ...company(),
    ...saleOrder(1, { partner_id: [7, "Acme"] }),
    ...billedLine(101, 1, { delivered: 4, price: 12.5 }),
    ...outgoing(11, 1, { state: "done", moves: { 1001: { line: 101, quantity: 4 } } }),
    ...saleOrder(2, { partner_id: [8, "Borealis"], currency_id: [2, "EUR"] }),
    ...billedLine(102, 2, { delivered: 3, price: 100, currency: "EUR" }),
    ...outgoing(12, 2, { state: "done", moves: { 1002: { line: 102, quantity: 2 } } }),
    ...outgoing(14, 2, { state: "done", moves: { 1004: { line: 102, quantity: 1 } } }),
    ...saleOrder(3, { partner_id: [9, "Held"] }),
    ...billedLine(103, 3, { delivered: 1, price: 5 }),
    ...outgoing(13, 3, { state: "done", moves: { 1003: { line: 103, quantity: 1 } } }),
  });
  const hold = { reason: "unpaid", untilAt: null };
  await saveTerms(await person("finance"), {
    ...{
      ...DEFAULT_TERMS,
      references: [],
      owners: {},
      hold,
      customer: "Held",
      expectedVersion: 0,
      reason: "unpaid",
    },
  });
  await keep();
});
afterAll(() => world.close());

describe("billing everything that is ready", () => {
  it("begins one run a delivery, once, and says which had one", async () => {
    const finance = await person("finance");
    const plan = await planBillRun(finance, { query });
    expect(plan).toMatchObject({
      ...{
        subjectKind: "unbilled_order",
        itemCount: 3,
        leftOut: [{ reason: "Held for the customer", count: 1 }],
      },
      sums: [
        { currency: "EUR", amountMinor: 30_000 },
        { currency: "USD", amountMinor: 5_000 },
      ],
    });
    await startBulk(finance, { runId: plan.id, expectedVersion: plan.version });
    await work();
    const first = await bulkItems(finance, plan.id, 0);
    expect(first.rows.map(({ state }) => state)).toEqual(["done", "done", "done"]);
    const runs = await world.db.select().from(flowRun);
    expect(runs).toHaveLength(3);
    expect(runs[0]).toMatchObject({
      flow: "bill_on_delivery",
      startedBy: finance.actor.kind === "user" ? finance.actor.name : "",
    });

    await world.db.update(flowRun).set({ state: "held", blocker: "no_pod" });
    const own = await planBillRun(finance, { query });
    await startBulk(finance, { runId: own.id, expectedVersion: own.version });
    await work();
    const { rows } = await bulkItems(finance, own.id, 0);
    expect(rows[0]).toMatchObject({
      state: "skipped",
      message: "Has a run already: held, no proof of delivery.",
    });
    expect(rows.map(({ resultHref }) => resultHref).sort()).toEqual(
      runs.map(({ id }) => `/flows/${id}`).sort(),
    );
    expect(await world.db.select().from(flowRun)).toHaveLength(3);
  });

  it("is for who bills and starts flows, and not while the flow is switched off", async () => {
    for (const role of ["dispatcher", "it", "customer_service"] as const)
      await expect(planBillRun(await person(role), { query })).rejects.toMatchObject({ code: "forbidden" });
    const off = {
      flow: "bill_on_delivery" as const,
      expectedVersion: 0,
      settings: { enabled: false },
      reason: "year end",
    };
    await changeFlowSettings(await person("lead"), off);
    await expect(planBillRun(await person("finance"), { query })).rejects.toMatchObject({ code: "invalid" });
  });
});
