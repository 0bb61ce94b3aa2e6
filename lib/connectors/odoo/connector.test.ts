import { describe, expect, it } from "vitest";
import { odooConnector } from "./connector";
import { deliveryStory } from "./delivery-story";
import { trackingNumbers } from "./references";
import { changed, contentOf, ORDERED, said, tell } from "./testing/delivery-world";

const DONE = {
  "stock.picking,12": { state: "done", date_done: "2026-11-20 13:05:00" },
  "stock.move,120": { state: "done" },
};
const INVOICE = {
  "account.move,31": {
    name: "INV/2026/00031",
    move_type: "out_invoice",
    state: "posted",
    payment_state: "not_paid",
    invoice_date: "2026-11-21",
    create_date: "2026-11-21 09:00:00",
  },
  "account.move.line,310": { move_id: [31, "INV"], sale_line_ids: [50] },
};
const line = (content: Parameters<typeof tell>[0]) => tell(content).parsed.events.map(said);

describe("an order on its way out", () => {
  it("is confirmed, released and ready, with its plan and its numbers", () => {
    const { parsed } = tell(contentOf(ORDERED));
    expect(parsed.events.map(said)).toEqual([
      "planned delivered 2026-11-22T17:00:00Z",
      "order_confirmed 2026-11-18T08:00:00Z",
      "order_released 2026-11-18T08:00:01Z",
      "picking_started 2026-11-18T08:00:01Z",
    ]);
    expect(parsed.documents).toMatchObject([
      { type: "delivery", number: "WH/OUT/00012", aboutOne: true, soleDelivery: true },
    ]);
    expect(parsed.references).toEqual([
      { type: "delivery_note", value: "WH/OUT/00012", scope: "erp/1" },
      { type: "order", value: "S00012", scope: "erp/1" },
      { type: "purchase_order", value: "PO-4711" },
    ]);
    expect(parsed.events[0]?.facts).toEqual({
      customer: { name: "Aldgate Retail", code: "ALD" },
      carrier: { name: "NordHaul Freight" },
      stops: [
        {
          sequence: 1,
          kind: "pickup",
          place: { name: "Main", code: "WH", city: "Reno", country: "US" },
          earliest: null,
          latest: { local: "2026-11-20T12:00:00", offset: "Z" },
        },
        {
          sequence: 2,
          kind: "delivery",
          place: {
            name: "Aldgate Retail, Chicago",
            city: "Chicago",
            region: "IL",
            postalCode: "60601",
            country: "US",
          },
          earliest: null,
          latest: { local: "2026-11-22T17:00:00", offset: "Z" },
        },
      ],
    });
  });

  it("leaves when it is validated, or is handed over where the site says so", () => {
    const done = changed(ORDERED, DONE);
    expect(line(contentOf(done))).toContain("loaded 2026-11-20T13:05:00Z");
    expect(line(contentOf(done, { validatedMeans: "delivered" }))).toContain(
      "delivered 2026-11-20T13:05:00Z",
    );
  });

  it("is ready from when Odoo noted it, not from when it was made", () => {
    const history = [
      {
        record: "stock.picking,12",
        field: "state",
        from: "confirmed",
        to: "assigned",
        at: "2026-11-19 07:30:00",
      },
    ];
    expect(line(contentOf(ORDERED, { history }))).toContain("picking_started 2026-11-19T07:30:00Z");
  });

  it("carries every number people wrote into the tracking field", () => {
    expect(trackingNumbers("1Z999 ; NHF-22,  77001/77002")).toEqual(["1Z999", "NHF-22", "77001", "77002"]);
    expect(trackingNumbers(null)).toEqual([]);
    const { parsed } = tell(
      contentOf(changed(ORDERED, { "stock.picking,12": { carrier_tracking_ref: "A1001, B2002" } })),
    );
    expect(parsed.references.filter(({ type }) => type === "tracking").map(({ value }) => value)).toEqual([
      "A1001",
      "B2002",
    ]);
  });

  it.each(["Customer pickup", "N/A", "tbd", "1", "2 of 4", "???"])(
    "carries no tracking number where people wrote %s",
    (text) => expect(trackingNumbers(text)).toEqual([]),
  );

  it("says nothing while it is a draft", () => {
    expect(line(contentOf(changed(ORDERED, { "stock.picking,12": { state: "draft" } })))).toEqual([]);
  });
});

describe("less than was ordered", () => {
  const backorder = {
    "stock.picking,13": {
      ...ORDERED["stock.picking,12"],
      name: "WH/OUT/00013",
      backorder_id: [12, "WH/OUT/00012"],
    },
  };

  it("names the backorder the rest is on, and is not the only delivery of its order any more", () => {
    const { parsed } = tell(contentOf(changed(ORDERED, { ...DONE, ...backorder })));
    expect(parsed.events.map(said)).toContain(
      "loaded 2026-11-20T13:05:00Z, The rest follows on WH/OUT/00013",
    );
    expect(parsed.documents[0]).not.toHaveProperty("soleDelivery");
  });

  it("says when nothing follows, and is a delivery in part where validated means delivered", () => {
    const short = changed(ORDERED, {
      ...DONE,
      "stock.move,120": { state: "done", product_uom_qty: 2, quantity: 2 },
      "stock.move,121": { ...ORDERED["stock.move,120"], state: "cancel", product_uom_qty: 3, quantity: 0 },
    });
    expect(line(contentOf(short))).toContain("loaded 2026-11-20T13:05:00Z, 2 of 5 shipped; nothing follows");
    expect(line(contentOf(short, { validatedMeans: "delivered" }))).toContain(
      "delivered_partial 2026-11-20T13:05:00Z, 2 of 5 shipped; nothing follows",
    );
  });
});

describe("money", () => {
  it("tells an invoice from draft to paid, without amounts", () => {
    const paid = changed(ORDERED, {
      ...DONE,
      ...INVOICE,
      "account.move,31": { ...INVOICE["account.move,31"], payment_state: "paid", amount_total: 790 },
      "account.payment,7": { date: "2026-11-24", invoice_ids: [31] },
    });
    const history = [
      { record: "account.move,31", field: "state", from: "draft", to: "posted", at: "2026-11-21 10:15:00" },
    ];
    const events = line(contentOf(paid, { history }));
    expect(events.slice(-3)).toEqual([
      "invoice_drafted 2026-11-21T09:00:00Z",
      "invoice_posted 2026-11-21T10:15:00Z, INV/2026/00031",
      "invoice_paid 2026-11-24, INV/2026/00031",
    ]);
    expect(JSON.stringify(events)).not.toContain("790");
  });

  it("tells what came back, and the credit for it, on the delivery it was sent with", () => {
    const returned = changed(ORDERED, {
      ...DONE,
      ...INVOICE,
      "stock.picking,20": {
        ...ORDERED["stock.picking,12"],
        name: "WH/IN/00007",
        picking_type_code: "incoming",
        state: "done",
        date_done: "2026-11-25 10:00:00",
        create_date: "2026-11-24 08:00:00",
        return_id: [12, "WH/OUT/00012"],
      },
      "stock.move,200": { picking_id: [20, "WH/IN/00007"], state: "done", product_uom_qty: 3, quantity: 3 },
      "account.move,32": {
        name: "RINV/2026/00001",
        move_type: "out_refund",
        state: "posted",
        invoice_date: "2026-11-26",
        reversed_entry_id: [31, "INV"],
      },
    });
    const { parsed } = tell(contentOf(returned));
    expect(parsed.events.map(said)).toEqual(
      expect.arrayContaining([
        "return_initiated 2026-11-24T08:00:00Z",
        "return_received 2026-11-25T10:00:00Z, 3 of 10 returned",
        "credit_note_posted 2026-11-26, RINV/2026/00001",
      ]),
    );
    expect(parsed.events.find(({ milestone }) => milestone === "return_received")?.references).toEqual([
      { type: "delivery_note", value: "WH/IN/00007", scope: "erp/1" },
    ]);
  });

  it("says of a return that it was sent out again, and with which delivery", () => {
    const back = { ...ORDERED["stock.picking,12"], picking_type_code: "incoming", state: "done" };
    const again = changed(ORDERED, {
      ...DONE,
      "stock.picking,20": { ...back, name: "WH/IN/00007", return_id: [12, "WH/OUT/00012"] },
      "stock.picking,21": { ...back, name: "WH/OUT/00013", return_id: [20, "WH/IN/00007"] },
    });
    const told = tell(contentOf(again)).parsed.events.find(
      ({ milestone }) => milestone === "return_received",
    );
    expect(told?.note).toBe("0 of 10 returned; sent out again with WH/OUT/00013");
    expect(told?.references.map(({ value }) => value)).toEqual(["WH/IN/00007", "WH/OUT/00013"]);
  });

  it("leaves out invoices that bill another delivery's lines", () => {
    const other = changed(ORDERED, {
      ...INVOICE,
      "account.move.line,310": { move_id: [31, "INV"], sale_line_ids: [51] },
      "sale.order.line,51": { order_id: [5, "S00012"] },
    });
    expect(line(contentOf(other)).some((event) => event.startsWith("invoice"))).toBe(false);
  });

  it("tells the carrier's bill, which names the delivery only as where it is from", () => {
    const billed = changed(ORDERED, {
      "account.move,40": {
        name: "BILL/2026/11/0004",
        ref: "NHF-991",
        move_type: "in_invoice",
        state: "posted",
        invoice_date: "2026-11-23",
        create_date: "2026-11-23 08:00:00",
        invoice_origin: "WH/OUT/00011, WH/OUT/00012",
      },
    });
    expect(line(contentOf(billed))).toContain("vendor_bill_posted 2026-11-23, Vendor's number NHF-991");
  });

  it("leaves out the bill of another company that has a delivery of the same name", () => {
    const bill = (company: number) => ({
      "account.move,40": {
        name: "BILL/1",
        move_type: "in_invoice",
        state: "posted",
        invoice_origin: "WH/OUT/00012",
        company_id: [company, "Company"],
      },
    });
    const bills = (company: number) =>
      line(contentOf(changed(ORDERED, bill(company)))).filter((event) => event.startsWith("vendor_bill"));
    expect([bills(1).length, bills(2).length]).toEqual([2, 0]);
  });
});

describe("what is true no more", () => {
  it("takes a posting back when the invoice is set to draft, and tells the next one under a new id", () => {
    const posted = changed(ORDERED, INVOICE);
    const draft = changed(posted, { "account.move,31": { state: "draft" } });
    const first = tell(contentOf(posted));
    const second = tell(contentOf(draft), first.told, "2026-11-21T12:00:00Z");
    expect(second.parsed.events.filter(({ milestone }) => milestone === "event_voided")).toMatchObject([
      {
        voidsPartnerEventId: "account.move,31:posted",
        occurred: { local: "2026-11-21T12:00:00", offset: "Z" },
      },
    ]);
    const third = tell(contentOf(posted), second.told, "2026-11-21T13:00:00Z");
    expect(third.parsed.events.map(({ partnerEventId }) => partnerEventId)).toContain(
      "account.move,31:posted#2",
    );
  });

  it("takes a cancellation back when the order is reopened", () => {
    const cancelled = changed(ORDERED, {
      "stock.picking,12": { state: "cancel" },
      "sale.order,5": { state: "cancel" },
    });
    const first = tell(contentOf(ORDERED));
    const second = tell(contentOf(cancelled), first.told);
    expect(second.parsed.events.map(said)).toContain("cancelled, Order S00012 is cancelled");
    expect(second.parsed.events.some(({ milestone }) => milestone === "event_voided")).toBe(false);
    const third = tell(contentOf(ORDERED), second.told);
    expect(third.parsed.events.map(({ voidsPartnerEventId }) => voidsPartnerEventId)).toContain(
      "stock.picking,12:cancelled",
    );
  });

  it("takes readiness back when the goods are no longer reserved", () => {
    const first = tell(contentOf(ORDERED));
    const second = tell(
      contentOf(changed(ORDERED, { "stock.picking,12": { state: "confirmed" } })),
      first.told,
    );
    expect(second.parsed.events.map(({ voidsPartnerEventId }) => voidsPartnerEventId)).toContain(
      "stock.picking,12:assigned",
    );
  });

  it("cancels what was deleted, and leaves the rest of its story", () => {
    const first = tell(contentOf(ORDERED));
    const second = tell(contentOf(ORDERED, { deleted: true }), first.told);
    expect(second.parsed.events.map(said)).toEqual(["cancelled, Deleted in Odoo"]);
    expect(tell(contentOf(ORDERED, { deleted: true })).isNews).toBe(false);
  });

  it("takes nothing back when not everything could be read", () => {
    const first = tell(contentOf(changed(ORDERED, INVOICE)));
    const second = tell(contentOf(ORDERED, { cut: ["account.move"] }), first.told);
    expect(second.isNews).toBe(false);
  });
});

describe("saying it again", () => {
  it("is no news when nothing changed but the date of writing", () => {
    const first = tell(contentOf(ORDERED));
    const touched = changed(ORDERED, { "stock.picking,12": { write_date: "2026-11-20 12:30:00" } });
    expect(tell(contentOf(touched), first.told).isNews).toBe(false);
  });

  it("keeps the moment of what stays, and says what differs after it: of A, B, A the last A counts", () => {
    const later = changed(ORDERED, { "sale.order,5": { commitment_date: "2026-11-23 17:00:00" } });
    const a = tell(contentOf(ORDERED), null, "2026-11-20T12:00:00Z");
    const b = tell(contentOf(later), a.told, "2026-11-20T12:00:00Z");
    const again = tell(contentOf(ORDERED), b.told, "2026-11-20T12:00:00Z");
    const plans = [a, b, again].map(({ parsed }) => parsed.events[0]?.sent?.local);
    expect(plans).toEqual(["2026-11-20T12:00:00", "2026-11-20T12:00:01", "2026-11-20T12:00:02"]);
    expect(again.parsed.events[1]).toEqual(a.parsed.events[1]);
  });
});

describe("what has no story of its own", () => {
  it.each([
    ["a move within the house", { picking_type_code: "internal" }],
    ["a return", { return_id: [11, "WH/OUT/00011"] }],
  ])("%s", (_what, values) => {
    expect(deliveryStory(contentOf(changed(ORDERED, { "stock.picking,12": values })))).toBeNull();
  });

  it("bytes that are no delivery are kept, with the reason", () => {
    for (const bytes of [
      "{",
      '{"kind":"odoo-delivery"}',
      '{"kind":"odoo-delivery","database":"x","picking":1,"deleted":false,"validatedMeans":"loaded","records":{},"history":[],"cut":[],"say":{},"takeBack":{}}',
    ])
      expect(odooConnector.parse(Buffer.from(bytes), {})).toMatchObject({
        outcome: "quarantine",
        problems: [{ code: "invalid_structure" }],
      });
  });
});
