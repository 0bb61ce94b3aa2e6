import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inboxMessage } from "@/db/schema/inbox";
import { odooDelivery } from "@/db/schema/odoo";
import { odooConnector } from "@/lib/connectors/odoo/connector";
import type { OdooValues } from "@/lib/connectors/odoo/record-values";
import { ORDERED } from "@/lib/connectors/odoo/testing/delivery-world";
import { composeDeliveries } from "./compose-deliveries";
import { type MirrorWorld, mirrorWorld } from "./testing/mirror-world";

let world: MirrorWorld;
beforeAll(async () => {
  world = await mirrorWorld();
});
afterAll(() => world.close());

it("a carrier's bill of another company stays off a delivery of the same name, and does not mark it", async () => {
  const odoo = await world.addOdoo();
  const first = ORDERED;
  const dirty = async () =>
    (await world.db.select().from(odooDelivery).where(eq(odooDelivery.connectionId, odoo.connectionId)))
      .filter(({ dirtyAt }) => dirtyAt !== null)
      .map(({ pickingId }) => pickingId);
  const bill = {
    name: "BILL/1",
    move_type: "in_invoice",
    state: "posted",
    invoice_date: "2026-11-21",
    invoice_origin: "WH/OUT/00012",
    company_id: [2, "Other"],
  };
  const second = { ...first["stock.picking,12"], company_id: [2, "Other"], sale_id: false };
  await world.mirror(odoo, { ...first, "stock.picking,77": second });
  await world.tell();
  await world.mirror(odoo, { "account.move,900": bill });
  expect(await dirty()).toEqual([77]);
  await world.mirror(odoo, { "stock.move,120": { ...first["stock.move,120"], quantity: 9 } });
  expect(await world.tell()).toBe(1);
  const { rows } = await world.db.execute(sql`
    select distinct split_part(r.scope, '/', 2) as company from shipment_reference r join event e on e.shipment_id = r.shipment_id
    where r.lookup = 'WHOUT00012' and r.type = 'delivery_note' and e.milestone = 'vendor_bill_posted'`);
  expect(rows).toEqual([{ company: "2" }]);
});

describe("an order over years", () => {
  const many = (n: number, count: number) => {
    const records: Record<string, OdooValues> = { ...ORDERED };
    for (let i = 1; i <= count; i += 1) {
      const [picking, move, invoice] = [1_000 + i, 10_000 + i, 20_000 + i];
      records[`stock.picking,${picking}`] = { ...records["stock.picking,12"], name: `WH/OUT/${n}-${i}` };
      records[`stock.move,${move}`] = { ...records["stock.move,120"], picking_id: [picking, "x"] };
      records[`account.move,${invoice}`] = {
        name: `INV/${n}/${i}`,
        move_type: "out_invoice",
        state: "posted",
        payment_state: "not_paid",
        invoice_date: "2026-11-21",
        create_date: "2026-11-21 09:00:00",
      };
      records[`account.move.line,${invoice}`] = { move_id: [invoice, "x"], sale_line_ids: [50] };
    }
    return records;
  };

  it("has every delivery told, the last as well as the first, each with its newest invoices", async () => {
    const odoo = await world.addOdoo();
    await world.mirror(odoo, many(1020, 430));
    for (let more = true; more; ) more = (await composeDeliveries(world.deps)).deliveries > 0;
    const told = await world.db
      .select()
      .from(inboxMessage)
      .where(eq(inboxMessage.connectionId, odoo.connectionId));
    expect(told).toHaveLength(431);
    const numbers = told.map(({ body }) => odooConnector.parse(body, {}).documents[0]?.number);
    expect(numbers).toEqual(expect.arrayContaining(["WH/OUT/1020-1", "WH/OUT/1020-400", "WH/OUT/1020-430"]));
    expect(Math.max(...told.map(({ body }) => body.length))).toBeLessThan(100_000);
    const bundle = JSON.parse(told[0]?.body.toString("utf8") ?? "{}");
    const invoices = Object.keys(bundle.records).filter((key) => key.startsWith("account.move,"));
    expect([invoices.length, bundle.cut]).toEqual([50, ["account.move"]]);
    expect(invoices).toContain("account.move,20430");
    expect(invoices).not.toContain("account.move,20380");
  }, 120_000);
});
