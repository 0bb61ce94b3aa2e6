import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { shipmentState } from "@/db/schema/shipment";
import { changed, ORDERED } from "@/lib/connectors/odoo/testing/delivery-world";
import type { Role } from "@/lib/domain/access/role";
import { type MirrorWorld, mirrorWorld } from "@/lib/usecases/odoo/deliveries/testing/mirror-world";
import { shipmentPage } from "./shipment-page";

let world: MirrorWorld;
let number: string;
beforeAll(async () => {
  world = await mirrorWorld();
  const odoo = await world.addOdoo();
  const usd = { currency_id: [1, "USD"] };
  await world.mirror(
    odoo,
    changed(ORDERED, {
      "sale.order,5": { amount_total: 7900, ...usd },
      "stock.picking,12": { state: "done", date_done: "2026-11-20 13:05:00" },
      "stock.picking,13": {
        name: "WH/OUT/00013",
        state: "confirmed",
        picking_type_code: "outgoing",
        backorder_id: [12, "x"],
      },
      "account.move,31": {
        name: "/",
        move_type: "out_invoice",
        state: "draft",
        create_date: "2026-11-21 09:00:00",
        amount_total: 790.5,
        ...usd,
      },
      "account.move.line,310": { move_id: [31, "x"], sale_line_ids: [50] },
    }),
  );
  await world.tell();
  const [id = ""] = (await world.story("WHOUT00012")).shipmentIds;
  const [row] = await world.db.select().from(shipmentState).where(eq(shipmentState.shipmentId, id));
  number = row?.number ?? "";
});
afterAll(() => world.close());

const pageAs = (role: Role) =>
  shipmentPage(
    {
      db: world.db,
      now: world.deps.now,
      actor: { kind: "user", id: "u", companyId: world.companyId, role, name: "P", email: "p@acme.test" },
    },
    number,
  );

it("a shipment shows its documents in Odoo with state, amount and the way to Odoo's own screen", async () => {
  const { odoo } = await pageAs("finance");
  expect(
    odoo[0]?.documents.map(({ kind, name, state, amount, url }) => [kind, name, state, amount, url]),
  ).toEqual([
    ["order", "S00012", "Sales order", "7,900.00 USD", "http://odoo.example/odoo/sale.order/5"],
    ["delivery", "WH/OUT/00012", "Done", null, "http://odoo.example/odoo/stock.picking/12"],
    ["backorder", "WH/OUT/00013", "Waiting", null, "http://odoo.example/odoo/stock.picking/13"],
    ["invoice", "Draft 31", "Draft", "790.50 USD", "http://odoo.example/odoo/account.move/31"],
  ]);
});

it("its events name the document they were told by", async () => {
  const { timeline } = await pageAs("finance");
  const told = timeline.map(({ event }) => `${event.sourceCode}: ${event.document?.name}`);
  expect(told).toEqual(
    expect.arrayContaining([
      "order sale: S00012",
      "delivery done: WH/OUT/00012",
      "invoice created: Draft 31",
    ]),
  );
});

it("customer service reads the story without amounts", async () => {
  const page = await pageAs("customer_service");
  expect(page.odoo[0]?.documents.map(({ amount }) => amount)).toEqual([null, null, null, null]);
  expect(JSON.stringify(page)).not.toContain("790");
});
