import { afterAll, beforeAll, expect, it } from "vitest";
import { exception } from "@/db/schema/exception";
import type { OdooValues } from "@/lib/connectors/odoo/record-values";
import { changed, ORDERED } from "@/lib/connectors/odoo/testing/delivery-world";
import { changeSeverityPolicy } from "@/lib/usecases/exceptions/change-severity-policy";
import { type MirrorWorld, mirrorWorld } from "@/lib/usecases/odoo/deliveries/testing/mirror-world";
import { recheckAttention } from "@/lib/usecases/pipeline/recheck-attention";
import { applySeverityPolicy } from "./apply-severity-policy";

let world: MirrorWorld;
beforeAll(async () => {
  world = await mirrorWorld();
});
afterAll(() => world.close());

const at = (now: string) => ({ db: world.db, now: () => new Date(now) });
const open = () => world.db.select().from(exception).orderBy(exception.kind);

it("an exception of a shipment says what its order in Odoo comes to, and is as grave as that makes it", async () => {
  const odoo = await world.addOdoo();
  const actor = { kind: "user" as const, id: crypto.randomUUID(), companyId: world.companyId };
  const lead = { ...actor, role: "lead" as const, name: "L. Lead", email: "lead@acme.test" };
  const weigh = async (moneyStepMinor: number, expectedVersion: number) => {
    const policy = { moneyStepMinor, topCustomers: [], overdueStepHours: 700 };
    const ctx = { ...at("2026-11-20T11:00:00Z"), actor: lead };
    await changeSeverityPolicy(ctx, { ...policy, reason: "what counts here", expectedVersion });
  };
  const order = { amount_total: 7900.5, currency_id: [1, "USD"] };
  const told = (more: OdooValues) => changed(ORDERED, { "sale.order,5": { ...order, ...more } });
  const late = async () => (await open()).find(({ kind }) => kind === "late_delivery");

  await weigh(1_000_000, 0);
  await world.mirror(odoo, told({}));
  await world.tell();
  await recheckAttention(at("2026-11-23T18:00:00Z"));
  expect(await late()).toMatchObject({
    moneyMinor: 790_050,
    currency: "USD",
    severity: "high",
    state: "open",
  });

  // A lead lets less money weigh: what is open is weighed anew, once.
  await weigh(500_000, 1);
  expect(await applySeverityPolicy(at("2026-11-23T18:05:00Z"))).toBeGreaterThan(0);
  expect(await applySeverityPolicy(at("2026-11-23T18:06:00Z"))).toBe(0);
  expect(await late()).toMatchObject({
    severity: "critical",
    severityRank: 0,
    summary: expect.stringMatching(/Delivery/),
  });

  // Promised anew and broken again, it is as grave at once.
  await world.mirror(odoo, told({ commitment_date: "2026-11-22 18:00:00" }));
  await world.tell();
  await recheckAttention(at("2026-11-23T19:00:00Z"));
  expect(await late()).toMatchObject({ moneyMinor: 790_050, severity: "critical" });
});
