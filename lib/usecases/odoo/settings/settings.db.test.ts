import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/access";
import { odooConnection, odooDelivery, odooPull } from "@/db/schema/odoo";
import { DEFAULT_ODOO_SETTINGS, type OdooSettings } from "@/lib/domain/odoo/connection";
import { type OdooFixture, odooFixture } from "@/lib/usecases/views/odoo/testing/odoo-fixture";
import { changeOdooSettings } from "./change-settings";
import { readOdooNow } from "./read-now";

let fixture: OdooFixture;
let owner: { companyId: number; connectionId: string };
const later = new Date("2026-11-21T00:00:00Z");

beforeAll(async () => {
  fixture = await odooFixture();
  owner = { companyId: fixture.companyId, connectionId: fixture.connectionId };
  const models = ["sale.order", "stock.picking"];
  await fixture.db.insert(odooPull).values(
    models.map((model) => ({
      ...owner,
      model,
      nextPollAt: later,
      loadedAt: fixture.now,
      idSweptAt: fixture.now,
    })),
  );
  await fixture.db.insert(odooDelivery).values({ ...owner, pickingId: 1, dirtyAt: null });
});
afterAll(() => fixture.close());

const pulls = () => fixture.db.select().from(odooPull);
const version = async () => (await fixture.db.select().from(odooConnection))[0]?.version ?? 0;
const lastAudit = async () =>
  (await fixture.db.select().from(auditLog).orderBy(desc(auditLog.seq)).limit(1))[0];

async function change(changes: Partial<OdooSettings>, as = fixture.contextOf("it")) {
  const settings = { ...DEFAULT_ODOO_SETTINGS, ...changes };
  const { connectionId } = owner;
  return changeOdooSettings(as, {
    connectionId,
    expectedVersion: await version(),
    reason: "a test",
    settings,
  });
}

describe("reading an Odoo now", () => {
  it("makes every model due, leaves who asked in the audit log, and asks once when asked twice", async () => {
    expect(await readOdooNow(fixture.contextOf("it"), owner)).toBe(2);
    expect(await readOdooNow(fixture.contextOf("it"), owner)).toBe(2);
    expect((await pulls()).map((pull) => pull.nextPollAt)).toEqual([fixture.now, fixture.now]);
    expect(await lastAudit()).toMatchObject({ action: "odoo.read_now", actorName: "Person it" });
  });

  it("is for IT, and never for another company's Odoo", async () => {
    await expect(readOdooNow(fixture.contextOf("dispatcher"), owner)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(readOdooNow(fixture.strangerOf("it"), owner)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the settings of an Odoo", () => {
  it("change with a reason, each with what it was and what it is", async () => {
    await change({ pollSeconds: 30 });
    const [row] = await fixture.db.select().from(odooConnection);
    expect(row?.settings).toEqual({ ...DEFAULT_ODOO_SETTINGS, pollSeconds: 30 });
    expect(await lastAudit()).toMatchObject({
      action: "odoo.settings.change",
      reason: "a test",
      before: { pollSeconds: 5 },
      after: { pollSeconds: 30 },
    });
  });

  it("are refused on a version that is gone, and nothing changes", async () => {
    const settings = { ...DEFAULT_ODOO_SETTINGS, pollSeconds: 9 };
    const { connectionId } = owner;
    const stale = { connectionId, expectedVersion: 1, reason: "a test", settings };
    await expect(changeOdooSettings(fixture.contextOf("it"), stale)).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(change({ pollSeconds: 30 })).rejects.toMatchObject({ code: "invalid" });
  });

  it("have ids compared again when other companies are read", async () => {
    await change({ odooCompanyIds: [2] });
    expect((await pulls()).map((pull) => pull.idSweptAt?.getTime())).toEqual([0, 0]);
  });

  it("have every delivery told anew when a validated one means something else", async () => {
    await change({ odooCompanyIds: [2], validatedMeans: "delivered" });
    const [delivery] = await fixture.db.select().from(odooDelivery).where(eq(odooDelivery.pickingId, 1));
    expect(delivery?.dirtyAt).toEqual(fixture.now);
  });

  it("are bounded: no overlap shorter than a transaction may take, no polling without a pause", async () => {
    await expect(change({ overlapMinutes: 0 })).rejects.toMatchObject({ code: "invalid" });
    await expect(change({ pollSeconds: 0 })).rejects.toMatchObject({ code: "invalid" });
    await expect(change({ stockTolerancePercent: 101 })).rejects.toMatchObject({ code: "invalid" });
  });

  it("are for IT alone", async () => {
    await expect(change({ pollSeconds: 7 }, fixture.contextOf("lead"))).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
