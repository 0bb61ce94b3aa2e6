import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import { exception } from "@/db/schema/exception";
import type { Context } from "@/lib/usecases/context";
import { type ShipmentWorld, shipmentWorld } from "@/lib/usecases/shipments/testing/shipment-world";
import { snoozeException } from "./snooze-exception";

let world: ShipmentWorld;
let ctx: Context;
beforeAll(async () => {
  world = await shipmentWorld();
  ctx = await world.person("dispatcher");
});
afterAll(() => world.close());

const seen = new Set<string>();

async function damaged(load: string) {
  await world.tendered(load);
  await world.told(load, "A9", "20261118*1130", { control: 2 });
  const rows = await world.db.select().from(exception).where(eq(exception.kind, "damaged"));
  const row = rows.find(({ id }) => !seen.has(id));
  if (!row) throw new Error("not opened");
  seen.add(row.id);
  return row;
}
const stateOf = async (id: string) => {
  const [row] = await world.db.select().from(exception).where(eq(exception.id, id));
  return row?.state;
};

it("a snooze until an event ends when it comes, not when somebody expects it", async () => {
  const row = await damaged("SN1");
  await snoozeException(ctx, { exceptionId: row.id, expectedVersion: row.version, untilEvent: "delivered" });
  for (const [index, code] of ["AG", "AJ"].entries())
    await world.told("SN1", code, "20261119*1500", { control: 20 + index, city: "DALLAS*TX" });
  await world.told("SN1", "AB", "20261119*1500", { control: 30, city: "DALLAS*TX" });
  expect(await stateOf(row.id)).toBe("snoozed");
  await world.told("SN1", "D1", "20261118*1155", { control: 40, city: "DALLAS*TX" });
  expect(await stateOf(row.id)).toBe("open");
});

it("what came just before is said, and not slept through", async () => {
  const row = await damaged("SN2");
  const until = (untilEvent: "in_transit" | "delivered") =>
    snoozeException(ctx, { exceptionId: row.id, expectedVersion: row.version, untilEvent });
  await world.told("SN2", "X6", "20261118*1150", { control: 50 });
  await expect(until("in_transit")).rejects.toMatchObject({ code: "conflict" });
  await world.told("SN2", "D1", "20261118*1155", { control: 51, city: "DALLAS*TX" });
  world.clock.now = new Date(world.clock.now.getTime() + 3_600_000);
  await expect(until("delivered")).rejects.toThrow(/“Delivered” was told already/);
  expect(await stateOf(row.id)).toBe("open");
  await until("in_transit");
  expect(await stateOf(row.id)).toBe("snoozed");
});

it("a snooze for an event of a stranger's exception is none", async () => {
  const row = await damaged("SN3");
  const stranger = await world.person("dispatcher", await world.otherCompany());
  const given = { exceptionId: row.id, expectedVersion: row.version, untilEvent: "delivered" as const };
  await expect(snoozeException(stranger, given)).rejects.toMatchObject({ code: "not_found" });
  await expect(snoozeException(ctx, { ...given, exceptionId: uuidv7() })).rejects.toMatchObject({
    code: "not_found",
  });
});
