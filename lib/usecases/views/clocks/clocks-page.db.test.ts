import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readClockQuery } from "@/lib/contracts/clocks/clock-query";
import type { Context } from "@/lib/usecases/context";
import { type ShipmentWorld, shipmentWorld } from "@/lib/usecases/shipments/testing/shipment-world";
import { clockAdherence } from "./clock-adherence";
import { listClocks } from "./list-clocks";

let world: ShipmentWorld;
let reader: Context;
const list = (params: Record<string, string>) => listClocks(reader, readClockQuery(params));

beforeAll(async () => {
  world = await shipmentWorld();
  reader = await world.person("dispatcher");
  await world.tendered("CP1", "CP2", "CP3");
  await world.db.execute(sql`delete from clock`);
  // Three shipments of forty promises each, several due at the same moment; of the broken ones every second still runs.
  await world.db.execute(sql`
    insert into clock (company_id, shipment_id, kind, stop, policy_id, policy_version, state, started_at, due_at, stopped_at, paused_minutes, customer,
      carrier, judged_at)
    select s.company_id, s.shipment_id, 'delivery', n, '01930000-0000-7000-8000-000000000001', 1, case when n % 4 = 0 then 'met' else 'breached' end,
      '2026-11-01Z', '2026-11-16T12:00:00Z'::timestamptz + (n % 7) * interval '12 hours', case when n % 2 = 0 then '2026-11-20Z'::timestamptz end, 0,
      case when n <= 20 then 'Nordlys' else 'Brouwer Foods' end, 'RDFX', '2026-11-20Z'
    from shipment_state s, generate_series(1, 40) n`);
});
afterAll(() => world.close());

describe("the list of promises", () => {
  it("pages through those that run and those that ended, each once, and back the same way", async () => {
    const first = await list({ tab: "breached" });
    const second = await list({ tab: "breached", after: first.older ?? "" });
    expect([first.newer, second.older, first.rows.length, second.rows.length]).toEqual([null, null, 50, 40]);
    const ids = [...first.rows, ...second.rows].map(({ id }) => id);
    expect(new Set(ids).size).toBe(90);
    const running = [...first.rows, ...second.rows].map(({ stoppedAt }) => stoppedAt === null);
    expect(running).toEqual([...Array(60).fill(true), ...Array(30).fill(false)]);
    const back = await list({ tab: "breached", before: second.newer ?? "" });
    expect(back.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
  });

  it("holds as many as adherence counts under the same days and customer", async () => {
    const days = { from: "2026-11-17", until: "2026-11-18" };
    const told = await clockAdherence(reader, readClockQuery({ ...days, tab: "adherence", by: "customer" }));
    expect(told.lines.map(({ value }) => value).sort()).toEqual(["Brouwer Foods", "Nordlys"]);
    for (const { value, met, breached } of told.lines) {
      const of = async (tab: string) => (await list({ ...days, tab, customer: value ?? "" })).rows.length;
      expect([await of("met"), await of("breached")]).toEqual([met, breached]);
    }
  });

  it("shows nothing of another company", async () => {
    const stranger = await world.person("dispatcher", await world.otherCompany());
    expect((await listClocks(stranger, readClockQuery({ tab: "breached" }))).rows).toEqual([]);
  });
});
