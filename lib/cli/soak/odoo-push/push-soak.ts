import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { connectDatabase, type Database } from "@/db/client";
import { type Random, streamOf } from "@/lib/simulator/random";
import type { CommandInput } from "@/lib/usecases/commands/command-input";
import { addActorConnection, enqueueAll } from "@/lib/usecases/commands/testing/actor-connection";
import { appSettings } from "../app-settings";
import { withCleanups } from "../cleanups";
import { type OdooAccess, openAdmin } from "../odoo-pull/admin-rpc";
import { openPostgres } from "../own-postgres";
import { FAULTS, type FaultProxy, startFaultProxy } from "./fault-proxy";
import { judgePush } from "./push-verdict";
import { startPushWorkers } from "./push-workers";
import { makeShippedOrders, type PushWorld } from "./shipped-orders";

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
/** The soak goes on until so much is confirmed under fire; the rest drains in peace. */
const SHARE_UNDER_FIRE = 0.9;
const DRAINED_WITHIN_MS = 600_000;
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
    const inputs = shuffled(
      [
        ...bills.map((reference) => billOf(owner.connectionId, odooCompanyId, world, reference)),
        ...world.orders.map((order) => invoiceOf(owner.connectionId, odooCompanyId, order)),
      ],
      streamOf(options.seed, "order"),
    );
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
    const isDrained = await drained(db, proxy, say);
    const seconds = (performance.now() - beganAt) / 1_000;
    const verdict = await judgePush(odooDatabase, {
      bills,
      orderIds: world.orders.map(({ orderId }) => orderId),
    });
    const unsettled = await unsettledOf(db);
    say(`${(inputs.length / seconds).toFixed(1)} commands/s over ${seconds.toFixed(0)} s`);
    await tell(db, say);
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

interface Fire {
  readonly db: Database;
  readonly proxy: FaultProxy;
  readonly workers: ReturnType<typeof startPushWorkers>;
  readonly total: number;
  readonly seed: number;
  readonly say: Say;
}

/** Kills a worker every few seconds, each only after it has tried something, and takes the whole way down now and then, until most is confirmed. */
async function underFire({ db, proxy, workers, total, seed, say }: Fire): Promise<void> {
  const random = streamOf(seed, "kills");
  let saidAt = 0;
  for (;;) {
    const triesBefore = await countTries(db);
    await sleep(random.between(2_000, 12_000));
    await untilMoreThan(triesBefore + 1, db);
    if (random.chance(0.1)) proxy.goAway(random.between(500, 2_500));
    workers.killOne(random.int(0, WORKERS - 1));
    await hurryBreaker(db);
    const { confirmed } = await countStates(db);
    if (confirmed >= total * SHARE_UNDER_FIRE) return;
    if (confirmed - saidAt >= total / 10) {
      saidAt = confirmed;
      say(`${confirmed} of ${total} confirmed, workers killed ${workers.killed()}`);
    }
  }
}

/**
 * The breaker's own waits are made for outages of minutes: a soak shortens them. A probe whose worker was killed would be waited for three minutes.
 */
async function hurryBreaker(db: Database): Promise<void> {
  await db.$client.query(
    "update connection_breaker set retry_at = now() where state <> 'closed' and changed_at < now() - interval '6 seconds'",
  );
  await db.$client.query(
    "update command set next_try_at = now() where state in ('pending', 'uncertain') and leased_until is null and next_try_at > now() + interval '5 seconds'",
  );
}

async function countTries(db: Database): Promise<number> {
  const { rows } = await db.$client.query("select count(*)::int as n from command_attempt");
  return rows[0].n;
}

const WORKS_WITHIN_MS = 60_000;

async function untilMoreThan(tries: number, db: Database): Promise<void> {
  const deadline = Date.now() + WORKS_WITHIN_MS;
  while ((await countTries(db)) <= tries) {
    if (Date.now() > deadline) throw new Error(`nothing was tried within ${WORKS_WITHIN_MS / 1_000} s`);
    await hurryBreaker(db);
    await sleep(100);
  }
}

async function drained(db: Database, proxy: FaultProxy, say: Say): Promise<boolean> {
  const deadline = Date.now() + DRAINED_WITHIN_MS;
  while (Date.now() < deadline) {
    await hurryBreaker(db);
    const { open } = await countStates(db);
    if (open === 0 && proxy.pending() === 0) return true;
    await sleep(200);
  }
  say("the commands did not all settle");
  return false;
}

async function countStates(db: Database): Promise<{ readonly open: number; readonly confirmed: number }> {
  const { rows } = await db.$client.query(
    "select count(*) filter (where next_try_at is not null)::int as open, count(*) filter (where state = 'confirmed')::int as confirmed from command",
  );
  return rows[0];
}

async function unsettledOf(db: Database): Promise<string[]> {
  const { rows } = await db.$client.query(
    "select operation_key, state, error from command where state <> 'confirmed' order by position",
  );
  return rows.map(({ operation_key: key, state, error }) => `${key} is ${state}: ${error}`);
}

async function tell(db: Database, say: Say): Promise<void> {
  const { rows } = await db.$client.query(`
    select k.kind, percentile_cont(0.5) within group (order by extract(epoch from a.ended_at - a.started_at) * 1000)::int as p50,
      percentile_cont(0.95) within group (order by extract(epoch from a.ended_at - a.started_at) * 1000)::int as p95
    from command_attempt a join command k on k.company_id = a.company_id and k.id = a.command_id
    where a.kind = 'send' and k.state = 'confirmed' group by k.kind order by 1`);
  for (const { kind, p50, p95 } of rows)
    say(`${kind}: look up, send and look up again p50 ${p50} ms, p95 ${p95} ms`);
  const { rows: tries } = await db.$client.query(
    "select outcome, count(*)::int as n from command_attempt group by 1 order by 2 desc",
  );
  say(`tries: ${tries.map(({ outcome, n }) => `${outcome} ${n}`).join(", ")}`);
}

function billOf(
  connectionId: string,
  companyId: number,
  { carrierId }: PushWorld,
  reference: string,
): CommandInput {
  return {
    kind: "vendor_bill",
    connectionId,
    businessKey: ["SOAK", reference],
    payload: {
      companyId,
      partnerId: carrierId,
      reference,
      origin: null,
      invoiceDate: "2026-11-18",
      currency: "USD",
      lines: [
        { name: "Linehaul", quantity: "1", unitPrice: "130.50", accountCode: "600000" },
        { name: "Fuel", quantity: "2", unitPrice: "10.25", accountCode: "600000" },
      ],
      post: true,
    },
  };
}

function invoiceOf(
  connectionId: string,
  companyId: number,
  order: PushWorld["orders"][number],
): CommandInput {
  return {
    kind: "draft_customer_invoice",
    connectionId,
    businessKey: [order.name, "soak"],
    payload: { companyId, saleOrderId: order.orderId },
  };
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
