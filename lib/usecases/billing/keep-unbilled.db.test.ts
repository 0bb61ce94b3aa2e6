import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { markOpenOrders } from "@/db/queries/billing/mark-orders";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { billingTerms } from "@/db/schema/billing";
import { inTransaction } from "@/db/transaction";
import { type BillingTerms, DEFAULT_TERMS } from "@/lib/domain/billing/terms";
import { type MirrorWorld, mirrorWorld } from "@/lib/usecases/odoo/deliveries/testing/mirror-world";
import { keepToday, keepUnbilled } from "./keep-unbilled";
import { rebuildUnbilled } from "./rebuild-unbilled";
import { billedLine, company, outgoing, saleOrder } from "./testing/billing-records";

let world: MirrorWorld;
let odoo: OdooOwner;
let ahead = 0;

const deps = () => ({ db: world.db, now: () => new Date(world.deps.now().getTime() + ahead) });
const keep = async () => {
  for (let more = true; more; ) more = (await keepUnbilled(deps())) > 0;
};
const rows = async () =>
  (
    await world.db.execute<Record<string, unknown>>(sql`
      select order_name as "order", part, standing, currency, amount_minor::float8 as amount, company_amount_minor::float8 as company, rate_on::text as "rateOn"
      from unbilled_order order by order_id, part, currency`)
  ).rows;
const dump = async () => [
  (await world.db.execute(sql`select * from unbilled_order order by connection_id, order_id, part, currency`))
    .rows,
  (
    await world.db.execute(sql`
      select part, standing, since_hour, customer, currency, company_currency, orders, deliveries, amount_minor, company_amount_minor, unvalued
      from unbilled_sum where (orders, deliveries, amount_minor) is distinct from (0::bigint, 0::bigint, 0::bigint) order by 1, 2, 3, 4, 5, 6`)
  ).rows,
];
const setTerms = async (customer: string, version: number, given: Partial<BillingTerms>) => {
  await world.db.insert(billingTerms).values({
    ...{ companyId: world.companyId, customer, version, terms: { ...DEFAULT_TERMS, ...given } },
    ...{ reason: "For this test", createdBy: "Ada", createdAt: new Date() },
  });
  await inTransaction(world.db, (tx) => markOpenOrders(tx, world.companyId, null, new Date()));
  await keep();
};

beforeAll(async () => {
  world = await mirrorWorld();
  odoo = await world.addOdoo();
  await world.mirror(odoo, {
    ...company(),
    ...saleOrder(1, { partner_id: [7, "Acme Parts"] }),
    ...billedLine(101, 1, { delivered: 4, price: 12.5, discount: 10 }),
    ...outgoing(11, 1, { state: "done", moves: { 1001: { line: 101, quantity: 4 } } }),
    ...saleOrder(2, { partner_id: [8, "Borealis"], currency_id: [2, "EUR"] }),
    ...billedLine(102, 2, { delivered: 3, price: 100, currency: "EUR" }),
    ...outgoing(12, 2, { state: "done", moves: { 1002: { line: 102, quantity: 3 } } }),
    // Ready to go out, nothing delivered.
    ...saleOrder(3, { partner_id: [7, "Acme Parts"] }),
    ...billedLine(103, 3, { delivered: 0, price: 5 }),
    ...outgoing(13, 3, { state: "assigned", moves: { 1003: { line: 103, quantity: 5 } } }),
  });
  await world.tell();
  await keep();
});
afterAll(() => world.close());

describe("what is kept of the orders of an Odoo", () => {
  it("is what is delivered and not billed, in the company's currency only at a rate of that day", async () => {
    expect(await rows()).toEqual([
      {
        order: "S00001",
        part: "delivered",
        standing: "ready",
        currency: "USD",
        amount: 4_500,
        company: 4_500,
        rateOn: null,
      },
      {
        order: "S00002",
        part: "delivered",
        standing: "ready",
        currency: "EUR",
        amount: 30_000,
        company: null,
        rateOn: null,
      },
    ]);
    await world.mirror(odoo, {
      "res.currency,2": { name: "EUR" },
      "res.currency.rate,21": { name: "2026-11-01", rate: 0.8, currency_id: [2, "EUR"], company_id: false },
      "res.currency.rate,22": { name: "2026-11-30", rate: 0.5, currency_id: [2, "EUR"], company_id: false },
    });
    await keep();
    expect((await rows())[1]).toMatchObject({ company: 37_500, rateOn: "2026-11-01" });
  });

  it("follows the order: part of it invoiced, a draft made of it, the draft posted", async () => {
    await world.mirror(odoo, {
      ...billedLine(101, 1, { delivered: 4, invoiced: 3, price: 12.5, discount: 10 }),
      "account.move,31": {
        move_type: "out_invoice",
        state: "draft",
        currency_id: [1, "USD"],
        create_date: "2026-11-20 08:00:00",
      },
      "account.move.line,301": {
        move_id: [31, "Draft"],
        sale_line_ids: [101],
        price_subtotal: 33.75,
        quantity: 3,
      },
    });
    await keep();
    expect((await rows()).slice(0, 2)).toMatchObject([
      { part: "delivered", amount: 1_125 },
      { part: "draft", standing: "draft_not_posted", amount: 3_375 },
    ]);
    await world.mirror(odoo, {
      "account.move,31": {
        move_type: "out_invoice",
        state: "posted",
        name: "INV/1",
        currency_id: [1, "USD"],
      },
    });
    await keep();
    expect((await rows()).map(({ order, part }) => [order, part])).toEqual([
      ["S00001", "delivered"],
      ["S00002", "delivered"],
    ]);
  });

  it("follows the timeline: what a carrier brings is open when it is delivered, and waits for its proof", async () => {
    await setTerms("Borealis", 1, { requiresPod: true });
    expect((await rows())[1]).toMatchObject({ standing: "no_pod" });
    await world.db.execute(sql`
      update shipment_state s set view = s.view || '{"track": {"delivered": 1795168800000, "pod": 1795172400000}}'::jsonb
      from shipment_reference r where r.shipment_id = s.shipment_id and r.lookup = 'WHOUT12'`);
    await inTransaction(world.db, (tx) => markOpenOrders(tx, world.companyId, "Borealis", new Date()));
    await keep();
    expect((await rows())[1]).toMatchObject({ standing: "ready" });
  });

  it("follows the clock: a hold ends, and nobody has to write anything for it", async () => {
    await setTerms("Acme Parts", 1, { hold: { reason: "Dispute", untilAt: "2026-12-01T00:00:00.000Z" } });
    expect((await rows())[0]).toMatchObject({ standing: "customer_hold" });
    ahead = 15 * 86_400_000;
    await keep();
    expect((await rows())[0]).toMatchObject({ standing: "ready" });
  });

  it("says that Odoo refused the invoice until a later write of it went through", async () => {
    const write = (id: string, state: string) =>
      world.db.execute(sql`
        insert into command (company_id, id, connection_id, operation_key, kind, document_key, payload, state, requested_by, requested_at)
        values (${world.companyId}, gen_random_uuid(), ${odoo.connectionId}, ${id}, 'draft_customer_invoice', 'sale.order,1',
          '{"companyId": 1, "saleOrderId": 1}', ${state}, 'Ada', now())`);
    await write("bill-1", "rejected");
    await keep();
    expect((await rows())[0]).toMatchObject({ standing: "sync_failed" });
    expect(await keepUnbilled(deps())).toBe(0);
    await write("bill-1-again", "confirmed");
    await keep();
    expect((await rows())[0]).toMatchObject({ standing: "ready" });
  });

  it("comes back to the same, rows and sums, when it is rebuilt, whatever went astray", async () => {
    const before = await dump();
    expect(before[1]).toHaveLength(2);
    await world.db.execute(
      sql`update unbilled_order set amount_minor = 1, standing = 'ready' where order_id = 1`,
    );
    await world.db.execute(sql`delete from unbilled_sum`);
    await inTransaction(world.db, (tx) => rebuildUnbilled(tx, world.companyId, new Date()));
    await keep();
    expect(await dump()).toEqual(before);
  });

  it("keeps the last word of each day, and drops sums that have become nothing", async () => {
    await keepToday(deps());
    const { rows: days } = await world.db.execute(sql`
      select part, currency, orders::int as orders, amount_minor::int as amount from unbilled_day order by currency`);
    expect(days).toEqual([
      { part: "delivered", currency: "EUR", orders: 1, amount: 30_000 },
      { part: "delivered", currency: "USD", orders: 1, amount: 1_125 },
    ]);
    await world.mirror(odoo, billedLine(101, 1, { delivered: 4, invoiced: 4, price: 12.5, discount: 10 }));
    await keep();
    await keepToday(deps());
    const { rows: left } = await world.db.execute(
      sql`select currency from unbilled_day union all select currency from unbilled_sum`,
    );
    expect(left).toEqual([{ currency: "EUR" }, { currency: "EUR" }]);
  });

  it("looks at the others when one order's figures can't be, and says which", async () => {
    await world.mirror(odoo, {
      ...billedLine(101, 1, { delivered: 4, price: 12.5 }),
      ...billedLine(102, 2, { delivered: 3, price: 1e16, currency: "EUR" }),
    });
    await keep();
    expect(await rows()).toMatchObject([{ order: "S00001" }, { order: "S00002", amount: 30_000 }]);
    const { rows: marks } = await world.db.execute(
      sql`select order_id::int as id, failure from unbilled_mark`,
    );
    expect(marks).toEqual([{ id: 2, failure: expect.stringContaining("is no amount") }]);
  });
});
