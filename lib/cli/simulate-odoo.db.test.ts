import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { connectDatabase, type Database } from "@/db/client";
import type { TestDatabase } from "@/db/testing/clone-database";
import { createTestDatabase } from "@/db/testing/test-database";
import { MINUTE_MS } from "@/lib/domain/time/instant";
import { type StandIn, startOdooStandIn } from "@/lib/odoo-stand-in/start";
import { fillHistory, historyMessages } from "@/lib/simulator/history";
import { intoInbox } from "@/lib/simulator/live/deliver";
import { orderStories } from "@/lib/simulator/odoo/order-stories";
import { type OpenWorld, openWorld } from "@/lib/simulator/open-world";
import { composeDeliveries } from "@/lib/usecases/odoo/deliveries/compose-deliveries";
import { openOdooClient } from "@/lib/usecases/odoo/open-client";
import { pullRound } from "@/lib/usecases/odoo/pull/pull-round";
import { runPipelineRound } from "@/lib/usecases/pipeline/upkeep";
import { connectOdooHalf, type OdooHalf, openOdooHalf, seedOdoo } from "./simulate-odoo";

const anchorAt = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
const world = { seed: 5, shipments: 25, days: 6, anchorAt };
const PAST = { after: Number.NEGATIVE_INFINITY, until: anchorAt };
const secretKey = randomBytes(32);
const TIMEOUT_MS = 120_000;

describe("the two halves of the simulated world", () => {
  let database: TestDatabase;
  let db: Database;
  let standIn: StandIn;
  let open: OpenWorld;
  let half: OdooHalf;
  const signal = new AbortController().signal;
  const seed = () => seedOdoo(half, anchorAt, intoInbox(db, open.companyId, open.cast), signal);
  const count = (model: string) => half.office.odoo.call<number>(model, "search_count", [[]]);
  const rowsOf = async (query: ReturnType<typeof sql>) =>
    (await db.execute<Record<string, number>>(query)).rows[0];

  beforeAll(async () => {
    database = await createTestDatabase();
    db = connectDatabase(database.url, { max: 4 });
    standIn = await startOdooStandIn({ port: 0 });
    open = await openWorld(db, { world, secretKey, password: null });
    await fillHistory(db, open.companyId, open.cast, historyMessages(open.world, PAST), () => undefined);
    const { url, database: name, adminLogin: login, adminPassword: password } = standIn;
    half = await openOdooHalf(open, { place: { url, database: name, login, password }, orders: 1_000 });
    await seed();
  }, TIMEOUT_MS);
  afterAll(async () => {
    await db.$client.end();
    await standIn.close();
    await database.drop();
  });

  it("puts into Odoo the orders of the stories, line by line", async () => {
    const lines = await half.office.odoo.searchRead<{
      order_id: [number, string];
      product_uom_qty: number;
    }>("sale.order.line", [], ["order_id", "product_uom_qty"]);
    const found = new Map<string, number>();
    for (const { order_id, product_uom_qty } of lines) {
      found.set(order_id[1], (found.get(order_id[1]) ?? 0) + product_uom_qty);
    }
    const told = new Map(orderStories(world, PAST).map(({ name, plan }) => [name, plan.pieces]));
    expect([...found].sort()).toEqual([...told].sort());
    expect(told.size).toBeGreaterThan(70);
  });

  it("does nothing twice when it is played again", async () => {
    const models = [
      "sale.order",
      "stock.picking",
      "account.move",
      "purchase.order",
      "account.payment",
      "res.partner",
    ];
    const before = await Promise.all(models.map(count));
    await seed();
    expect(await Promise.all(models.map(count))).toEqual(before);
    expect(Math.min(...before.slice(0, 4))).toBeGreaterThan(5);
  });

  it(
    "ends on one shipment each: every load has the delivery and the order of Odoo",
    async () => {
      await connectOdooHalf(half, { db, secretKey, webhookBase: null });
      const now = () => new Date();
      while (
        await pullRound({ db, now, openReader: (owner) => openOdooClient(db, secretKey, owner, "reader") })
      );
      // Deliveries rest a moment before they are told, and a transaction elsewhere in this Postgres may hold the log back.
      await vi.waitFor(async () => {
        while ((await composeDeliveries({ db, now })).deliveries > 0);
        while ((await runPipelineRound({ db, now }, () => undefined)) > 0);
        const left = await rowsOf(sql`
          select (select count(*)::int from odoo_delivery where dirty_at is not null) as untold,
            (select count(*)::int from inbox_message m
              where not exists (select from message_state s where s.message_id = m.id)) as unread`);
        expect(left).toEqual({ untold: 0, unread: 0 });
      }, 60_000);
      const halves = await rowsOf(sql`
        with named as (
          select r.lookup, r.shipment_id,
            exists (select from shipment_reference l where l.shipment_id = r.shipment_id and l.type = 'shipment' and l.value like 'HV1%') as load,
            exists (select from shipment_reference d where d.shipment_id = r.shipment_id and d.type = 'delivery_note') as delivery
          from shipment_reference r where r.type = 'order' and r.value like 'SO105-%' group by 1, 2)
        select count(*) filter (where load)::int as loads, count(*) filter (where load and delivery)::int as both,
          (select count(*)::int from named a join named b using (lookup)
            where a.load and not a.delivery and b.delivery and not b.load) as twins
        from named`);
      expect(halves?.twins).toBe(0);
      expect(halves?.loads).toBeGreaterThan(70);
      expect(halves?.both).toBe(halves?.loads);
    },
    TIMEOUT_MS,
  );
});
