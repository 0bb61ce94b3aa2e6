import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { connectDatabase, type Database } from "@/db/client";
import { streamOf } from "@/lib/simulator/random";
import { addActorConnection, enqueueAll } from "@/lib/usecases/commands/testing/actor-connection";
import { appSettings } from "../app-settings";
import { withCleanups } from "../cleanups";
import { type OdooAccess, openAdmin } from "../odoo-pull/admin-rpc";
import { openPostgres } from "../own-postgres";
import { FAULTS, FaultProxy } from "./fault-proxy";
import { pushCommands } from "./push-commands";
import { tellTries, unsettledOf } from "./push-report";
import { type Commanded, judgePush } from "./push-verdict";
import { startPushWorkers } from "./push-workers";
import { makeShippedOrders } from "./shipped-orders";
import { drained, underFire } from "./under-fire";

export interface PushSoakOptions {
  readonly bills: number;
  readonly invoices: number;
  readonly seed: number;
  /** No faults and no kills: measures how fast commands drain. */
  readonly calm: boolean;
  readonly odoo: OdooAccess;
  /** Odoo's own database, read directly for the verdict. */
  readonly odooPostgres: string;
}

const HOME = resolve(".data", "soak-odoo-push");
const WORKERS = 2;
const RATES = { cutBefore: 0.03, cutAfter: 0.05, delayed: 0.06, duplicated: 0.15 };
const NO_FAULTS = { cutBefore: 0, cutAfter: 0, delayed: 0, duplicated: 0 };
const LEASE_MS = 9_000;
const TIMEOUT_MS = 5_000;
const WAIT_FACTOR = 0.1;
const SHOWN = 20;

type Say = (line: string) => void;

interface Stage {
  readonly db: Database;
  readonly odooDatabase: pg.Client;
  readonly proxy: FaultProxy;
  readonly owner: { readonly companyId: number; readonly connectionId: string };
  readonly odooCompanyId: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logs: string;
  readonly say: Say;
}

/**
 * Bills and invoices are commanded while the way to a real Odoo is cut, delayed and doubled at random and the workers are killed; afterwards Odoo's
 * own tables are counted. @returns whether everything commanded is there exactly once.
 */
export async function pushSoak(options: PushSoakOptions): Promise<boolean> {
  const startedAt = performance.now();
  const say: Say = (line) =>
    console.log(`${((performance.now() - startedAt) / 1_000).toFixed(1).padStart(7)} s  ${line}`);
  return withCleanups(async (later) => {
    const stage = await setStage(options, say, later);
    const { db, proxy } = stage;
    const commanded = await giveCommands(options, stage);
    const total = commanded.bills.length + commanded.orderIds.length;
    say(`${total} commands given; ${WORKERS} workers, faults ${options.calm ? "off" : "on"}`);
    const workers = startPushWorkers({
      count: WORKERS,
      environment: stage.environment,
      logs: stage.logs,
      times: [LEASE_MS, TIMEOUT_MS, WAIT_FACTOR],
    });
    later(workers.stop);
    const beganAt = performance.now();
    if (!options.calm) await underFire({ db, proxy, workers, total, seed: options.seed, say });
    proxy.heal();
    const isDrained = await drained(db, proxy);
    const seconds = (performance.now() - beganAt) / 1_000;
    say(`${(total / seconds).toFixed(1)} commands/s over ${seconds.toFixed(0)} s`);
    await tellTries(db, say);
    const faults = FAULTS.map((fault) => `${fault.replace("_", " ")} ${proxy.counts[fault]}`).join(", ");
    say(`faults: ${faults}; workers killed ${workers.killed()}`);
    const verdict = await judgePush(stage.odooDatabase, commanded);
    const problems = [
      ...(isDrained ? [] : ["the commands did not all settle"]),
      ...(await unsettledOf(db)),
      ...workers.fallen(),
    ];
    for (const line of [...problems, ...verdict.findings].slice(0, SHOWN)) say(line);
    console.log(`commanded ${verdict.commanded}, missing ${verdict.missing}, doubled ${verdict.doubled}`);
    return verdict.missing + verdict.doubled + problems.length === 0;
  });
}

/** A Postgres of this run, the proxy, and a connection that leads through it. */
async function setStage(
  options: PushSoakOptions,
  say: Say,
  later: (undo: () => unknown) => void,
): Promise<Stage> {
  const home = join(HOME, String(process.pid));
  const logs = join(home, "logs");
  mkdirSync(logs, { recursive: true });
  later(() => rmSync(home, { recursive: true, force: true }));
  const odooDatabase = new pg.Client({ connectionString: options.odooPostgres });
  await odooDatabase.connect();
  later(() => odooDatabase.end());
  const postgres = await openPostgres(join(home, "postgres"));
  later(postgres.close);
  const db = connectDatabase(postgres.url, { max: 3, applicationName: "soak" });
  later(() => db.$client.end());
  const { hostname: host, port } = new URL(options.odoo.url);
  const proxy = new FaultProxy({
    upstream: { host, port: Number(port || 80) },
    rates: options.calm ? NO_FAULTS : RATES,
    random: streamOf(options.seed, "faults"),
    longestDelayMs: TIMEOUT_MS * 1.6,
  });
  const through = await proxy.start();
  later(() => proxy.close());
  const { secretKey, environment } = appSettings(postgres.url, 0);
  const made = await addActorConnection(db, { secretKey, odoo: options.odoo, through });
  return { db, odooDatabase, proxy, environment, logs, say, ...made };
}

/** Makes in Odoo what the commands are about, past the proxy, and writes the commands down. */
async function giveCommands(options: PushSoakOptions, stage: Stage): Promise<Commanded> {
  const { owner, odooCompanyId, say } = stage;
  const run = randomBytes(3).toString("hex");
  say(`making ${options.invoices} delivered orders in ${options.odoo.url}, run ${run}`);
  const world = await makeShippedOrders(await openAdmin(options.odoo), {
    run,
    orders: options.invoices,
    companyId: odooCompanyId,
    onProgress: (made) => {
      if (made % 100 === 0 || made === options.invoices) say(`${made} orders delivered`);
    },
  });
  const bills = Array.from({ length: options.bills }, (_, place) => `PUSH-${run}-${place + 1}`);
  const inputs = pushCommands({
    connectionId: owner.connectionId,
    companyId: odooCompanyId,
    world,
    bills,
    random: streamOf(options.seed, "order"),
  });
  await enqueueAll(stage.db, owner.companyId, inputs);
  return { bills, orderIds: world.orders.map(({ orderId }) => orderId) };
}
