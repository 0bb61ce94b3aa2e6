import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectionBreaker } from "@/db/schema/breaker";
import { odooHint, odooPull, odooRecord } from "@/db/schema/odoo";
import { connectionList } from "../connections/connection-list";
import { odooDetail } from "./odoo-detail";
import { type OdooFixture, odooFixture } from "./testing/odoo-fixture";

let fixture: OdooFixture;
let owner: { companyId: number; connectionId: string };

beforeAll(async () => {
  fixture = await odooFixture();
  owner = { companyId: fixture.companyId, connectionId: fixture.connectionId };
  const ago = (seconds: number) => new Date(fixture.now.getTime() - seconds * 1_000);
  const loaded = { ...owner, loadStartedAt: ago(600), loadedAt: ago(500), nextPollAt: fixture.now };
  await fixture.db.insert(odooPull).values([
    { ...loaded, model: "stock.picking", expectedCount: 343, recordCount: 343, polledAt: ago(4) },
    { ...loaded, model: "sale.order", expectedCount: 300, recordCount: 300, polledAt: ago(12) },
    {
      ...loaded,
      model: "account.move",
      expectedCount: 400,
      recordCount: 100,
      loadedAt: null,
      polledAt: null,
    },
  ]);
  await fixture.db
    .insert(odooHint)
    .values({ ...owner, model: "sale.order", odooId: 1, hintedAt: ago(2), readAfter: ago(1) });
  await fixture.db.insert(odooRecord).values({
    ...owner,
    model: "res.company",
    odooId: 1,
    values: { id: 1 },
    contentHash: "x",
    name: "Acme Freight BV",
    readAt: ago(1),
    changedAt: ago(1),
  });
});
afterAll(() => fixture.close());

const detail = () => odooDetail(fixture.contextOf("it"), { id: fixture.connectionId, enabled: true });

describe("one Odoo connection", () => {
  it("says how far the first load is, in the order in which models are read", async () => {
    const page = await detail();
    expect(page?.models.map(({ model, percent }) => [model, percent])).toEqual([
      ["sale.order", 100],
      ["stock.picking", 100],
      ["account.move", 25],
    ]);
    expect(page).toMatchObject({ health: "loading", loadedPercent: 71, behindMs: 12_000 });
  });

  it("warns of keys before they end and never shows one", async () => {
    const page = await detail();
    expect(page?.reader).toEqual({
      login: "milepost-reader",
      expiresAt: "2026-11-30T12:00:00.000Z",
      daysLeft: 10,
    });
    expect(page?.actor).toBeNull();
    expect(JSON.stringify(page)).not.toContain("sealed");
  });

  it("knows Odoo's companies and what was hinted at", async () => {
    const page = await detail();
    expect(page?.companies).toEqual([{ id: 1, name: "Acme Freight BV" }]);
    expect(page?.hints).toMatchObject({ enabled: false, waiting: 1 });
  });

  it("is away in the list of connections while its breaker is open, with why and when the next try is", async () => {
    const retryAt = new Date(fixture.now.getTime() + 20_000);
    await fixture.db.insert(connectionBreaker).values({
      ...owner,
      state: "open",
      failures: 3,
      errorClass: "connection",
      error: "Odoo did not answer within 20 s.",
      openedAt: fixture.now,
      retryAt,
      changedAt: fixture.now,
    });
    const [item] = await connectionList(fixture.contextOf("it"));
    expect(item?.odoo).toMatchObject({
      health: "away",
      error: "Odoo did not answer within 20 s.",
      retryAt: retryAt.toISOString(),
    });
  });

  it("is no one else's", async () => {
    const foreign = odooDetail(fixture.strangerOf("it"), { id: fixture.connectionId, enabled: true });
    expect(await foreign).toBeNull();
    await expect(
      odooDetail(fixture.contextOf("customer_service"), { id: fixture.connectionId, enabled: true }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});
