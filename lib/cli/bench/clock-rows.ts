import type { Database } from "@/db/client";
import { quantile } from "@/lib/cli/soak/quantile";
import { type ClockQuery, readClockQuery } from "@/lib/contracts/clocks/clock-query";
import type { Context } from "@/lib/usecases/context";
import { recheckAttention } from "@/lib/usecases/pipeline/recheck-attention";
import { listClocks } from "@/lib/usecases/views/clocks/list-clocks";
import type { Databases } from "./databases";
import { type BenchRow, latencyRow } from "./row";
import { growTo, seedShipments } from "./scale-data";

const SMALL_SHIPMENTS = 10_000;
const PAGES = 100;
const WARM_UP = 20;
const ROUNDS = 7;
/** Every promise of the made-up shipments is copied: about four a shipment. */
const NUMBER_OF_COPY = "('x' || right(s.shipment_id::text, 12))::bit(48)::bigint";

/** Rows "clocks": a page of promises, and judging what falls due, next to the same in a small company. */
export async function clockRows(databases: Databases, shipments: number): Promise<BenchRow[]> {
  for (const name of ["clocks_small", "clocks_large"]) await databases.copy(name);
  return databases.using("clocks_small", (small) =>
    databases.using("clocks_large", async (large) => {
      for (const [db, count] of [
        [small, SMALL_SHIPMENTS],
        [large, shipments],
      ] as const) {
        await seedShipments(db);
        await growTo(db, count);
        await growClocks(db);
      }
      const clocks = await countOf(large);
      return [await pageRow(small, large, clocks), await dueRow(small, large, clocks)];
    }),
  );
}

/** Gives every copied shipment the promises of what it is a copy of, seconds apart, and lets none of them fall due by itself. */
async function growClocks(db: Database): Promise<void> {
  const client = await db.$client.connect();
  try {
    await client.query("set statement_timeout = 0");
    await client.query(`insert into clock (company_id, shipment_id, kind, stop, policy_id, policy_version, state, started_at, due_at, stopped_at,
        breached_at, paused_minutes, event_id, next_change_at, customer, carrier, judged_at)
      select 1, s.shipment_id, c.kind, c.stop, c.policy_id, c.policy_version, c.state, c.started_at, c.due_at + nth % 1000000 * interval '1 second',
        c.stopped_at, c.breached_at, c.paused_minutes, c.event_id, c.next_change_at, s.customer, s.carrier, c.judged_at
      from shipment_state s cross join lateral (select ${NUMBER_OF_COPY} as nth) n
      join copy_of o on o.position = nth % (select count(*) from copy_of)
      join clock c on c.company_id = 1 and c.shipment_id = o.shipment_id
      where s.shipment_id::text like '01900000-0000-7000-8000-%'`);
    await client.query(`update shipment_state s set recheck_at = now() + interval '1 day' + ${NUMBER_OF_COPY} % 1000000 * interval '1 second'
      where shipment_id::text like '01900000-0000-7000-8000-%' and recheck_at is not null`);
    await client.query("vacuum (analyze) clock, shipment_state");
  } finally {
    client.release(true);
  }
}

async function countOf(db: Database): Promise<number> {
  const { rows } = await db.$client.query<{ n: number }>("select count(*)::int as n from clock");
  return rows[0]?.n ?? 0;
}

const contextOf = (db: Database): Context => ({
  db,
  actor: { kind: "system", job: "bench", companyId: 1 },
  now: () => new Date(),
});

async function pageRow(small: Database, large: Database, clocks: number): Promise<BenchRow> {
  const queries = await queriesOf(large);
  const times = new Map<Database, number[]>([
    [small, []],
    [large, []],
  ]);
  for (let number = 0; number < PAGES + WARM_UP; number += 1) {
    for (const [db, taken] of times) {
      const query = queries[number % queries.length] ?? readClockQuery({});
      const from = performance.now();
      const page = await listClocks(contextOf(db), query);
      const ms = performance.now() - from;
      if (query.tab === "next" && !query.customer && page.rows.length === 0)
        throw new Error("no promise runs");
      if (number >= WARM_UP) taken.push(ms);
    }
  }
  const of = (db: Database, share: number) => quantile(times.get(db) ?? [], share);
  return latencyRow({
    ...{ name: "SLA clocks, a page", unit: "ms, p95", floor: 2, aim: 1.2 },
    peer: `the same at ${SMALL_SHIPMENTS.toLocaleString("en-GB")} shipments`,
    ours: of(large, 0.95),
    against: of(small, 0.95),
    remarks: { promises: clocks, "p50, ms": of(large, 0.5), "small, p50, ms": of(small, 0.5) },
  });
}

/** What a person opens: each list, and the first two narrowed to a customer. */
async function queriesOf(db: Database): Promise<ClockQuery[]> {
  const { rows } = await db.$client.query<{ customer: string }>(
    "select customer from clock where customer is not null order by customer limit 1",
  );
  const customer = rows[0]?.customer ?? "";
  return [{}, { tab: "breached" }, { tab: "met" }, { customer }, { tab: "breached", customer }].map(
    readClockQuery,
  );
}

/** All shipments that have a timeline fall due at once; each round ends when the last of them is judged. */
async function dueRow(small: Database, large: Database, clocks: number): Promise<BenchRow> {
  const times = new Map<Database, number[]>([
    [small, []],
    [large, []],
  ]);
  let due = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [db, taken] of times) {
      const made = await db.$client.query(
        "update shipment_state set recheck_at = now() where shipment_id::text not like '01900000-0000-7000-8000-%'",
      );
      due = made.rowCount ?? 0;
      const from = performance.now();
      while ((await recheckAttention({ db, now: () => new Date() })).touched.length > 0);
      taken.push(performance.now() - from);
    }
  }
  const middle = (db: Database) => quantile(times.get(db) ?? [], 0.5);
  return latencyRow({
    ...{ name: "SLA clocks, due to judged", unit: "ms, median", floor: 2, aim: 1.2 },
    peer: `the same at ${SMALL_SHIPMENTS.toLocaleString("en-GB")} shipments`,
    ours: middle(large),
    against: middle(small),
    remarks: { promises: clocks, "shipments due at once": due },
  });
}
