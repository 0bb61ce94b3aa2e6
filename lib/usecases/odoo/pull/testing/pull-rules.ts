import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insertHints } from "@/db/queries/odoo/insert-hints";
import { odooHint, odooLink, odooPull, odooRecord } from "@/db/schema/odoo";
import { type AdminCall, openAdmin } from "@/lib/cli/soak/odoo-pull/admin-rpc";
import { OdooError } from "@/lib/connectors/odoo/client/odoo-error";
import { compareCounts } from "../compare-counts";
import type { OdooReader } from "../guarded-client";
import { findPullWork, pullRound } from "../pull-round";
import type { OdooLogin } from "./plain-connection";
import { type PullWorld, pullWorld } from "./pull-world";

const PARTNER = "res.partner";
const MINUTE_MS = 60_000;

/** What reading an Odoo has to hold to, whichever Odoo it is. */
export function describePull(openOdoo: () => Promise<OdooLogin>): void {
  let world: PullWorld;
  let admin: AdminCall;
  const name = `pull test ${process.pid}`;
  const create = (values: object) => admin<number>(PARTNER, "create", [{ name, ...values }]);
  const change = (id: number, values: object) => admin(PARTNER, "write", [[id], values]);

  beforeAll(async () => {
    const odoo = await openOdoo();
    admin = await openAdmin(odoo);
    world = await pullWorld(odoo);
    await world.only(PARTNER);
    await world.read();
  });
  afterAll(() => world?.close());
  beforeEach(() => world.db.$client.query("delete from connection_breaker"));

  const counts = async () => {
    const [connection] = await findPullWork({
      ...world.deps,
      now: () => new Date(world.now().getTime() + 3_600_000),
    });
    if (!connection) throw new Error("no connection can be read");
    return (await compareCounts(world.deps, connection)).find(({ model }) => model === PARTNER);
  };

  describe("reading an Odoo", () => {
    it("has as many records after the first load as Odoo counts", async () => {
      const pull = await world.pull(PARTNER);
      expect(pull).toMatchObject({ errorClass: null, leaseOwner: null });
      expect(pull.loadedAt).not.toBeNull();
      const count = await counts();
      expect(count?.here).toBe(count?.inOdoo);
      expect(count?.here).toBe(pull.recordCount);
      expect(count?.here).toBeGreaterThan(0);
    });

    it("finds what is new and what changed, with its relations", async () => {
      const parent = await create({ is_company: true });
      const child = await create({ parent_id: parent, city: "Ghent" });
      await world.read();
      expect((await world.record(PARTNER, child))?.values).toMatchObject({ city: "Ghent" });
      const links = await world.db.select().from(odooLink).where(eq(odooLink.odooId, child));
      expect(links).toMatchObject([{ field: "parent_id", targetModel: PARTNER, targetId: parent }]);
      await change(child, { city: "Bruges", parent_id: false });
      await world.read();
      expect((await world.record(PARTNER, child))?.values).toMatchObject({ city: "Bruges" });
      expect(await world.db.select().from(odooLink).where(eq(odooLink.odooId, child))).toEqual([]);
    });

    it("does not call a record changed whose same values were written again", async () => {
      const id = await create({ city: "Ghent" });
      await world.read();
      const before = await world.record(PARTNER, id);
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      await change(id, { city: "Ghent" });
      await world.read();
      const after = await world.record(PARTNER, id);
      expect(after?.writeDate).not.toBe(before?.writeDate);
      expect(after?.changedAt).toEqual(before?.changedAt);
    });

    it("finds what was committed late, behind the newest time it has seen", async () => {
      const id = await create({ city: "Late" });
      const { watermark } = await world.pull(PARTNER);
      const ahead = new Date(Date.now() + 14 * MINUTE_MS).toISOString().slice(0, 19).replace("T", " ");
      await world.db.update(odooPull).set({ watermark: ahead });
      await world.read();
      expect(await world.record(PARTNER, id)).toBeDefined();
      expect((await world.pull(PARTNER)).watermark).toBe(ahead);
      await world.db.update(odooPull).set({ watermark });
    });

    it("goes on finding changes after a record that is dated years ahead", async () => {
      await world.read();
      await world.db.update(odooPull).set({ watermark: "2036-01-01 00:00:00" });
      const id = await create({ city: "After" });
      await world.read();
      expect(await world.record(PARTNER, id)).toBeDefined();
      const { watermark } = await world.pull(PARTNER);
      expect(watermark?.localeCompare("2036")).toBeLessThan(0);
    });

    it("does not move the watermark with a quick look", async () => {
      await world.read();
      await create({ city: "Quick" });
      const before = await world.pull(PARTNER);
      await world.db.update(odooPull).set({ nextPollAt: new Date(0), watermark: "2026-01-01 00:00:00" });
      await pullRound(world.deps);
      const after = await world.pull(PARTNER);
      expect(after.lookedAt).toEqual(before.lookedAt);
      expect(after.watermark).toBe("2026-01-01 00:00:00");
      await world.db.update(odooPull).set({ watermark: before.watermark });
    });

    it("marks what Odoo deleted when ids are compared, and takes it back when it is seen again", async () => {
      const id = await create({ city: "Gone" });
      await world.read();
      await admin(PARTNER, "unlink", [[id]]);
      const stays = await create({ city: "Stays" });
      await world.read();
      await world.db.update(odooRecord).set({ deletedAt: new Date() }).where(eq(odooRecord.odooId, stays));
      world.advance(24 * 60 * MINUTE_MS);
      await world.read();
      expect((await world.record(PARTNER, id))?.deletedAt).not.toBeNull();
      expect((await world.record(PARTNER, stays))?.deletedAt).toBeNull();
      const count = await counts();
      expect(count?.here).toBe(count?.inOdoo);
    });
  });

  it("is loaded again when other fields are read of it", async () => {
    const id = await create({ city: "Wider", zip: "9000" });
    await world.narrow(PARTNER, "zip");
    await world.read();
    expect((await world.record(PARTNER, id))?.values).not.toHaveProperty("zip");
    await world.widen(PARTNER, "zip");
    await world.read();
    expect((await world.record(PARTNER, id))?.values).toHaveProperty("zip", "9000");
    const count = await counts();
    expect(count?.here).toBe(count?.inOdoo);
  });

  describe("a worker", () => {
    it("frozen past its lease writes nothing over what another has read since", async () => {
      const id = await create({ city: "Before" });
      await world.read();
      await change(id, { city: "While frozen" });
      let freeze: () => void = () => undefined;
      const frozen = new Promise<void>((resolve) => {
        freeze = resolve;
      });
      let hasRead: () => void = () => undefined;
      const read = new Promise<void>((resolve) => {
        hasRead = resolve;
      });
      const slow = world.through((reader) => ({
        ...bound(reader),
        searchRead: async (...asked) => {
          const records = await reader.searchRead(...asked);
          hasRead();
          await frozen;
          return records;
        },
      }));
      const late = world.read(slow);
      await read;
      await change(id, { city: "Newest" });
      world.advance(5 * MINUTE_MS);
      await world.read();
      freeze();
      await late;
      expect((await world.record(PARTNER, id))?.values).toMatchObject({ city: "Newest" });
    });

    it("leaves a model alone that another one reads", async () => {
      await world.db.update(odooPull).set({
        leaseOwner: world.owner.connectionId,
        leasedUntil: new Date(world.now().getTime() + MINUTE_MS),
      });
      const id = await create({ city: "Busy" });
      await world.read();
      expect(await world.record(PARTNER, id)).toBeUndefined();
      await world.db.update(odooPull).set({ leaseOwner: null, leasedUntil: null });
      await world.read();
      expect(await world.record(PARTNER, id)).toBeDefined();
    });
  });

  describe("a hint", () => {
    const hint = (odooId: number, model = PARTNER) =>
      insertHints(world.db, world.owner, [{ model, odooId }], {
        hintedAt: world.now(),
        readAfter: world.now(),
      });

    it("has the record read before its model is due", async () => {
      await world.read();
      const id = await create({ city: "Hinted" });
      await hint(id);
      await pullRound(world.deps);
      expect((await world.record(PARTNER, id))?.values).toMatchObject({ city: "Hinted" });
      expect(await world.db.select().from(odooHint)).toEqual([]);
    });

    it("at a deleted record marks it as gone, and at one never read does nothing", async () => {
      const id = await create({ city: "Hinted away" });
      await world.read();
      await admin(PARTNER, "unlink", [[id]]);
      for (const odooId of [id, 2_000_000_000]) await hint(odooId);
      await hint(1, "res.users");
      await pullRound(world.deps);
      expect((await world.record(PARTNER, id))?.deletedAt).not.toBeNull();
      expect(await world.record(PARTNER, 2_000_000_000)).toBeUndefined();
      expect(await world.db.select().from(odooHint)).toEqual([]);
    });
  });

  describe("when Odoo fails", () => {
    const failing = (error: OdooError, model = PARTNER) =>
      world.through((reader) => ({
        ...bound(reader),
        searchRead: async (...asked) => {
          if (asked[0] === model) throw error;
          return reader.searchRead(...asked);
        },
      }));

    it("a refused model says why, and the others go on", async () => {
      const refusal = new OdooError("permission", "You may not read partners.");
      await world.db.update(odooPull).set({ nextPollAt: new Date(0), errorClass: null });
      await pullRound(failing(refusal));
      const pull = await world.pull(PARTNER);
      expect(pull).toMatchObject({ errorClass: "permission", error: "You may not read partners." });
      expect(pull.leaseOwner).toBeNull();
      await world.read();
      expect(await world.pull(PARTNER)).toMatchObject({ errorClass: null, error: null });
    });

    it("a refused key is tried once in five minutes, not once a model, and what is commanded goes on", async () => {
      let asked = 0;
      const refused = world.through((reader) => ({
        ...bound(reader),
        searchRead: async () => {
          asked += 1;
          throw new OdooError("authentication", "The key is wrong.");
        },
      }));
      await world.read(refused);
      await insertHints(world.db, world.owner, [{ model: PARTNER, odooId: 1 }], {
        hintedAt: world.now(),
        readAfter: world.now(),
      });
      for (let round = 0; round < 3; round += 1) await pullRound(refused);
      expect(asked).toBe(1);
      expect(await world.pull(PARTNER)).toMatchObject({ errorClass: "authentication" });
      const { rows } = await world.db.$client.query(
        "select state from connection_breaker where state <> 'closed'",
      );
      expect(rows).toEqual([]);
      await world.read();
      await world.read();
      expect(await world.pull(PARTNER)).toMatchObject({ errorClass: null });
    });

    it("an Odoo that is away is asked three times, then rests, and is read again when it is back", async () => {
      const away = failing(new OdooError("connection", "Odoo does not answer."));
      for (let tries = 0; tries < 5; tries += 1) await world.read(away);
      expect(await findPullWork(world.deps)).toEqual([]);
      const { rows } = await world.db.$client.query("select state, failures, error from connection_breaker");
      expect(rows).toEqual([{ state: "open", failures: 3, error: "Odoo does not answer." }]);
      world.advance(20_000);
      await world.read();
      const after = await world.db.$client.query("select state, failures, error from connection_breaker");
      expect(after.rows).toEqual([{ state: "closed", failures: 0, error: null }]);
    });
  });
}

function bound(reader: OdooReader): OdooReader {
  return {
    searchRead: (...asked) => reader.searchRead(...asked),
    search: (...asked) => reader.search(...asked),
    searchCount: (...asked) => reader.searchCount(...asked),
    read: (...asked) => reader.read(...asked),
  };
}
