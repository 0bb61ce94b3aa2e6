import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { connectDatabase } from "@/db/client";
import { streamOf } from "@/lib/simulator/random";
import { addActorConnection, enqueueAll } from "@/lib/usecases/commands/testing/actor-connection";
import { appSettings } from "../app-settings";
import { withCleanups } from "../cleanups";
import { type OdooAccess, openAdmin } from "../odoo-pull/admin-rpc";
import { openPostgres } from "../own-postgres";
import { FAULTS, type FaultProxy, startFaultProxy } from "./fault-proxy";
import { pushCommands } from "./push-commands";
import { tellTries, unsettledOf } from "./push-report";
import { judgePush } from "./push-verdict";
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

/**
 * Bills and invoices are commanded while the way to a real Odoo is cut, delayed and doubled at random and the workers are killed; afterwards Odoo's
 * own tables are counted. @returns whether everything commanded is there exactly once.
 */
export async function pushSoak(options: PushSoakOptions): Promise<boolean> {
  const startedAt = performance.now();
  const say: Say = (line) =>
    console.log(`${((performance.now() - startedAt) / 1_000).toFixed(1).padStart(7)} s  ${line}`);
  return withCleanups(async (later) => {
    const home = join(HOME, String(process.pid));
    mkdirSync(join(home, "logs"), { recursive: true });
    later(() => rmSync(home, { recursive: true, force: true }));
    const odooDatabase = new pg.Client({ connectionString: options.odooPostgres });
    await odooDatabase.connect();
    later(() => odooDatabase.end());
    const postgres = await openPostgres(join(home, "postgres"));
    later(postgres.close);
    const db = connectDatabase(postgres.url, { max: 3, applicationName: "soak" });
    later(() => db.$client.end());

    const proxy = await openProxy(options);
    later(proxy.close);
    const { secretKey, environment } = appSettings(postgres.url, 0);
    const { owner, odooCompanyId } = await addActorConnection(db, {
      secretKey,
      odoo: options.odoo,
      through: proxy.url,
    });
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
    await enqueueAll(db, owner.companyId, inputs);
    say(`${inputs.length} commands given; ${WORKERS} workers, faults ${options.calm ? "off" : "on"}`);

    const workers = startPushWorkers({
      count: WORKERS,
      environment,
      logs: join(home, "logs"),
      times: [LEASE_MS, TIMEOUT_MS, WAIT_FACTOR],
    });
    later(workers.stop);
    const beganAt = performance.now();
    if (!options.calm) await underFire({ db, proxy, workers, total: inputs.length, seed: options.seed, say });
    proxy.heal();
    const isDrained = await drained(db, proxy);
    const seconds = (performance.now() - beganAt) / 1_000;
    const verdict = await judgePush(odooDatabase, {
      bills,
      orderIds: world.orders.map(({ orderId }) => orderId),
    });
    const unsettled = await unsettledOf(db);
    say(`${(inputs.length / seconds).toFixed(1)} commands/s over ${seconds.toFixed(0)} s`);
    await tellTries(db, say);
    if (!isDrained) say("the commands did not all settle");
    const faults = FAULTS.map((fault) => `${fault.replace("_", " ")} ${proxy.counts[fault]}`).join(", ");
    say(`faults: ${faults}; workers killed ${workers.killed()}`);
    for (const line of [...unsettled, ...workers.fallen(), ...verdict.findings].slice(0, SHOWN)) say(line);
    console.log(`commanded ${verdict.commanded}, missing ${verdict.missing}, doubled ${verdict.doubled}`);
    const isClean = unsettled.length === 0 && isDrained && workers.fallen().length === 0;
    return verdict.missing + verdict.doubled === 0 && isClean;
  });
}

function openProxy({ odoo, calm, seed }: PushSoakOptions): Promise<FaultProxy> {
  const { hostname: host, port } = new URL(odoo.url);
  return startFaultProxy({
    upstream: { host, port: Number(port || 80) },
    rates: calm ? NO_FAULTS : RATES,
    random: streamOf(seed, "faults"),
    longestDelayMs: TIMEOUT_MS * 1.6,
  });
}
