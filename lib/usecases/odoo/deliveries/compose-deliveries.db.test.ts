import { and, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { selectOdooBacklog } from "@/db/queries/odoo/odoo-connection-backlog";
import { inboxMessage } from "@/db/schema/inbox";
import { odooDelivery } from "@/db/schema/odoo";
import type { OdooValues } from "@/lib/connectors/odoo/record-values";
import { changed, ORDERED } from "@/lib/connectors/odoo/testing/delivery-world";
import { rebuildProjections } from "@/lib/usecases/pipeline/rebuild-projections";
import { x12 } from "@/lib/usecases/pipeline/testing/x12-text";
import { findShipments } from "@/lib/usecases/views/shipments/find-shipments";
import { type MirrorWorld, mirrorWorld } from "./testing/mirror-world";

let world: MirrorWorld;
beforeAll(async () => {
  world = await mirrorWorld();
});
afterAll(() => world.close());

/** The same order under other names, so that each test has its own. */
function orderOf(n: number): Record<string, OdooValues> {
  const text = JSON.stringify(ORDERED)
    .replaceAll("S00012", `S${n}`)
    .replaceAll("WH/OUT/00012", `WH/OUT/${n}`)
    .replaceAll("PO-4711", `PO-${n}`);
  return JSON.parse(text);
}
const DONE = {
  "stock.picking,12": { state: "done", date_done: "2026-11-20 13:05:00" },
  "stock.move,120": { state: "done" },
};
const invoiceOf = (n: number, state = "posted"): Record<string, OdooValues> => ({
  "account.move,31": {
    name: `INV/2026/${n}`,
    move_type: "out_invoice",
    state,
    payment_state: "not_paid",
    invoice_date: "2026-11-21",
    create_date: "2026-11-21 09:00:00",
    invoice_origin: `S${n}`,
  },
  "account.move.line,310": { move_id: [31, "INV"], sale_line_ids: [50] },
});
const tenderOf = (load: string, order: string) =>
  x12("204", [
    `B2**RDFX**${load}**PP`,
    "B2A*00*LT",
    `L11*${order}*ON`,
    "N1*BT*Broker Ltd*93*BRK",
    "S5*1*LD",
    "G62*37*20261121*I*0800",
    "N1*SF*Reno DC*93*REN",
    "N4*RENO*NV*89501*US",
    "S5*2*UL",
    "G62*53*20261123*G*1300",
    "N1*ST*Chicago store*93*CHI",
    "N4*CHICAGO*IL*60601*US",
  ]);
const dirty = async (odoo: OdooOwner) =>
  (await world.db.select().from(odooDelivery).where(eq(odooDelivery.connectionId, odoo.connectionId)))
    .filter(({ dirtyAt }) => dirtyAt !== null)
    .map(({ pickingId }) => pickingId);
const rebuilt = async () => {
  const { before, after } = await rebuildProjections(world.deps, null, () => undefined);
  return before === after;
};

describe("deliveries of the mirror", () => {
  it("become a shipment with their order, and are found by order, delivery, tracking and invoice number", async () => {
    const odoo = await world.addOdoo();
    const tracked = changed(orderOf(1001), { "stock.picking,12": { carrier_tracking_ref: "1Z-1001" } });
    await world.mirror(odoo, changed(tracked, { ...DONE, ...invoiceOf(1001) }));
    expect(await world.tell()).toBe(1);
    const story = await world.story("WHOUT1001");
    expect(story).toMatchObject({ status: "loaded", stage: "in_transit" });
    const ctx = {
      db: world.db,
      now: world.deps.now,
      actor: { kind: "system" as const, job: "test", companyId: world.companyId },
    };
    for (const text of ["s1001", "wh-out-1001", "1z 1001", "INV/2026/1001"]) {
      const { shipments } = await findShipments(ctx, text);
      expect(shipments.map(({ id }) => id)).toEqual(story.shipmentIds);
    }
  });

  it("are told once: a record written again without a change makes no message", async () => {
    const odoo = await world.addOdoo();
    await world.mirror(odoo, orderOf(1002));
    expect(await world.tell()).toBe(1);
    await world.mirror(
      odoo,
      changed(orderOf(1002), { "stock.picking,12": { write_date: "2026-11-20 14:00:00" } }),
    );
    expect(await dirty(odoo)).toEqual([12]);
    expect(await world.tell()).toBe(0);
    expect(await dirty(odoo)).toEqual([]);
  });

  it("of A, B and A again end as A, each with a message of its own", async () => {
    const odoo = await world.addOdoo();
    const invoiced = changed(orderOf(1003), invoiceOf(1003));
    await world.mirror(odoo, invoiced);
    await world.tell();
    const first = await world.story("WHOUT1003");
    await world.mirror(odoo, { "account.move,31": { ...invoiced["account.move,31"], state: "draft" } });
    expect(await world.tell()).toBe(1);
    expect((await world.story("WHOUT1003")).numbers).not.toContain("invoice INV/2026/1003");
    await world.mirror(odoo, { "account.move,31": invoiced["account.move,31"] ?? null });
    expect(await world.tell()).toBe(1);
    const last = await world.story("WHOUT1003");
    expect([last.events, last.numbers]).toEqual([first.events, first.numbers]);
    expect(
      await world.db.select().from(inboxMessage).where(eq(inboxMessage.connectionId, odoo.connectionId)),
    ).toHaveLength(3);
    expect(await rebuilt()).toBe(true);
  });

  it("forget a tracking number that was corrected", async () => {
    const odoo = await world.addOdoo();
    const withNumber = (number: string) =>
      changed(orderOf(1004), { "stock.picking,12": { carrier_tracking_ref: number } });
    await world.mirror(odoo, withNumber("TYPO-1"));
    await world.tell();
    await world.mirror(odoo, withNumber("RIGHT-1"));
    await world.tell();
    expect((await world.story("WHOUT1004")).numbers).toContain("tracking RIGHT-1");
    expect((await world.story("TYPO1")).shipmentIds).toEqual([]);
    expect(await rebuilt()).toBe(true);
  });

  it("stay two shipments when people give both one tracking number, now or later", async () => {
    const odoo = await world.addOdoo();
    const first = changed(orderOf(1009), { "stock.picking,12": { carrier_tracking_ref: "BOTH-1" } });
    const second = { ...first["stock.picking,12"], name: "WH/OUT/1009-2" };
    await world.mirror(odoo, changed(first, { "stock.picking,13": second }));
    await world.tell();
    expect((await world.story("BOTH1")).shipmentIds).toHaveLength(2);
  });

  it("carry their returns: a return makes no shipment, and finds the one it came from", async () => {
    const odoo = await world.addOdoo();
    const done = changed(orderOf(1005), DONE);
    await world.mirror(odoo, done);
    await world.tell();
    await world.mirror(odoo, {
      "stock.picking,20": {
        ...done["stock.picking,12"],
        name: "WH/IN/1005",
        picking_type_code: "incoming",
        date_done: "2026-11-25 10:00:00",
        return_id: [12, "WH/OUT/1005"],
      },
      "stock.move,200": { picking_id: [20, "WH/IN/1005"], state: "done", product_uom_qty: 3, quantity: 3 },
    });
    expect(await world.tell()).toBe(1);
    const story = await world.story("WHOUT1005");
    expect(story.status).toBe("return_received");
    expect((await world.story("WHIN1005")).shipmentIds).toEqual(story.shipmentIds);
  });

  it("are cancelled when Odoo has them no more, but not with an invoice of theirs", async () => {
    const odoo = await world.addOdoo();
    await world.mirror(odoo, changed(orderOf(1006), invoiceOf(1006, "draft")));
    await world.tell();
    await world.mirror(odoo, { "account.move,31": null });
    await world.tell();
    expect((await world.story("WHOUT1006")).events.join()).not.toContain("invoice");
    await world.mirror(odoo, { "stock.picking,12": null });
    await world.tell();
    expect((await world.story("WHOUT1006")).status).toBe("cancelled");
  });

  it("of two Odoos with the same names are two shipments", async () => {
    for (const database of ["erp", "erp"]) await world.mirror(await world.addOdoo(database), orderOf(1007));
    await world.tell();
    expect((await world.story("WHOUT1007")).shipmentIds).toHaveLength(2);
  });

  it("that can't be told leave the others alone, are told by the doctor, and are tried again later", async () => {
    const odoo = await world.addOdoo();
    await world.mirror(odoo, orderOf(1010));
    const broken = orderOf(1011)["stock.picking,12"];
    await world.mirror(odoo, { "stock.picking,13": { ...broken, state: "assigned" } });
    await world.db
      .update(odooDelivery)
      .set({ facts: sql`'{"stock.picking,13:gone": null}'::jsonb` })
      .where(and(eq(odooDelivery.connectionId, odoo.connectionId), eq(odooDelivery.pickingId, 13)));
    await world.tell();
    expect((await world.story("WHOUT1010")).shipmentIds).toHaveLength(1);
    const [held] = await world.db
      .select()
      .from(odooDelivery)
      .where(and(eq(odooDelivery.connectionId, odoo.connectionId), eq(odooDelivery.pickingId, 13)));
    expect(held?.dirtyAt).not.toBeNull();
    expect(held?.failure).toBeTruthy();
    const backlog = await selectOdooBacklog(world.db, { ...odoo, limit: 10 });
    expect(backlog).toMatchObject({ failedDeliveries: 1 });
    await world.db
      .update(odooDelivery)
      .set({ facts: null, retryAt: new Date("2026-11-20T12:00:00Z") })
      .where(and(eq(odooDelivery.connectionId, odoo.connectionId), eq(odooDelivery.pickingId, 13)));
    await world.tell();
    expect((await world.story("WHOUT1011")).shipmentIds).toHaveLength(1);
    expect(await selectOdooBacklog(world.db, { ...odoo, limit: 10 })).toMatchObject({ failedDeliveries: 0 });
  });

  it("tell when an invoice was posted from the chatter, in whatever language it was noted", async () => {
    const odoo = await world.addOdoo();
    await world.mirror(odoo, changed(orderOf(1008), invoiceOf(1008)));
    await world.tell();
    expect((await world.story("WHOUT1008")).events).toContain("actual invoice_posted 2026-11-21");
    await world.mirror(odoo, {
      "mail.message,900": { model: "account.move", res_id: 31, create_date: "2026-11-21 10:15:00" },
      "mail.tracking.value,901": {
        create_date: "2026-11-21 10:15:00",
        old_value_char: "Brouillon",
        new_value_char: "Comptabilisé",
        mail_message_id: [900, "Facture"],
      },
    });
    await world.tell();
    expect((await world.story("WHOUT1008")).events).toContain("actual invoice_posted 2026-11-21T10:15:00");
  });
});

describe("what marks a delivery", () => {
  it.each([
    ["its order", { "sale.order,5": { amount_total: 1 } }],
    ["a line of its order", { "sale.order.line,50": { qty_delivered: 1 } }],
    ["a move", { "stock.move,120": { quantity: 9 } }],
    ["an invoice of its order", { "account.move,31": { payment_state: "partial" } }],
    ["a payment of that invoice", { "account.payment,7": { invoice_ids: [31], date: "2026-11-24" } }],
    [
      "a carrier's bill that names it",
      { "account.move,40": { move_type: "in_invoice", invoice_origin: "WH/OUT/9, WH/OUT/2001" } },
    ],
    ["a note in its chatter", { "mail.message,900": { model: "stock.picking", res_id: 12 } }],
    ["a file attached to it", { "ir.attachment,80": { res_model: "stock.picking", res_id: 12 } }],
    ["the customer's address, which is read after it,", { "res.partner,31": { city: "Joliet" } }],
    ["a return of it", { "stock.picking,20": { name: "WH/IN/1", return_id: [12, "WH/OUT/2001"] } }],
  ])("%s does", async (_what, change) => {
    const odoo = await world.addOdoo();
    const records = changed(orderOf(2001), invoiceOf(2001));
    await world.mirror(odoo, records);
    await world.tell();
    const keys = Object.keys(change);
    const next = changed(records, change as Record<string, OdooValues>);
    await world.mirror(odoo, Object.fromEntries(keys.map((key) => [key, next[key] ?? null])));
    expect(await dirty(odoo)).toContain(12);
    await world.tell();
  });

  it.each([
    ["another customer's new name", { "res.partner,33": { name: "Borealis Ltd" } }],
    ["a product", { "product.product,3": { name: "Boots" } }],
    ["another order", { "sale.order,6": { name: "S2003" } }],
    [
      "a bill of something else",
      { "account.move,41": { move_type: "in_invoice", invoice_origin: "P00001" } },
    ],
  ])("%s does not", async (_what, change) => {
    const odoo = await world.addOdoo();
    await world.mirror(odoo, orderOf(2002));
    await world.tell();
    await world.mirror(odoo, change as Record<string, OdooValues>);
    expect(await dirty(odoo)).toEqual([]);
  });
});

describe("a load and the delivery of its order", () => {
  const halves = async (n: number) => {
    const odoo = await world.addOdoo();
    const tms = await world.addConnection({ name: "TMS", partnerKind: "tms" });
    const order = async () => {
      await world.mirror(odoo, orderOf(n));
      await world.tell();
    };
    const tender = async () => {
      await world.receive(tms, tenderOf(`L${n}`, `S${n}`));
      await world.drain();
    };
    return { odoo, order, tender };
  };

  it("are one shipment, whichever comes first: the tender's plan, the order's customer", async () => {
    const one = await halves(3001);
    await one.tender();
    await one.order();
    const other = await halves(3002);
    await other.order();
    await other.tender();
    const stories = [await world.story("S3001", "order"), await world.story("S3002", "order")];
    for (const [index, story] of stories.entries()) {
      expect(story.shipmentIds).toHaveLength(1);
      expect(story.numbers).toEqual(
        expect.arrayContaining([`shipment L300${index + 1}`, `delivery_note WH/OUT/300${index + 1}`]),
      );
      const { rows } = await world.db.execute(
        sql`select customer, carrier, view -> 'stops' -> 0 ->> 'latestAt' as pickup from shipment_state where shipment_id = ${story.shipmentIds[0]}`,
      );
      expect(rows[0]).toMatchObject({
        customer: "Aldgate Retail",
        carrier: "RDFX",
        pickup: String(Date.parse("2026-11-21T16:00:00Z")),
      });
    }
    expect(stories[0]?.events).toEqual(stories[1]?.events);
    expect(await rebuilt()).toBe(true);
  });

  it("stay two when the order has a second delivery: which of them the load is would be a guess", async () => {
    const { odoo, order, tender } = await halves(3003);
    await order();
    const second = { ...orderOf(3003)["stock.picking,12"], name: "WH/OUT/3003-2" };
    await world.mirror(odoo, { "stock.picking,13": second });
    await world.tell();
    await tender();
    expect((await world.story("S3003", "order")).shipmentIds).toHaveLength(3);
  });

  it("meet a status that came before both, by the PRO the carrier accepted the load with", async () => {
    const { order, tender } = await halves(3004);
    const carrier = await world.addConnection({ name: "RDFX", carrierScac: "RDFX" });
    await world.receive(
      carrier,
      x12("214", ["B10*PRO3004*L3004*RDFX", "LX*1", "AT7*AF*NS***20261121*0930*LT", "MS1*RENO*NV*US"], {
        sender: "RDFX",
      }),
    );
    await world.drain();
    await order();
    await tender();
    const story = await world.story("PRO3004");
    expect(story.shipmentIds).toHaveLength(1);
    expect(story.status).toBe("picked_up");
    expect(story.numbers).toContain("delivery_note WH/OUT/3004");
  });
});

it("any order in which the mirror fills, told after each step or at the end, gives the same story", async () => {
  const whole = (n: number) =>
    changed(orderOf(n), {
      ...DONE,
      ...invoiceOf(n),
      "mail.message,900": { model: "account.move", res_id: 31 },
      "mail.tracking.value,901": {
        create_date: "2026-11-21 10:15:00",
        old_value_char: "Draft",
        new_value_char: "Posted",
        mail_message_id: [900, "x"],
      },
      "account.payment,7": { invoice_ids: [31], date: "2026-11-24" },
    });
  const keys = Object.keys(whole(0));
  let n = 5000;
  const stories: unknown[] = [];
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(keys, { minLength: keys.length }),
      fc.array(fc.boolean(), { minLength: keys.length, maxLength: keys.length }),
      async (order, tellsAfter) => {
        n += 1;
        const odoo = await world.addOdoo(`erp${n}`);
        for (const [index, key] of order.entries()) {
          await world.mirror(odoo, { [key]: whole(n)[key] ?? null });
          if (tellsAfter[index]) await world.tell();
        }
        await world.mirror(odoo, {
          "res.partner,31": whole(n)["res.partner,31"] ?? null,
          "stock.move,120": whole(n)["stock.move,120"] ?? null,
        });
        await world.tell();
        const story = await world.story(`WHOUT${n}`);
        expect(story.shipmentIds).toHaveLength(1);
        const plain = JSON.stringify([story.status, story.stage, story.events, story.numbers]).replaceAll(
          String(n),
          "N",
        );
        stories.push(plain);
        expect(plain).toBe(stories[0]);
      },
    ),
    { numRuns: 12 },
  );
  expect(await rebuilt()).toBe(true);
}, 120_000);
