import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { odooRecord } from "@/db/schema/odoo";
import { readCommandQuery } from "@/lib/contracts/commands/command-query";
import { type OdooFixture, odooFixture } from "../odoo/testing/odoo-fixture";
import { listCommands } from "./list-commands";

let fixture: OdooFixture;
let ids: Record<"uncertain" | "rejected" | "pending" | "confirmed", readonly string[]>;

beforeAll(async () => {
  fixture = await odooFixture();
  ids = {
    confirmed: await fixture.addCommands(60, {
      state: "confirmed",
      result: { model: "account.move", id: 77, name: "BILL/2026/11/0007", state: "posted" },
    }),
    pending: await fixture.addCommands(30, { state: "pending" }),
    rejected: await fixture.addCommands(20, { state: "rejected", kind: "vendor_bill", payload: BILL }),
    uncertain: await fixture.addCommands(5, { state: "uncertain" }),
  };
});
afterAll(() => fixture.close());

const BILL = {
  companyId: 1,
  partnerId: 4,
  reference: "INV-1",
  origin: null,
  invoiceDate: "2026-11-20",
  currency: "USD",
  lines: [{ name: "Linehaul", quantity: "1", unitPrice: "1180.00" }],
  post: true,
};

const list = (params: Record<string, string> = {}) =>
  listCommands(fixture.contextOf("it"), readCommandQuery(params));

/** Every page from the first to the last, by the links a person would follow. */
async function walk(params: Record<string, string> = {}) {
  const pages = [await list(params)];
  for (let page = pages[0]; page?.older; page = pages.at(-1)) {
    pages.push(await list({ ...params, after: page.older }));
  }
  return pages;
}

describe("the writes to Odoo", () => {
  it("stand with what a person must look at first, each once, whichever page they fall on", async () => {
    const pages = await walk();
    expect(pages.map((page) => page.rows.length)).toEqual([50, 50, 15]);
    expect(pages.flatMap((page) => page.rows.map((row) => row.id))).toEqual([
      ...ids.uncertain,
      ...ids.rejected,
      ...ids.pending,
      ...ids.confirmed,
    ]);
  });

  it("go back by key to exactly the page before", async () => {
    const [first, second] = await walk();
    const back = await list({ before: second?.newer ?? "" });
    expect(back.rows.map((row) => row.id)).toEqual(first?.rows.map((row) => row.id));
    expect([back.newer, first?.newer]).toEqual([null, null]);
  });

  it("narrow by state, kind and connection, and page within one state", async () => {
    expect((await walk({ state: "confirmed" })).map((page) => page.rows.length)).toEqual([50, 10]);
    expect((await list({ kind: "vendor_bill" })).rows.map((row) => row.id)).toEqual(ids.rejected);
    expect((await list({ connection: fixture.connectionId, state: "uncertain" })).rows).toHaveLength(5);
    expect((await list({ kind: "accrual_entry" })).rows).toEqual([]);
  });

  it("are found by the start of an operation key, a document or a result's name, and by nothing else", async () => {
    expect((await list({ q: `note:${ids.uncertain[2]}` })).rows.map((row) => row.id)).toEqual([
      ids.uncertain[2],
    ]);
    expect((await list({ q: "stock.picking,60" })).rows.map((row) => row.id)).toEqual([ids.confirmed[59]]);
    expect((await list({ q: "BILL/2026", state: "confirmed" })).rows).toHaveLength(60);
    expect((await list({ q: "%" })).rows).toEqual([]);
  });

  it("are counted by state, the rail's number being those that wait for a person", async () => {
    const { counts } = await list();
    expect(counts.byState).toMatchObject({
      uncertain: { count: 5, more: false },
      pending: { count: 30, more: false },
      sent: { count: 0, more: false },
    });
    expect(counts.person).toEqual({ count: 25, more: false });
  });

  it("name their document as the mirror does and lead into Odoo's own screen", async () => {
    await fixture.db.insert(odooRecord).values({
      companyId: fixture.companyId,
      connectionId: fixture.connectionId,
      model: "stock.picking",
      odooId: 1,
      values: { id: 1 },
      contentHash: "x",
      name: "WH/OUT/00418",
      readAt: fixture.now,
      changedAt: fixture.now,
    });
    const [first, second] = (await list({ state: "uncertain" })).rows;
    expect(first?.document).toEqual({
      text: "WH/OUT/00418",
      href: "https://erp.example.test/odoo/stock.picking/1",
    });
    expect(second?.document.text).toBe("Delivery 2");
    const [bill] = (await list({ kind: "vendor_bill" })).rows;
    expect(bill?.amount).toEqual({ amount: "1180.00", currency: "USD" });
  });

  it("are not shown to who may not see them, nor to another company", async () => {
    await expect(
      listCommands(fixture.contextOf("customer_service"), readCommandQuery({})),
    ).rejects.toMatchObject({ code: "forbidden" });
    const foreign = await listCommands(fixture.strangerOf("it"), readCommandQuery({ q: "note:" }));
    expect(foreign.rows).toEqual([]);
    expect((await listCommands(fixture.strangerOf("it"), readCommandQuery({}))).rows).toEqual([]);
  });

  it("say that nothing is sent while no worker runs", async () => {
    expect((await list()).stale).toEqual({ workerSeenAt: null });
  });
});
