import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { recheckAttention } from "@/lib/usecases/pipeline/recheck-attention";
import { type ShipmentWorld, shipmentWorld } from "@/lib/usecases/shipments/testing/shipment-world";
import { overview } from "@/lib/usecases/views/overview/overview";
import { catchUpOverviews } from "./catch-up-overviews";

let world: ShipmentWorld;
beforeAll(async () => {
  world = await shipmentWorld();
});
afterAll(() => world.close());

const deps = () => ({ db: world.db, now: () => world.clock.now });
/** As the worker's loops would, until nothing is left. */
async function untilDone(): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    await catchUpOverviews(deps());
    while ((await recheckAttention(deps())).touched.length > 0);
  }
}

const sums = async () =>
  (
    await world.db.execute(sql`
      select day::text, customer, carrier, sum(tendered)::int as tendered, sum(pickup_judged)::int as judged, sum(messages)::int as messages
      from overview_day group by 1, 2, 3 having sum(tendered) + sum(messages) > 0 order by 1, 2, 3`)
  ).rows;

it("shipments from before there was an overview are counted by the worker itself, once, and the page says so", async () => {
  const lead = await world.person("lead");
  await world.tendered("OLD1", "OLD2", "OLD3");
  await world.told("OLD1", "X3", "202611181000");
  const before = await sums();
  expect(before.length).toBeGreaterThan(0);
  expect(await catchUpOverviews(deps())).toBe(false);

  // As after an update from a version that kept none of it.
  await world.db.execute(sql`truncate shipment_measure, overview_day, invoice_delay_day`);
  expect((await overview(lead, { days: 14 })).catchingUp).toEqual({ since: null });
  await untilDone();
  expect(await sums()).toEqual(before);
  expect((await overview(lead, { days: 14 })).catchingUp).toBeNull();
  expect(await catchUpOverviews(deps())).toBe(false);
});

it("waits while other shipments wait to be judged, and goes on where it stood", async () => {
  await world.tendered("OLD4");
  await world.db.execute(sql`truncate shipment_measure, overview_day, invoice_delay_day`);
  await world.db.execute(sql`delete from watch_cursor where watcher like 'measures%'`);
  await world.db.execute(
    sql`update shipment_state set recheck_at = ${world.clock.now.toISOString()}::timestamptz where number = (select min(number) from shipment_state)`,
  );
  expect(await catchUpOverviews(deps())).toBe(true);
  const due = sql`select count(*)::int as n from shipment_state where recheck_at <= ${world.clock.now.toISOString()}::timestamptz`;
  expect((await world.db.execute(due)).rows).toEqual([{ n: 1 }]);
  await untilDone();
  expect((await overview(await world.person("lead"), { days: 14 })).catchingUp).toBeNull();
});
