import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { odooDelivery, odooPull, odooRecord } from "@/db/schema/odoo";
import { type AdminCall, openAdmin } from "@/lib/cli/soak/odoo-pull/admin-rpc";
import { OdooError, type OdooErrorKind } from "@/lib/connectors/odoo/client/odoo-error";
import { startOdooStandIn } from "@/lib/odoo-stand-in/start";
import { pullRound } from "./pull-round";
import type { OdooLogin } from "./testing/plain-connection";
import { describePull } from "./testing/pull-rules";
import { type PullWorld, pullWorld } from "./testing/pull-world";

type StandIn = Awaited<ReturnType<typeof startOdooStandIn>>;

const started: StandIn[] = [];
afterAll(() => Promise.all(started.map((standIn) => standIn.close())));

async function start(): Promise<{ standIn: StandIn; login: OdooLogin }> {
  const standIn = await startOdooStandIn({ port: 0 });
  started.push(standIn);
  const { url, database, adminLogin, adminPassword } = standIn;
  return { standIn, login: { url, database, login: adminLogin, password: adminPassword } };
}

describePull(async () => (await start()).login);

describe("reading a stand-in", () => {
  let standIn: StandIn;
  let admin: AdminCall;
  let world: PullWorld;
  beforeAll(async () => {
    const made = await start();
    standIn = made.standIn;
    admin = await openAdmin(made.login);
    world = await pullWorld(made.login);
  });
  afterAll(() => world.close());

  const dirty = async () =>
    (await world.db.select().from(odooDelivery)).filter(({ dirtyAt }) => dirtyAt).length;
  const forget = async () => {
    for (const table of [odooDelivery, odooRecord, odooPull]) await world.db.delete(table);
  };
  const without = (model: string, kind: OdooErrorKind) =>
    world.through((reader) => ({
      search: (...asked) => reader.search(...asked),
      searchCount: (...asked) => reader.searchCount(...asked),
      searchRead: async (...asked) => {
        if (asked[0] === model) throw new OdooError(kind, "not now");
        return reader.searchRead(...asked);
      },
    }));

  it("finds a record whose transaction was held open while others wrote and were read", async () => {
    await world.only("res.partner");
    await world.read();
    standIn.holdOpen(({ method }) => (method === "create" ? 1_500 : 0));
    const held = admin<number>("res.partner", "create", [{ name: "Held open" }]);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    standIn.holdOpen(() => 0);
    await admin("res.partner", "create", [{ name: "Quick" }]);
    await world.read();
    const { watermark } = await world.pull("res.partner");
    const id = await held;
    await world.read();
    const record = await world.record("res.partner", id);
    expect(record?.writeDate?.localeCompare(watermark ?? "")).toBeLessThan(0);
  });

  it("tells no delivery before everything is loaded, and then each once", async () => {
    const partner = await admin<number>("res.partner", "create", [{ name: "Customer" }]);
    const product = await admin<number>("product.product", "create", [{ name: "Pallet", type: "consu" }]);
    const line = [0, 0, { product_id: product, product_uom_qty: 1 }];
    const [order] = await admin<number[]>("sale.order", "create", [
      [{ partner_id: partner, order_line: [line] }],
    ]);
    await admin("sale.order", "action_confirm", [[order]]);
    const pickings = await admin<number>("stock.picking", "search_count", [[]]);
    expect(pickings).toBeGreaterThan(0);
    await forget();
    await world.only("sale.order", "stock.picking");
    await pullRound(without("sale.order", "locked"));
    expect((await world.pull("stock.picking")).loadedAt).not.toBeNull();
    expect(await dirty()).toBe(0);
    await world.read();
    expect(await dirty()).toBe(pickings);
  });

  it("does not wait for a model that Odoo refuses", async () => {
    await forget();
    await pullRound(without("sale.order", "permission"));
    expect(await dirty()).toBeGreaterThan(0);
  });
});
