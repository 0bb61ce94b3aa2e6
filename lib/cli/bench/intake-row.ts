import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findFreePort } from "@/lib/cli/entry/free-port.mjs";
import { startApp } from "@/lib/cli/soak/app-processes";
import { appSettings } from "@/lib/cli/soak/app-settings";
import { type Secrets, setUpPartners } from "@/lib/cli/soak/partners";
import { median } from "@/lib/cli/soak/quantile";
import type { Databases } from "./databases";
import type { LoadOrder, LoadResult } from "./load-client";
import { type BenchRow, throughputRow } from "./row";

const CONNECTIONS = 64;
const ROUNDS = 4;
const SECONDS = 4;
const WARM_UP_SECONDS = 3;
const FIRST_WEB_PORT = 3_750;
const NAME = "bench_intake";

interface Options {
  readonly databases: Databases;
  readonly webServerFile: string;
  readonly home: string;
}

/** Row "intake": signed posts, each durable before its answer, next to a route of the same server that does nothing. */
export async function intakeRow({ databases, webServerFile, home }: Options): Promise<BenchRow> {
  await databases.copy(NAME);
  const port = await findFreePort(FIRST_WEB_PORT);
  const settings = appSettings(databases.urlOf(NAME), port);
  const secrets = await databases.using(NAME, (db) => setUpPartners(db, settings.secretKey));
  const { environment } = settings;
  const app = startApp({ parts: ["web"], webServerFile, environment, logs: join(home, "logs") });
  const client = fork(fileURLToPath(new URL("./load-client.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
  });
  try {
    await untilHealthy(settings.address);
    const row = await measure(client, port, secrets);
    await expectStored(databases, row.posts);
    return row.row;
  } finally {
    client.kill();
    await app.stop();
  }
}

async function measure(client: ChildProcess, port: number, secrets: Secrets) {
  let seed = 0;
  let posts = 0;
  let rate = 4_000;
  const load = async (target: LoadOrder["target"], seconds: number) => {
    seed += 1;
    // Half as many again as the fastest round so far, so that none runs dry.
    const prepared = Math.ceil(rate * seconds * 1.5);
    const order = { target, port, connections: CONNECTIONS, seconds, prepared, secrets, seed };
    const result = await ask(client, order);
    expectGood(target, result);
    if (target === "intake") {
      rate = Math.max(rate, result.perSecond);
      posts += result.answers["202"] ?? 0;
    }
    return result;
  };
  await load("empty", WARM_UP_SECONDS);
  await load("intake", WARM_UP_SECONDS);
  const [intake, empty]: [LoadResult[], LoadResult[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    intake.push(await load("intake", SECONDS));
    empty.push(await load("empty", SECONDS));
  }
  return { posts, row: rowOf(intake, empty) };
}

function rowOf(intake: readonly LoadResult[], empty: readonly LoadResult[]): BenchRow {
  const of = (results: readonly LoadResult[], field: Exclude<keyof LoadResult, "answers">) =>
    median(results.map((result) => result[field]));
  return throughputRow({
    ...{ name: "intake", unit: "posts/s", peer: "empty route of the same server", floor: 0.5, aim: 0.8 },
    ours: of(intake, "perSecond"),
    against: of(empty, "perSecond"),
    remarks: {
      connections: CONNECTIONS,
      "ratio by round": intake
        .map(({ perSecond }, round) => (perSecond / (empty[round]?.perSecond ?? 0)).toFixed(2))
        .join(" "),
      "p50, ms": of(intake, "p50Ms"),
      "p95, ms": of(intake, "p95Ms"),
      "empty, p50, ms": of(empty, "p50Ms"),
      "empty, p95, ms": of(empty, "p95Ms"),
      "client, share of a core": of(intake, "clientLoad"),
      "client at empty, share of a core": of(empty, "clientLoad"),
    },
  });
}

function ask(client: ChildProcess, order: LoadOrder): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error("the load client ended"));
    client.once("exit", onExit);
    client.once("message", (result) => {
      client.off("exit", onExit);
      resolve(result as LoadResult);
    });
    client.send(order);
  });
}

function expectGood(target: LoadOrder["target"], { answers }: LoadResult): void {
  const good = target === "intake" ? "202" : "200";
  const other = Object.entries(answers).filter(([status]) => status !== good);
  if (other.length > 0)
    throw new Error(`${target} answered ${other.map((pair) => pair.join(" × ")).join(", ")}`);
}

/** A post that was answered and not stored would be fast, too. */
async function expectStored(databases: Databases, posts: number): Promise<void> {
  await databases.using(NAME, async (db) => {
    const { rows } = await db.$client.query<{ n: number }>("select count(*) as n from inbox_message");
    if (rows[0]?.n !== posts) throw new Error(`${posts} posts were acknowledged, ${rows[0]?.n} are stored`);
  });
}

async function untilHealthy(address: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) {
    const response = await fetch(`${address}/api/health`).catch(() => undefined);
    await response?.arrayBuffer();
    if (response?.ok) return;
  }
  throw new Error("the web app did not become healthy within 60 s");
}
