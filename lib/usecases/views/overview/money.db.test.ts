import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "@/lib/domain/access/role";
import type { Context } from "@/lib/usecases/context";
import { type MirrorWorld, mirrorWorld } from "@/lib/usecases/odoo/deliveries/testing/mirror-world";
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

const order = (id: number) => ({
  [`sale.order,${id}`]: { name: `S000${id}`, state: "sale", partner_id: [7, "Café Zuid"] },
});
const picking = (id: number, orderId: number, state: string, code = "outgoing") => ({
  [`stock.picking,${id}`]: {
    ...{ name: `WH/OUT/${id}`, state, picking_type_code: code, sale_id: [orderId, `S000${orderId}`] },
    date_done: state === "done" ? `2026-11-1${orderId} 09:00:00` : false,
  },
});
const line = (id: number, orderId: number, given: Record<string, unknown>) => ({
  [`sale.order.line,${id}`]: {
    ...{
      order_id: [orderId, `S000${orderId}`],
      state: "sale",
      discount: 0,
      price_unit: 10,
      currency_id: [1, "EUR"],
    },
    ...{ qty_delivered: 0, qty_invoiced: 0, qty_to_invoice: 0, ...given },
  },
});

beforeAll(async () => {
  world = await mirrorWorld();
  const odoo = await world.addOdoo();
  await world.mirror(odoo, {
    ...order(1),
    ...picking(11, 1, "done"),
    // 4 delivered at 12.50 less 10%, and a line that is billed.
    ...line(101, 1, { qty_delivered: 4, qty_to_invoice: 4, price_unit: 12.5, discount: 10 }),
    ...line(102, 1, { qty_delivered: 3, qty_invoiced: 3 }),
    // Billed when ordered: only what was delivered of it counts.
    ...order(2),
    ...picking(12, 2, "done"),
    ...line(103, 2, { qty_delivered: 2, qty_to_invoice: 9, price_unit: 3, currency_id: [2, "USD"] }),
    // Not delivered yet, and a return.
    ...order(3),
    ...picking(13, 3, "assigned"),
    ...line(104, 3, { qty_delivered: 1, qty_to_invoice: 1 }),
    ...order(4),
    ...picking(14, 4, "done", "incoming"),
    ...line(105, 4, { qty_delivered: 1, qty_to_invoice: 1 }),
  });
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

  it("opens the orders it counts, the longest delivered first, each in Odoo", async () => {
    const page = await drill(as("finance"), "unbilled", {}, null);
    expect(page.count).toEqual({ count: 2, more: false });
    expect(page.rows.map(({ label, amount, at }) => [label, amount, at])).toEqual([
      ["S0001", "45.00 EUR", "2026-11-11T09:00:00Z"],
      ["S0002", "6.00 USD", "2026-11-12T09:00:00Z"],
    ]);
    expect(page.rows[0]?.href).toMatch(/sale\.order/);
    expect(page.nextHref).toBeNull();
  });

  it("is for those who may see amounts", async () => {
    await expect(drill(as("customer_service"), "unbilled", {}, null)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(drill(as("dispatcher"), "carrier_invoices", {}, null)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
