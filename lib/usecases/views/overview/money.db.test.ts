import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readUnbilledQuery } from "@/lib/contracts/billing/unbilled-query";
import type { Role } from "@/lib/domain/access/role";
import { keepUnbilled } from "@/lib/usecases/billing/keep-unbilled";
import { billedLine, company, outgoing, saleOrder } from "@/lib/usecases/billing/testing/billing-records";
import type { Context } from "@/lib/usecases/context";
import { type MirrorWorld, mirrorWorld } from "@/lib/usecases/odoo/deliveries/testing/mirror-world";
import { unbilledPage } from "@/lib/usecases/views/billing/unbilled-page";
import { drill } from "./drill";
import { overview } from "./overview";

let world: MirrorWorld;
const as = (role: Role): Context => ({
  db: world.db,
  now: world.deps.now,
  actor: {
    ...{ kind: "user", id: "0199aaaa-0000-7000-8000-000000000001", companyId: world.companyId },
    ...{ role, name: "Ada", email: "ada@example.test" },
  } as Context["actor"],
});

beforeAll(async () => {
  world = await mirrorWorld();
  await world.mirror(await world.addOdoo(), {
    ...company(),
    ...saleOrder(1, { partner_id: [7, "Café Zuid"], currency_id: [2, "EUR"] }),
    ...billedLine(101, 1, { delivered: 4, price: 12.5, discount: 10, currency: "EUR" }),
    ...outgoing(11, 1, { state: "done", moves: { 1001: { line: 101, quantity: 4 } } }),
    ...saleOrder(2, { partner_id: [8, "Borealis"] }),
    ...billedLine(102, 2, { delivered: 2, price: 3 }),
    ...outgoing(12, 2, { state: "done", moves: { 1002: { line: 102, quantity: 2 } } }),
    // Not delivered yet.
    ...saleOrder(3, { partner_id: [7, "Café Zuid"] }),
    ...billedLine(103, 3, { delivered: 0, price: 5 }),
    ...outgoing(13, 3, { state: "assigned", moves: { 1003: { line: 103, quantity: 5 } } }),
  });
  while ((await keepUnbilled(world.deps)) > 0);
});
afterAll(() => world.close());

describe("what is delivered and not billed", () => {
  it("is the delivered part of done deliveries, each currency by itself", async () => {
    const { money } = await overview(as("finance"), {});
    expect(money?.unbilled).toEqual({
      orders: 2,
      sums: [
        { currency: "EUR", amount: "45.00", count: 1 },
        { currency: "USD", amount: "6.00", count: 1 },
      ],
    });
  });

  it("opens the list it counts", async () => {
    const page = await unbilledPage(as("finance"), readUnbilledQuery({}));
    const { money } = await overview(as("finance"), {});
    expect(page.rows).toHaveLength(money?.unbilled?.orders ?? 0);
  });

  it("is for those who may see amounts", async () => {
    expect((await overview(as("customer_service"), {})).money).toBeNull();
    await expect(drill(as("dispatcher"), "carrier_invoices", {}, null)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
