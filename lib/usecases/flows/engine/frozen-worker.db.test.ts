import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type FlowWorld, flowWorld } from "../testing/flow-world";
import { freezable, LEASE_MS } from "../testing/freezable-worker";
import { workOnRuns } from "./work-on-runs";

const WORKER = fileURLToPath(new URL("../testing/freezable-worker.ts", import.meta.url));
const MOST_MS = 30_000;
const flow = freezable(async () => undefined);

let world: FlowWorld;
let child: ChildProcess | undefined;

beforeAll(async () => {
  world = await flowWorld([flow]);
  // The other process goes by the real one.
  world.clock.now = new Date();
  await world.db.execute(sql`create table effect (run_id uuid, pid integer)`);
});
afterEach(() => child?.kill("SIGKILL"));
afterAll(() => world.close());

it.each(["claimed", "in the step"])(
  "a worker process stopped past its lease, %s, writes nothing when it goes on",
  async (at) => {
    const id = await world.start(flow, { businessKey: at });
    child = spawn(process.execPath, ["--import", "tsx", WORKER, world.url, at], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const { stdout } = child;
    if (!stdout) throw new Error("the worker says nothing");
    const said = createInterface({ input: stdout })[Symbol.asyncIterator]();
    expect((await said.next()).value).toBe(at);
    child.kill("SIGSTOP");
    await sleep(LEASE_MS);
    const other = { ...world.flowDeps, now: () => new Date(), leaseNow: async () => new Date() };
    for (const until = Date.now() + MOST_MS; (await world.run(id)).state !== "done" && Date.now() < until; )
      if (!(await workOnRuns(other))) await sleep(100);
    const finished = await world.run(id);
    expect(finished).toMatchObject({ state: "done", attempts: 1 });
    child.kill("SIGCONT");
    expect((await said.next()).value).toBe(at === "claimed" ? "ended" : "failed");
    expect(await world.run(id)).toEqual(finished);
    const { rows } = await world.db.execute(sql`select pid from effect where run_id = ${id}::uuid`);
    expect(rows).toEqual([{ pid: process.pid }]);
  },
  2 * MOST_MS,
);
