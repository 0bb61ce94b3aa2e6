import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rebuildProjections } from "@/lib/usecases/pipeline/rebuild-projections";
import { type PipelineWorld, pipelineWorld } from "@/lib/usecases/pipeline/testing/pipeline-world";
import { status, tender, x12 } from "@/lib/usecases/pipeline/testing/x12-text";

let world: PipelineWorld;
let now = new Date("2026-11-18T18:00:00Z");
let carrier: string;

const told = async (
  load: string,
  code: string,
  when: string,
  given: { reason?: string; receivedAt?: string; city?: string } = {},
) => {
  now = new Date(given.receivedAt ?? now);
  await world.receive(carrier, status(load, code, when, { ...given }));
  await world.drain();
};
const answer = (load: string, code: "A" | "D") =>
  x12("990", [`B1*RDFX*${load}*20261118*${code}`], { sender: "RDFX", control: 3 });

const SUMS = sql`select day::text, customer, carrier, sum(tendered)::int as tendered, sum(tender_accepted)::int as accepted,
  sum(tender_declined)::int as declined, sum(pickup_judged)::int as pickup_judged, sum(pickup_on_time)::int as pickup_on_time,
  sum(delivered)::int as delivered, sum(delivery_judged)::int as judged, sum(on_time)::int as on_time, sum(otif)::int as otif,
  sum(late_carrier)::int as late_carrier, sum(late_other)::int as late_other, sum(late_unknown)::int as late_unknown,
  sum(claims)::int as claims, sum(damaged)::int as damaged, sum(messages)::int as messages, sum(late_messages)::int as late_messages,
  sum(out_of_order)::int as out_of_order, sum(silent_minutes)::int as silent_minutes
  from overview_day group by 1, 2, 3 order by 1, 2, 3`;
const sums = async () => {
  const { rows } = await world.db.execute<Record<string, unknown>>(SUMS);
  return rows.filter((row) => Object.values(row).some((value) => typeof value === "number" && value !== 0));
};
const freshness = async () =>
  (
    await world.db.execute(sql`
      select connection_id, hour_at::text, bucket_seconds, sum(count)::int as n from freshness_hour
      group by 1, 2, 3 having sum(count) <> 0 order by 1, 2, 3`)
  ).rows;
const measures = async () =>
  (await world.db.execute(sql`select * from shipment_measure order by shipment_id`)).rows;

beforeAll(async () => {
  world = await pipelineWorld(() => now);
  const tms = await world.addConnection({ name: "TMS", partnerKind: "tms" });
  carrier = await world.addConnection({ name: "RDFX", carrierScac: "RDFX" });
  now = new Date("2026-11-18T12:00:00Z");
  for (const load of ["OV1", "OV2", "OV3", "OV4"]) {
    await world.receive(tms, tender(load));
    await world.drain();
  }
  await world.receive(carrier, answer("OV1", "A"), answer("OV4", "D"));
  await world.drain();
  // OV1: all in time. OV2: late, the carrier's own doing, and damaged. OV3: late for weather. OV4: declined.
  for (const load of ["OV1", "OV2", "OV3"])
    await told(load, "AF", "20261118*0930", { receivedAt: "2026-11-18T15:40:00Z" });
  await told("OV1", "D1", "20261119*1430", { city: "DALLAS*TX", receivedAt: "2026-11-19T20:35:00Z" });
  await told("OV2", "D1", "20261119*2100", {
    city: "DALLAS*TX",
    reason: "AF",
    receivedAt: "2026-11-20T09:00:00Z",
  });
  await told("OV2", "A9", "20261119*2110", { city: "DALLAS*TX", receivedAt: "2026-11-20T09:05:00Z" });
  await told("OV3", "D1", "20261119*2200", {
    city: "DALLAS*TX",
    reason: "AO",
    receivedAt: "2026-11-20T09:10:00Z",
  });
});
afterAll(() => world.close());

describe("what an overview counts", () => {
  it("counts each promise on its day, and blames a late delivery on whom the carrier named", async () => {
    expect(await sums()).toMatchObject([
      {
        ...{
          day: "2026-11-18",
          customer: "Brouwer Foods",
          carrier: "RDFX",
          tendered: 4,
          // One said yes, two just came and loaded.
          accepted: 3,
          declined: 1,
        },
        ...{ pickup_judged: 3, pickup_on_time: 3, delivered: 0 },
      },
      {
        ...{
          day: "2026-11-19",
          delivered: 3,
          judged: 3,
          on_time: 1,
          otif: 1,
          late_carrier: 1,
          late_other: 1,
        },
        ...{ late_unknown: 0, claims: 1, damaged: 1, late_messages: 3 },
      },
    ]);
  });

  it("holds what a scan of the verdicts and events holds", async () => {
    const { rows } = await world.db.execute(sql`
      select count(*)::int as delivered,
        count(*) filter (where not exists (select 1 from clock c where c.shipment_id = s.shipment_id and c.kind = 'delivery' and c.state <> 'met'))::int as on_time,
        (select count(*)::int from event where classifier = 'actual' and occurred_local is not null) as fresh
      from shipment_state s where delivered_at is not null`);
    const day = (await sums()).at(-1);
    expect(rows).toMatchObject([{ delivered: day?.delivered, on_time: day?.on_time }]);
    const heard = (await freshness()) as { n: number }[];
    expect(heard.reduce((total, { n }) => total + n, 0)).toBe(rows[0]?.fresh);
  });

  it("changes nothing when the same is told again, and moves the count when something is taken back or corrected", async () => {
    const before = await sums();
    await told("OV1", "D1", "20261119*1430", { city: "DALLAS*TX" });
    expect(await sums()).toEqual(before);
    await told("OV1", "A9", "20261120*0100", { city: "DALLAS*TX", receivedAt: "2026-11-20T10:00:00Z" });
    expect((await sums()).reduce((total, { otif }) => total + Number(otif), 0)).toBe(0);
    expect((await sums()).reduce((total, { damaged }) => total + Number(damaged), 0)).toBe(2);
  });

  it("comes back to the same when it is rebuilt", async () => {
    const before = [await measures(), await sums(), await freshness()];
    await rebuildProjections(world.deps, null, () => undefined);
    expect([await measures(), await sums(), await freshness()]).toEqual(before);
  });
});
