import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mirroredRecords } from "@/db/queries/odoo/bundle-records";
import { insertHints } from "@/db/queries/odoo/insert-hints";
import { claimModel } from "@/db/queries/odoo/pull-lease";
import { odooConnection, odooDelivery, odooPull, odooRecord } from "@/db/schema/odoo";
import { type AdminCall, openAdmin } from "@/lib/cli/soak/odoo-pull/admin-rpc";
import { OdooError, type OdooErrorKind } from "@/lib/connectors/odoo/client/odoo-error";
import { DEFAULT_ODOO_SETTINGS } from "@/lib/domain/odoo/connection";
import { startOdooStandIn } from "@/lib/odoo-stand-in/start";
import { pullRound } from "./pull-round";
import { readingPlans } from "./reading-plan";
import { sweepIds } from "./sweep-ids";
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
      read: (...asked) => reader.read(...asked),
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

  describe("what is found no more", () => {
    const PICKING = "stock.picking";
    const chooseCompanies = async (odooCompanyIds: readonly number[]) => {
      const [row] = await world.db.select().from(odooConnection);
      if (!row) throw new Error("there is no connection");
      await world.db.update(odooConnection).set({ settings: { ...row.settings, odooCompanyIds } });
    };
    const compareNow = async (deps = world.deps) => {
      await world.db.update(odooPull).set({ idSweptAt: new Date(0), idSweepFailedAt: null });
      await world.read(deps);
    };
    const settle = () => world.db.update(odooDelivery).set({ dirtyAt: null });
    const held = async () =>
      (await world.db.select().from(odooRecord)).filter(({ model }) => model === PICKING);
    /** As under a rule by which the reader sees these no more. */
    const hiding = (ids: ReadonlySet<number>) =>
      world.through((reader) => ({
        searchCount: (...asked) => reader.searchCount(...asked),
        search: async (...asked) => (await reader.search(...asked)).filter((id) => !ids.has(id)),
        searchRead: async (...asked) => (await reader.searchRead(...asked)).filter(({ id }) => !ids.has(id)),
        read: async (...asked) => {
          if (asked[1].some((id) => ids.has(id))) throw new OdooError("permission", "A rule hides it.");
          return reader.read(...asked);
        },
      }));

    beforeAll(async () => {
      await forget();
      await world.only(PICKING);
      await world.read();
      await settle();
    });
    afterAll(() => world.only("sale.order", PICKING));

    it("was not deleted when the site chose other companies: it says nothing, and is back with them", async () => {
      const before = await held();
      expect(before.length).toBeGreaterThan(0);
      await chooseCompanies([999]);
      await world.read();
      await settle();
      await compareNow();
      expect(await held()).toEqual(
        before.map((row) => expect.objectContaining({ odooId: row.odooId, outOfScope: true })),
      );
      expect((await world.pull(PICKING)).recordCount).toBe(0);
      expect(await dirty()).toBe(0);
      const asRead = new Map([[PICKING, before.map(({ odooId }) => odooId)]]);
      const told = await mirroredRecords(world.db, world.owner, asRead);
      expect(told.map(({ deleted }) => deleted)).toEqual(before.map(() => false));
      await chooseCompanies([]);
      await world.read();
      expect((await held()).map(({ deletedAt, outOfScope }) => [deletedAt, outOfScope])).toEqual(
        before.map(() => [null, false]),
      );
      await settle();
    });

    it("was not deleted when a rule hides it from the reader, also when somebody hinted at it", async () => {
      const [one] = await held();
      if (!one) throw new Error("there is no delivery");
      const rule = hiding(new Set([one.odooId]));
      const at = { hintedAt: world.now(), readAfter: world.now() };
      await insertHints(world.db, world.owner, [{ model: PICKING, odooId: one.odooId }], at);
      await pullRound(rule);
      expect(await world.record(PICKING, one.odooId)).toMatchObject({ outOfScope: true });
      await compareNow();
      await pullRound(world.deps);
      expect(await world.record(PICKING, one.odooId)).toMatchObject({ outOfScope: false, deletedAt: null });
      await settle();
      await compareNow(rule);
      expect(await world.record(PICKING, one.odooId)).toMatchObject({ outOfScope: true });
      expect(await dirty()).toBe(0);
      await compareNow();
      await pullRound(world.deps);
    });

    it("is held, with words, when a rule hides very many at once; looks by time go on", async () => {
      const [one] = await held();
      if (!one) throw new Error("there is no delivery");
      const ids = Array.from({ length: 201 }, (_, index) => 5_000_001 + index);
      await world.db.insert(odooRecord).values(ids.map((odooId) => ({ ...one, odooId })));
      await compareNow(hiding(new Set(ids)));
      expect((await held()).filter(({ deletedAt }) => deletedAt)).toEqual([]);
      const stopped = await world.pull(PICKING);
      expect(stopped.idSweepError).toMatch(/can't be seen by Milepost's reader/);
      expect(stopped).toMatchObject({ leaseOwner: null });
      await world.read();
      const after = await world.pull(PICKING);
      expect(after.lookedAt).not.toBeNull();
      expect(after.idSweepError).toBe(stopped.idSweepError);
      await compareNow();
      expect((await held()).filter(({ deletedAt }) => deletedAt)).toHaveLength(201);
      expect(await world.pull(PICKING)).toMatchObject({ idSweepError: null, idSweepFailedAt: null });
      await world.db.delete(odooRecord).where(inArray(odooRecord.odooId, ids));
    });

    it("is looked for by ranges of ids; a comparison that takes too long leaves the looks by time as they are", async () => {
      const asked: number[] = [];
      const slow = world.through((reader) => ({
        searchCount: (...given) => reader.searchCount(...given),
        searchRead: (...given) => reader.searchRead(...given),
        read: (...given) => reader.read(...given),
        search: async (...given) => {
          asked.push(given[2]?.limit ?? 0);
          throw new OdooError("connection", "Odoo took too long.");
        },
      }));
      await compareNow(slow);
      expect(asked).toEqual([50_000]);
      expect(await world.pull(PICKING)).toMatchObject({ idSweepError: "Odoo took too long." });
      await world.read(slow);
      expect(asked).toHaveLength(1);
      expect(await world.pull(PICKING)).toMatchObject({ error: null, idSweepError: "Odoo took too long." });
    });

    it("is found across ranges, in each of which nothing else is taken for missing", async () => {
      const [one] = await held();
      if (!one) throw new Error("there is no delivery");
      const ids = [5_000_001, 5_000_002];
      await world.db.insert(odooRecord).values(ids.map((odooId) => ({ ...one, odooId })));
      const claim = {
        leaseOwner: randomUUID(),
        now: world.now(),
        until: new Date(world.now().getTime() + 60_000),
      };
      const pull = await claimModel(world.db, world.owner, PICKING, claim);
      const [connection] = await world.db.select().from(odooConnection);
      const plan = readingPlans(connection?.fields ?? {}, connection?.settings ?? DEFAULT_ODOO_SETTINGS)[0];
      if (!pull || !plan) throw new Error("the model is not free");
      const lease = { ...world.owner, model: PICKING, leaseOwner: claim.leaseOwner };
      const client = await world.deps.openReader(world.owner);
      expect(await sweepIds({ deps: world.deps, client, lease, plan }, pull, 1)).toBe(2);
      expect((await held()).filter(({ deletedAt }) => deletedAt).map(({ odooId }) => odooId)).toEqual(ids);
    });
  });

  it("tells of a delivery that was deleted while a model is loaded again, at once and when that has ended", async () => {
    await forget();
    await world.only("sale.order", "stock.picking");
    await world.read();
    const [one] = await world.db.select().from(odooDelivery);
    if (!one) throw new Error("there is no delivery");
    await world.db.update(odooDelivery).set({ dirtyAt: null });
    await world.narrow("sale.order", "client_order_ref");
    // The load begins, and does not come to its end.
    const halfway = world.through((reader) => ({
      search: (...asked) => reader.search(...asked),
      searchCount: (...asked) => reader.searchCount(...asked),
      read: (...asked) => reader.read(...asked),
      searchRead: async (...asked) => {
        if (asked[0] === "sale.order" && asked[2].length > 1) throw new OdooError("locked", "not now");
        return reader.searchRead(...asked);
      },
    }));
    await world.read(halfway);
    expect((await world.pull("sale.order")).loadedAt).toBeNull();
    await world.db
      .update(odooRecord)
      .set({ values: {}, contentHash: "other" })
      .where(eq(odooRecord.odooId, one.pickingId));
    await world.read(halfway);
    expect(await dirty()).toBe(1);
    await world.db.update(odooDelivery).set({ dirtyAt: null });
    await world.db
      .update(odooRecord)
      .set({ deletedAt: new Date() })
      .where(eq(odooRecord.model, "stock.picking"));
    await world.read();
    expect((await world.db.select().from(odooDelivery)).filter(({ dirtyAt }) => !dirtyAt)).toEqual([]);
  });

  it("ends a first load though the tables can't be counted for the planner just then", async () => {
    await forget();
    await world.read();
    const [one] = (await world.db.select().from(odooRecord)).filter(({ model }) => model === "stock.picking");
    if (!one) throw new Error("there is no delivery");
    await forget();
    const ids = Array.from({ length: 1_100 }, (_, index) => 6_000_001 + index);
    await world.db.insert(odooRecord).values(ids.map((odooId) => ({ ...one, odooId })));
    const other = await world.db.$client.connect();
    await other.query("begin; lock table odoo_record in share update exclusive mode");
    try {
      await world.read();
      expect((await world.pull("stock.picking")).loadedAt).not.toBeNull();
      expect(await dirty()).toBeGreaterThan(1_000);
    } finally {
      await other.query("rollback");
      other.release();
    }
    await world.db.delete(odooRecord).where(inArray(odooRecord.odooId, ids));
  });

  it("does not wait for a model that Odoo refuses", async () => {
    await forget();
    await pullRound(without("sale.order", "permission"));
    expect(await dirty()).toBeGreaterThan(0);
  });
});
