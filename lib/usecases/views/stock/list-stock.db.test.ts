import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readStockQuery } from "@/lib/contracts/stock/stock-query";
import type { Role } from "@/lib/domain/access/role";
import type { Context } from "@/lib/usecases/context";
import { type PipelineWorld, pipelineWorld } from "@/lib/usecases/pipeline/testing/pipeline-world";
import { OdooShelves } from "@/lib/usecases/stock/testing/odoo-shelves";
import { listStock } from "./list-stock";

const NOW = new Date("2026-11-20T12:00:00Z");
let world: PipelineWorld;
let west: string;
let silent: string;
let odooId: string;

const as = (role: Role): Context => ({
  db: world.db,
  now: () => NOW,
  actor: {
    kind: "user",
    id: uuidv7(),
    companyId: world.companyId,
    role,
    name: "Ada",
    email: "a@example.test",
  },
});
const list = (params: Record<string, string> = {}) => listStock(as("finance"), readStockQuery(params));
const products = (page: Awaited<ReturnType<typeof list>>) => page.rows.map(({ product }) => product);

beforeAll(async () => {
  world = await pipelineWorld(() => NOW);
  west = await world.addConnection({ dialect: "csv-stock", name: "West" });
  silent = await world.addConnection({ dialect: "json-stock", name: "East" });
  odooId = await world.addConnection({ dialect: "odoo", name: "Odoo" });
  await new OdooShelves(world.db, world.companyId, odooId, () => NOW).open();
  await world.db.execute(sql`
    insert into stock_discrepancy (company_id, id, odoo_connection_id, connection_id, product, product_name, location, reason, odoo_quantity,
      stated_quantity, tolerance, odoo_product_id, stated_at, message_id, opened_at, changed_at, closed_at, closed_because)
    select ${world.companyId}, gen_random_uuid(), ${odooId}, ${west}, 'P-' || lpad(i::text, 3, '0'), 'Tote 100% wool', case when i % 2 = 0 then 'WH/A' else 'WH/B' end,
      case when i = 7 then 'unknown_product' else 'quantity' end, 10.50, i, 0, 5, ${NOW.toISOString()}::timestamptz, gen_random_uuid(),
      ${NOW.toISOString()}::timestamptz - make_interval(mins => (i / 3)), now(),
      case when i > 120 then ${NOW.toISOString()}::timestamptz - make_interval(days => i - 120) end, case when i > 120 then 'agrees' end
    from generate_series(1, 160) i`);
  await world.db.execute(sql`
    insert into stock_source (company_id, connection_id, stated_at, message_id)
    values (${world.companyId}, ${west}, ${NOW.toISOString()}::timestamptz, gen_random_uuid())`);
});
afterAll(() => world.close());

describe("the list of stock differences", () => {
  it("pages by key through every open one once, also those opened at the same moment, and back", async () => {
    const seen: string[] = [];
    let page = await list();
    const first = products(page);
    for (;;) {
      seen.push(...products(page));
      if (!page.older) break;
      page = await list({ after: page.older });
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
    page = await list({ before: page.newer ?? "" });
    page = await list({ before: page.newer ?? "" });
    expect(products(page)).toEqual(first);
    expect(page.newer).toBeNull();
  });

  it("narrows by place, reason and text, which is taken as written", async () => {
    expect((await list({ location: "WH/A" })).rows.every(({ location }) => location === "WH/A")).toBe(true);
    expect(products(await list({ reason: "unknown_product" }))).toEqual(["P-007"]);
    expect(products(await list({ q: "p-01_" }))).toEqual([]);
    expect(products(await list({ q: "p-019" }))).toEqual(["P-019"]);
    expect((await list({ q: "100% w" })).rows).toHaveLength(50);
    expect(products(await list({ connection: silent }))).toEqual([]);
  });

  it("shows what closed in the last 30 days, the latest first", async () => {
    const page = await list({ tab: "closed" });
    expect(page.rows).toHaveLength(30);
    expect(products(page)[0]).toBe("P-121");
  });

  it("says exact quantities, their difference, and where Odoo shows the product", async () => {
    const [row] = (await list({ q: "P-003" })).rows;
    expect(row).toMatchObject({
      odooQuantity: "10.5",
      statedQuantity: "3",
      difference: "-7.5",
      odooHref: "https://odoo.example.com/odoo/product.product/5",
    });
  });

  it("names warehouses that said nothing yet, first, and an Odoo that is not heard", async () => {
    const { warehouses, odoos, openCount } = await list();
    expect(warehouses.map(({ name, statedAt }) => [name, statedAt === null])).toEqual([
      ["East", true],
      ["West", false],
    ]);
    expect(odoos).toMatchObject([{ name: "Odoo", state: "compared" }]);
    expect(openCount).toEqual({ count: 120, more: false });
  });

  it("leaves out of an address what it can't read", async () => {
    expect((await list({ after: "x", tab: "all", reason: "?", connection: "1" })).rows).toHaveLength(50);
  });

  it("holds nothing of another company", async () => {
    const { rows } = await world.db.execute<{ id: number }>(sql`
      insert into company (slug, name, default_zone) values ('other', 'Other', 'UTC') returning id`);
    const ctx = as("admin");
    const other = { ...ctx, actor: { ...ctx.actor, companyId: Number(rows[0]?.id) } };
    const page = await listStock(other, readStockQuery({}));
    expect([page.rows, page.warehouses, page.odoos, page.locations]).toEqual([[], [], [], []]);
  });
});
