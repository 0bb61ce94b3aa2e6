import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase, type Database } from "@/db/client";
import { storeRows } from "@/lib/usecases/inbox/store-rows";
import { messageRow } from "../inbox/message-row";
import { rebuildProjections } from "./rebuild-projections";
import { recheckAttention } from "./recheck-attention";
import { runShard, SHARDS } from "./run-pipeline";
import { type PipelineWorld, pipelineWorld } from "./testing/pipeline-world";
import { status, tender } from "./testing/x12-text";
import { runPipelineRound, wakeMissedMessages } from "./upkeep";

let world: PipelineWorld;
let tms: string;
let carrier: string;
const now = () => new Date("2026-11-18T18:00:00Z");

beforeAll(async () => {
  world = await pipelineWorld(now);
  tms = await world.addConnection({ name: "TMS", partnerKind: "tms" });
  carrier = await world.addConnection({ name: "RDFX", carrierScac: "RDFX" });
});
afterAll(() => world.close());

const count = async (from: string): Promise<number> => {
  const { rows } = await world.db.execute<{ n: number }>(sql.raw(`select count(*)::int as n from ${from}`));
  return rows[0]?.n ?? 0;
};

/** Kept counts that a scan does not confirm. */
async function wrongCounts(): Promise<readonly object[]> {
  const { rows } = await world.db.execute(sql`
    select key, kept.n as kept, scanned.n as scanned
    from (select key, sum(count)::int as n from shipment_count group by key having sum(count) <> 0) as kept
    full join (select key, count(*)::int as n from shipment_state cross join lateral (values ('all'), ('attention:' || attention_kind),
      ('stage:' || stage), (case when open then 'open' end)) as k(key) where key is not null group by key) as scanned using (key)
    where kept.n is distinct from scanned.n`);
  return rows;
}

/** Waits until a session of that name waits for a lock, which is as far into its work as it will get. */
async function untilBlocked(applicationName: string): Promise<number> {
  for (let tries = 0; tries < 500; tries += 1) {
    const { rows } = await world.db.execute<{ pid: number }>(sql`
      select pid from pg_stat_activity where application_name = ${applicationName} and datname = current_database() and wait_event_type = 'Lock'`);
    if (rows[0]) return rows[0].pid;
    await sleep(10);
  }
  throw new Error(`${applicationName} never waited for a lock`);
}

async function onOwnPool<T>(applicationName: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = connectDatabase(world.url, { max: 4, applicationName });
  try {
    return await work(db);
  } finally {
    await db.$client.end();
  }
}

describe("several workers and many writers at once", () => {
  const LOADS = 40;
  const STATUSES = 5;
  const bodiesOf = (load: string) => [
    { connectionId: tms, body: tender(load) },
    ...Array.from({ length: STATUSES }, (_, index) => ({
      connectionId: carrier,
      body: status(load, "X6", `20261118*${String(1000 + index)}`),
    })),
  ];
  /** One writer: every third of its transactions stays open while others, begun later, commit before it. */
  const write = (db: Database, loads: readonly string[]) =>
    Promise.all(
      loads.map(async (load, position) => {
        await sleep(position * 40);
        const rows = bodiesOf(load).map(({ connectionId, body }) =>
          messageRow(world.companyId, { connectionId, body: Buffer.from(body), transport: "http" }, now()),
        );
        await db.transaction(async (tx) => {
          await storeRows(tx, rows.slice(0, 3));
          if (position % 3 === 0) await sleep(600);
          await storeRows(tx, rows.slice(3));
        });
      }),
    );

  it("record every message exactly once, also those whose transaction outlived later ones", async () => {
    const stop = new AbortController();
    const work = async (db: Database) => {
      while (!stop.signal.aborted)
        if ((await runPipelineRound({ db, now }, () => undefined)) === 0) await sleep(5);
    };
    const workers = ["worker one", "worker two"].map((name) => onOwnPool(name, work));
    const loads = Array.from({ length: LOADS }, (_, index) => `K${1000 + index}`);
    const writers = [0, 1, 2, 3].map((writer) =>
      onOwnPool(`writer ${writer}`, (db) =>
        write(
          db,
          loads.filter((_, index) => index % 4 === writer),
        ),
      ),
    );
    await Promise.all(writers);
    stop.abort();
    await Promise.all(workers);
    await world.drain();
    await wakeMissedMessages(world.deps, true);
    await world.drain();

    const messages = LOADS * (1 + STATUSES);
    expect(await count("inbox_message")).toBe(messages);
    expect(await count("message_state where state = 'recorded'")).toBe(messages);
    expect(await count("event")).toBe(messages);
    expect(await count("(select distinct message_id from event) as told")).toBe(messages);
    expect(await count("shipment")).toBe(LOADS);
    expect(await wrongCounts()).toEqual([]);
    const rebuilt = await rebuildProjections(world.deps, null, () => undefined);
    expect(rebuilt.after).toBe(rebuilt.before);
  });

  it("never pass by a message that is not committed yet", async () => {
    const [first, second] = ["K1000", "K1001"].map((load) =>
      messageRow(
        world.companyId,
        { connectionId: carrier, body: Buffer.from(status(load, "X6", "20261118*1100")), transport: "http" },
        now(),
      ),
    );
    if (!first || !second) throw new Error("two messages were to be made");
    const before = await count("message_state");
    await onOwnPool("slow writer", (db) =>
      db.transaction(async (tx) => {
        await storeRows(tx, [first]);
        await storeRows(world.db, [{ ...second, shard: first.shard }]);
        await world.drain();
        expect(await count("message_state")).toBe(before);
      }),
    );
    await world.drain();
    expect(await count("message_state")).toBe(before + 2);
  });
});

describe("a worker that dies in the middle of a batch", () => {
  it("leaves nothing of the batch behind, and its successor records all of it", async () => {
    const events = await count("event");
    const states = await count("message_state");
    const bodies = Array.from({ length: 20 }, (_, index) =>
      status(`K${1000 + index}`, "X1", `20261119*14${String(10 + index)}`, { city: "DALLAS*TX" }),
    );
    await world.receive(carrier, ...bodies);

    await onOwnPool("lock holder", (holder) =>
      holder.transaction(async (tx) => {
        // Shipments are locked last: whoever waits here has written all of its batch already.
        await tx.execute(sql`select 1 from shipment for update`);
        await onOwnPool("victim", async (db) => {
          for (const shard of SHARDS) {
            const batch = runShard({ db, now }, shard).then(
              () => null,
              (error: unknown) => error,
            );
            await world.db.execute(sql`select pg_terminate_backend(${await untilBlocked("victim")})`);
            expect(await batch).toBeInstanceOf(Error);
          }
        });
      }),
    );
    expect(await count("event")).toBe(events);
    expect(await count("message_state")).toBe(states);

    await world.drain();
    expect(await count("event")).toBe(events + bodies.length);
    expect(await count("message_state")).toBe(states + bodies.length);
    expect(await wrongCounts()).toEqual([]);
  });
});

describe("a server in trouble", () => {
  it("puts no message into quarantine: the batch waits and runs again", async () => {
    const [id] = await world.receive(carrier, status("K1000", "X6", "20261118*1215"));
    const impatient = connectDatabase(`${world.url}?options=-c%20statement_timeout%3D300`);
    await onOwnPool("lock holder", (holder) =>
      holder.transaction(async (tx) => {
        await tx.execute(sql`select 1 from shipment for update`);
        const round = runPipelineRound({ db: impatient, now }, () => undefined);
        await expect(round).rejects.toMatchObject({ cause: { code: "57014" } });
      }),
    );
    await impatient.$client.end();
    await world.drain();
    expect(await count(`message_state where state = 'recorded' and message_id = '${id}'`)).toBe(1);
  });
});

describe("the clock and a batch at the same shipment", () => {
  it("keep the counts right", async () => {
    await world.receive(tms, tender("K9000"));
    const [id] = await world.receive(carrier, status("K9000", "AF", "20261118*0930"));
    await world.drain();
    await world.receive(carrier, status("K9000", "X6", "20261118*1130", { city: "ROLLA*MO" }));
    // Only this one, and long after it was due in Dallas.
    await world.db.execute(sql`
      update shipment_state set recheck_at = case when shipment_id = (
        select shipment_ids[1] from message_state where message_id = ${id}) then ${now().toISOString()}::timestamptz end`);
    const later = () => new Date("2026-11-22T18:00:00Z");
    await onOwnPool("lock holder", (holder) =>
      holder.transaction(async (tx) => {
        await tx.execute(sql`lock table shipment_count in exclusive mode`);
        const clock = onOwnPool("clock", (db) => recheckAttention({ db, now: later }));
        await untilBlocked("clock");
        const batch = onOwnPool("batch", (db) => runPipelineRound({ db, now: later }, () => undefined));
        await untilBlocked("batch");
        return { clock, batch };
      }),
    ).then(({ clock, batch }) => Promise.all([clock, batch]));
    expect(await wrongCounts()).toEqual([]);
  });
});
