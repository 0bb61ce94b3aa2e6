import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insertHints } from "@/db/queries/odoo/insert-hints";
import { connection } from "@/db/schema/connection";
import { odooHint, odooPull } from "@/db/schema/odoo";
import { type AdminCall, openAdmin } from "@/lib/cli/soak/odoo-pull/admin-rpc";
import type { OdooRecord } from "@/lib/connectors/odoo/client/odoo-client";
import { startOdooStandIn } from "@/lib/odoo-stand-in/start";
import type { OdooReader } from "./guarded-client";
import type { PullDeps } from "./pull-deps";
import { pullRound } from "./pull-round";
import { type PullWorld, pullWorld } from "./testing/pull-world";

const MODELS = ["res.company", "res.partner", "product.product", "delivery.carrier", "stock.warehouse"];

let standIn: Awaited<ReturnType<typeof startOdooStandIn>>;
let admin: AdminCall;
let world: PullWorld;
beforeAll(async () => {
  standIn = await startOdooStandIn({ port: 0 });
  const { url, database, adminLogin, adminPassword } = standIn;
  const login = { url, database, login: adminLogin, password: adminPassword };
  admin = await openAdmin(login);
  world = await pullWorld(login);
});
afterAll(async () => {
  await world.close();
  await standIn.close();
});
beforeEach(() => world.only(...MODELS));

/** Through this each read is seen, and may be answered otherwise. */
const reading = (searchRead: (reader: OdooReader) => OdooReader["searchRead"]): PullDeps =>
  world.through((reader) => ({
    search: (...asked) => reader.search(...asked),
    searchCount: (...asked) => reader.searchCount(...asked),
    read: (...asked) => reader.read(...asked),
    searchRead: searchRead(reader),
  }));

describe("a round of reading where something is always due", () => {
  it("reads nothing more of an Odoo that is switched off meanwhile, and keeps its hints", async () => {
    await world.read();
    const hint = { hintedAt: world.now(), readAfter: new Date(world.now().getTime() - 1) };
    const models = new Set<string>();
    const off = reading((reader) => async (...asked) => {
      if (models.size === 0)
        await insertHints(world.db, world.owner, [{ model: "res.partner", odooId: 1 }], hint);
      await world.db.update(connection).set({ enabled: false });
      models.add(asked[0]);
      return reader.searchRead(...asked);
    });
    await world.read(off);
    await world.db.update(connection).set({ enabled: true });
    expect(models.size).toBeLessThanOrEqual(2);
    expect(await world.db.select().from(odooHint)).toHaveLength(1);
  });

  it("follows a hint that comes while it reads, before the next model", async () => {
    await world.read();
    const partner = await admin<number>("res.partner", "create", [{ name: "Hinted" }]);
    await world.db.update(odooPull).set({ nextPollAt: new Date(0) });
    await world.db.$client.query(
      "update odoo_pull set next_poll_at = now() + interval '1 day' where model = 'res.partner'",
    );
    let isHinted = false;
    const slow = reading((reader) => async (...asked) => {
      if (!isHinted) {
        isHinted = true;
        const hint = { hintedAt: world.now(), readAfter: new Date(world.now().getTime() - 1) };
        await insertHints(world.db, world.owner, [{ model: "res.partner", odooId: partner }], hint);
      }
      return reader.searchRead(...asked);
    });
    await pullRound(slow);
    expect(await world.record("res.partner", partner)).toBeDefined();
  });

  it("ends after its time, with what is still due left to the next", async () => {
    await world.read();
    const models = new Set<string>();
    const slow = reading((reader) => async (...asked) => {
      models.add(asked[0]);
      await new Promise((resolve) => setTimeout(resolve, 60));
      return reader.searchRead(...asked);
    });
    await world.read({ ...slow, roundMs: 20 });
    expect(models.size).toBe(2);
    await pullRound({ ...slow, roundMs: 20 });
    expect(models.size).toBe(4);
  });
});

describe("messages of which Odoo takes a page first and leaves out afterwards what the reader may not see", () => {
  const ALL = Array.from({ length: 3_005 }, (_, index) => 500_001 + index);
  const isSeen = (id: number) => id <= 500_005 || id > 502_005;
  const message = (id: number): OdooRecord => ({
    id,
    create_date: "2026-11-20 10:00:00",
    date: "2026-11-20 10:00:00",
    model: "sale.order",
    res_id: 1,
    author_id: false,
    message_type: "comment",
    subtype_id: false,
  });
  const termOf = (domain: readonly unknown[], operator: string): unknown =>
    domain.flatMap((term) =>
      Array.isArray(term) && term[0] === "id" && term[1] === operator ? [term[2]] : [],
    )[0];
  const above = (domain: readonly unknown[]) => {
    const after = Number(termOf(domain, ">") ?? 0);
    const some = termOf(domain, "in");
    return ALL.filter((id) => id > after && (!Array.isArray(some) || some.includes(id)));
  };
  const hiding = () =>
    world.through((reader) => ({
      read: (...asked) => reader.read(...asked),
      searchCount: async () => ALL.filter(isSeen).length,
      search: async (_model, domain, options = {}) => above(domain).slice(0, options.limit).filter(isSeen),
      searchRead: async (_model, domain, _fields, options = {}) =>
        above(domain).slice(0, options.limit).filter(isSeen).map(message),
    }));

  it.each(["a first load", "a look by time"])(
    "are all read by %s, behind pages that come back empty",
    async (what) => {
      await world.db.$client.query("delete from odoo_record where model = 'mail.message'");
      await world.only("mail.message");
      if (what === "a first load") await world.db.delete(odooPull);
      await world.read(hiding());
      const { rows } = await world.db.$client.query(
        "select count(*)::int as held from odoo_record where model = 'mail.message' and odoo_id > 500000",
      );
      expect(rows).toEqual([{ held: ALL.filter(isSeen).length }]);
      expect((await world.pull("mail.message")).errorClass).toBeNull();
    },
  );
});
