import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OdooSettings } from "@/lib/domain/odoo/connection";
import { type PipelineWorld, pipelineWorld } from "@/lib/usecases/pipeline/testing/pipeline-world";
import { compareStockRound } from "./compare-stock";
import { OdooShelves } from "./testing/odoo-shelves";

const MINUTE_MS = 60_000;
const START = Date.parse("2026-11-20T12:00:00Z");

let clock: number;
let world: PipelineWorld;
let odoo: OdooShelves;
let warehouse: string;

beforeEach(async () => {
  clock = START;
  world = await pipelineWorld(() => new Date(clock));
  warehouse = await world.addConnection({ dialect: "csv-stock", partnerKind: "wms", name: "West warehouse" });
  odoo = await openOdoo();
});
afterEach(() => world.close());

async function openOdoo(settings: Partial<OdooSettings> = {}): Promise<OdooShelves> {
  const id = await world.addConnection({ dialect: "odoo", partnerKind: "erp", name: "Odoo" });
  const made = new OdooShelves(world.db, world.companyId, id, () => new Date(clock));
  await made.open(settings);
  return made;
}

const setting = (change: Partial<OdooSettings>) =>
  world.db.execute(sql`update odoo_connection set settings = settings || ${JSON.stringify(change)}::jsonb`);

/** A file of the warehouse, counted some minutes ago, through the inbox and the pipeline. */
async function states(
  rows: readonly string[],
  { agoMinutes = 60, header = "sku,location,quantity,unit,counted_at" } = {},
) {
  const at = new Date(clock - agoMinutes * MINUTE_MS).toISOString();
  const ids = await world.receive(
    warehouse,
    [header, ...rows.map((row) => row.replace("AT", at))].join("\n"),
  );
  await world.drain();
  return ids[0] ?? "";
}

async function ignore(messageId: string): Promise<void> {
  await world.db.execute(sql`
    insert into message_decision (company_id, message_id, kind, shipment_ids, decided_by, decided_at)
    values (${world.companyId}, ${messageId}, 'ignore', '{}', 'Ada', now())`);
  await world.db.execute(sql`
    insert into reprocess_request (company_id, message_id, cause, requested_at)
    values (${world.companyId}, ${messageId}, 'ignore', now())`);
  await world.drain();
}

async function compare(): Promise<void> {
  await odoo.heard();
  for (let more = true; more; ) more = await compareStockRound(world.deps);
}

const wait = (minutes: number) => {
  clock += minutes * MINUTE_MS;
};

interface Line extends Record<string, unknown> {
  readonly product: string;
  readonly said: string;
  readonly reason: string;
  readonly open: boolean;
}

async function discrepancies(): Promise<Line[]> {
  const { rows } = await world.db.execute<Line>(sql`
    select product, location || ': ' || odoo_quantity || ' / ' || stated_quantity as said, reason, closed_at is null as open
    from stock_discrepancy order by product, location, opened_at`);
  return rows;
}

const said = async () =>
  (await discrepancies()).filter(({ open }) => open).map((row) => `${row.product} ${row.said}`);

describe("a warehouse's word", () => {
  const words = async () => {
    const { rows } = await world.db.execute<{ word: string }>(sql`
      select product || ' ' || location || ' ' || quantity || case when unlisted then ' unlisted' else '' end as word
      from stock_statement order by 1`);
    return rows.map((row) => row.word);
  };

  it("is kept by product and location, the newest count of each, whatever order files come in", async () => {
    await states(["P-1,A,10,EA,AT", "P-2,A,4,EA,AT"], { agoMinutes: 30 });
    await states(["P-1,A,99,EA,AT", "P-3,A,1,EA,AT"], { agoMinutes: 60 });
    expect(await words()).toEqual(["P-1 A 10", "P-2 A 4", "P-3 A 1"]);
  });

  it("is read by the mapping its connection holds", async () => {
    warehouse = await world.addConnection({
      dialect: "csv-stock",
      csvMapping: { columns: { product: "Ref", quantity: "Dispo" }, location: "LYON", decimal: "," },
    });
    await states(["P-1;1,500"], { header: "Ref;Dispo" });
    expect(await words()).toEqual(["P-1 LYON 1.5"]);
  });

  it("is the same after its messages ran again", async () => {
    await states(["P-1,A,10,EA,AT"], { agoMinutes: 60 });
    await states(["P-1,A,12,EA,AT"], { agoMinutes: 30 });
    const before = await world.db.execute(sql`select * from stock_statement`);
    await world.db.execute(sql`
      insert into reprocess_request (company_id, message_id, cause, requested_at) select company_id, id, 'replay', now() from inbox_message`);
    await world.drain();
    expect((await world.db.execute(sql`select * from stock_statement`)).rows).toEqual(before.rows);
  });

  it("that speaks of the future is taken as of its receipt, so that later words still count", async () => {
    await states(["P-1,A,10,EA,2027-01-01T00:00:00Z"]);
    wait(5);
    await states(["P-1,A,11,EA,"]);
    expect(await words()).toEqual(["P-1 A 11"]);
  });

  it("leaves what a partial list does not name as it was; a complete list sets it to zero", async () => {
    const header = "sku,location,quantity,counted_at,snapshot";
    await states(["P-1,A,10,EA,AT", "P-2,A,4,EA,AT"], { agoMinutes: 60 });
    await states(["P-1,A,9,EA,AT"], { agoMinutes: 40 });
    expect(await words()).toEqual(["P-1 A 9", "P-2 A 4"]);
    await states(["P-1,A,8,AT,complete"], { agoMinutes: 30, header });
    expect(await words()).toEqual(["P-1 A 8", "P-2 A 0 unlisted"]);
  });

  it("counts more than a complete list that was made before it", async () => {
    await states(["P-1,A,10,EA,AT"], { agoMinutes: 20 });
    await states(["P-2,A,8,AT,complete"], {
      agoMinutes: 30,
      header: "sku,location,quantity,counted_at,snapshot",
    });
    expect(await words()).toEqual(["P-1 A 10", "P-2 A 8"]);
  });

  it("is taken back with the message that a person ignores", async () => {
    const messageId = await states(["P-1,A,10,EA,AT"]);
    await ignore(messageId);
    expect(await words()).toEqual([]);
  });
});

describe("a discrepancy", () => {
  beforeEach(async () => {
    await odoo.product(1, "P-1");
    await odoo.quant(11, 1, { location: "WH/Stock", quantity: 10 });
  });

  it("opens where Odoo and the warehouse differ, follows both, and closes itself when they agree", async () => {
    await states(["P-1,WH/Stock,7,EA,AT"]);
    await compare();
    expect(await said()).toEqual(["P-1 WH/Stock: 10 / 7"]);
    await states(["P-1,WH/Stock,8,EA,AT"], { agoMinutes: 10 });
    await compare();
    expect(await said()).toEqual(["P-1 WH/Stock: 10 / 8"]);
    wait(1);
    await odoo.quant(11, 1, { location: "WH/Stock", quantity: 8, writeDate: "2026-11-20 12:00:30" });
    await compare();
    expect(await discrepancies()).toEqual([
      { product: "P-1", said: "WH/Stock: 10 / 8", reason: "quantity", open: false },
    ]);
  });

  it("does not open while goods just moved in one system and not yet in the other", async () => {
    await states(["P-1,WH/Stock,10,EA,AT"]);
    await compare();
    await odoo.quant(11, 1, { location: "WH/Stock", quantity: 6, writeDate: "2026-11-20 12:00:00" });
    await compare();
    expect(await said()).toEqual([]);
    wait(14);
    await compare();
    expect(await said()).toEqual([]);
    await states(["P-1,WH/Stock,6,EA,AT"], { agoMinutes: 0 });
    await compare();
    wait(30);
    await compare();
    expect(await discrepancies()).toEqual([]);
  });

  it("opens once a difference outlasts the grace, though nothing was said since", async () => {
    await states(["P-1,WH/Stock,10,EA,AT"]);
    await odoo.quant(11, 1, { location: "WH/Stock", quantity: 6, writeDate: "2026-11-20 12:00:00" });
    await compare();
    wait(15);
    await compare();
    expect(await said()).toEqual(["P-1 WH/Stock: 6 / 10"]);
  });

  it("is not held up by a warehouse that repeats itself every few minutes", async () => {
    for (let times = 0; times < 4; times += 1) {
      await states(["P-1,WH/Stock,7,EA,AT"], { agoMinutes: 0 });
      await compare();
      wait(5);
    }
    expect(await said()).toEqual(["P-1 WH/Stock: 10 / 7"]);
  });

  it("stays within tolerance of units or of a share of the larger side", async () => {
    await setting({ stockToleranceUnits: 2, stockTolerancePercent: 10 });
    await odoo.product(2, "P-2");
    await odoo.quant(12, 2, { location: "WH/Stock", quantity: 1000 });
    await states(["P-1,WH/Stock,8,EA,AT", "P-2,WH/Stock,900,EA,AT"]);
    await compare();
    expect(await said()).toEqual([]);
    await states(["P-1,WH/Stock,7.9,EA,AT", "P-2,WH/Stock,899,EA,AT"], { agoMinutes: 20 });
    await compare();
    expect(await said()).toEqual(["P-1 WH/Stock: 10 / 7.9", "P-2 WH/Stock: 1000 / 899"]);
  });

  it("adds lots, shelves below and codes that are one location in Odoo", async () => {
    await setting({ stockLocations: { "a-01": "WH/Stock", "A-02": "WH/Stock" } });
    await odoo.quant(12, 1, { location: "WH/Stock/Shelf 2", quantity: 0.1 });
    await odoo.quant(13, 1, { location: "WH/Stock/Shelf 2", quantity: 0.2 });
    await states(["p-1,A-01,4.3,EA,AT", "p-1,A-02,6,EA,AT"]);
    await compare();
    expect(await discrepancies()).toEqual([]);
    await states(["p-1,A-02,5,EA,AT"], { agoMinutes: 30 });
    await compare();
    expect(await said()).toEqual(["p-1 WH/Stock: 10.3 / 9.3"]);
  });

  it("says when Odoo knows no such product or location, unless nothing of it is there", async () => {
    await states([
      "P-9,WH/Stock,3,EA,AT",
      "P-8,WH/Stock,0,EA,AT",
      "P-1,DOCK,2,EA,AT",
      "P-1,WH/Stock,10,EA,AT",
    ]);
    await compare();
    expect(await discrepancies()).toEqual([
      { product: "P-1", said: "DOCK: 0 / 2", reason: "unknown_location", open: true },
      { product: "P-9", said: "WH/Stock: 0 / 3", reason: "unknown_product", open: true },
    ]);
  });

  it("finds a product by its barcode where no internal reference fits", async () => {
    await odoo.product(3, false, { barcode: "4006381333931" });
    await odoo.quant(14, 3, { location: "WH/Stock", quantity: 5 });
    await states(["4006381333931,WH/Stock,5,EA,AT"]);
    await compare();
    expect(await discrepancies()).toEqual([]);
  });

  it("is found on what a complete list leaves out, also on what Odoo came to hold later", async () => {
    const header = "sku,location,quantity,counted_at,snapshot";
    await odoo.product(2, "P-2");
    await odoo.product(3, "P-3");
    await odoo.quant(12, 2, { location: "WH/Stock/Shelf 2", quantity: 4 });
    await odoo.quant(13, 2, { location: "OTHER/Stock", quantity: 50 });
    await states(["P-1,WH/Stock,10,AT,complete"], { header });
    await compare();
    expect(await said()).toEqual(["P-2 WH/Stock: 4 / 0"]);
    await odoo.quant(14, 3, { location: "WH/Stock", quantity: 7 });
    await compare();
    expect(await said()).toEqual(["P-2 WH/Stock: 4 / 0", "P-3 WH/Stock: 7 / 0"]);
  });

  it("closes when the message it came from is taken back", async () => {
    const messageId = await states(["P-1,WH/Stock,7,EA,AT"]);
    await compare();
    await ignore(messageId);
    expect(await said()).toEqual([]);
  });

  it("is not made of an Odoo that was not heard for long, nor of one half loaded", async () => {
    await states(["P-1,WH/Stock,7,EA,AT"]);
    wait(20);
    await compareStockRound(world.deps);
    expect(await discrepancies()).toEqual([]);
    await world.db.execute(sql`update odoo_pull set loaded_at = null where model = 'product.product'`);
    await compare();
    expect(await discrepancies()).toEqual([]);
    await world.db.execute(sql`update odoo_pull set loaded_at = now()`);
    await compare();
    expect(await said()).toEqual(["P-1 WH/Stock: 10 / 7"]);
  });

  it("is held only against the Odoo that knows the product, where a company has several", async () => {
    const other = await openOdoo();
    await other.product(1, "X-1");
    await other.quant(1, 1, { location: "WH/Stock", quantity: 1 });
    await states(["P-1,WH/Stock,10,EA,AT", "X-1,WH/Stock,1,EA,AT", "Z,WH/Stock,1,EA,AT"]);
    await compare();
    const { rows } = await world.db.execute<{ product: string; first: boolean }>(sql`
      select product, odoo_connection_id = ${odoo.connectionId} as first from stock_discrepancy`);
    expect(rows).toEqual([{ product: "Z", first: true }]);
  });

  it("of a renamed product is found by the hourly pass", async () => {
    await states(["P-1,WH/Stock,10,EA,AT"]);
    await compare();
    await odoo.product(1, "P-1-NEW");
    await compare();
    expect(await said()).toEqual([]);
    wait(61);
    await compare();
    wait(16);
    await compare();
    expect(await said()).toEqual(["P-1 WH/Stock: 0 / 10"]);
  });

  it("opens once, however many workers compare at the same time", async () => {
    await states(Array.from({ length: 300 }, (_, index) => `N-${index},WH/Stock,1,EA,AT`));
    await odoo.heard();
    await Promise.all([1, 2, 3].map(() => compareStockRound(world.deps)));
    expect(await said()).toHaveLength(300);
    expect(new Set(await said()).size).toBe(300);
  });
});

it("a message of another company never shows in this one's stock", async () => {
  const { rows } = await world.db.execute<{ id: number }>(sql`
    insert into company (slug, name, default_zone) values ('other', 'Other', 'UTC') returning id`);
  const foreign = { companyId: Number(rows[0]?.id), connectionId: uuidv7() };
  await odoo.product(1, "P-1");
  await world.db.execute(sql`
    insert into stock_statement (company_id, connection_id, product, location, quantity, stated_at, message_id, due_at)
    values (${foreign.companyId}, ${foreign.connectionId}, 'P-1', 'WH/Stock', 5, now(), ${uuidv7()}, now())`);
  await compare();
  expect(await discrepancies()).toEqual([]);
});
