import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { connectDatabase, type Database } from "@/db/client";
import { addPlainConnection } from "@/lib/usecases/odoo/pull/testing/plain-connection";
import { startApp } from "../app-processes";
import { appSettings } from "../app-settings";
import { withCleanups } from "../cleanups";
import { openPostgres } from "../own-postgres";
import { type OdooAccess, openAdmin } from "./admin-rpc";
import { COMPARED, type Comparison, compareWithOdoo, type Held, odooTime } from "./compare";
import { NaiveCursor } from "./naive-cursor";
import { startWriters } from "./writers";

export interface PullSoakOptions {
  readonly minutes: number;
  readonly documents: number;
  readonly overlapSeconds: number;
  readonly odoo: OdooAccess;
  /** Odoo's own database, read directly for the comparison. */
  readonly odooPostgres: string;
}

const HOME = resolve(".data", "soak-odoo-pull");
const LOADED_WITHIN_MS = 300_000;
const SEEN_WITHIN_MS = 180_000;
const SHOWN = 10;

type Say = (line: string) => void;

/**
 * Writers at work in a real Odoo while the real worker reads it into a Postgres of this run; afterwards each record of the written models is held
 * against Odoo's own tables.
 *
 * @returns whether none is missing and none is stale.
 */
export async function pullSoak(options: PullSoakOptions): Promise<boolean> {
  const startedAt = performance.now();
  const say: Say = (line) =>
    console.log(`${((performance.now() - startedAt) / 1_000).toFixed(1).padStart(7)} s  ${line}`);
  return withCleanups(async (later) => {
    const home = join(HOME, String(process.pid));
    const logs = join(home, "logs");
    mkdirSync(logs, { recursive: true });
    later(() => rmSync(home, { recursive: true, force: true }));
    const odooDatabase = new pg.Client({ connectionString: options.odooPostgres });
    await odooDatabase.connect();
    later(() => odooDatabase.end());
    const call = await openAdmin(options.odoo);

    const postgres = await openPostgres(join(home, "postgres"));
    later(postgres.close);
    const db = connectDatabase(postgres.url, { max: 3, applicationName: "soak" });
    later(() => db.$client.end());
    const { secretKey, environment } = appSettings(postgres.url, 0);
    const overlapMinutes = options.overlapSeconds / 60;
    const settings = { overlapMinutes, pollSeconds: 2 };
    await addPlainConnection(db, { secretKey, odoo: options.odoo, settings });
    const app = startApp({ parts: ["worker"], webServerFile: "", environment, logs });
    later(app.stop);
    say(
      `the worker reads ${options.odoo.url}, overlap ${options.overlapSeconds} s; waiting for the first load`,
    );
    await until(LOADED_WITHIN_MS, "the first load did not end", () => isLoaded(db));
    say(`loaded ${await countHeld(db)} records`);

    const since = await odooTime(odooDatabase);
    const naive = new NaiveCursor(call, "stock.picking", since);
    naive.start();
    const name = `soak-pull ${process.pid}`;
    const writers = startWriters({ call, name, minutes: options.minutes, documents: options.documents });
    const ticker = setInterval(() => say(`${writers.documents()} documents written`), 15_000);
    later(() => clearInterval(ticker));
    const report = await writers.finished;
    clearInterval(ticker);
    const written = await odooTime(odooDatabase);
    const writtenAt = new Date();
    say(
      `${report.documents} documents created or changed in ${report.calls} calls; ${report.heldOpen} transactions open for 3 s or longer, the longest call ${(report.longestMs / 1_000).toFixed(1)} s; ${report.bursts} bursts within a second`,
    );
    await naive.stop();
    const compare = async () =>
      compareWithOdoo(odooDatabase, await heldRecords(db), { since, until: written });
    await seenSince(db, writtenAt);
    let result = await compare();
    if (result.missing.length + result.stale.length > 0) {
      // Others may work in the same Odoo: a transaction of theirs that ended between our last look and the comparison is no loss yet.
      say(
        `first comparison: missing ${result.missing.length}, stale ${result.stale.length}; comparing once more`,
      );
      await seenSince(db, new Date());
      result = await compare();
    }
    tell(say, result, naive);
    for (const fallen of app.fallen) say(fallen);
    console.log(`written ${result.written}, missing ${result.missing.length}, stale ${result.stale.length}`);
    return (
      result.missing.length + result.stale.length === 0 &&
      report.documents >= options.documents &&
      app.fallen.length === 0
    );
  });
}

function tell(say: Say, result: Comparison, naive: NaiveCursor): void {
  const { pickingTimes } = result;
  const lost = [...pickingTimes.keys()].filter((id) => !naive.held.has(id)).length;
  const old = [...pickingTimes].filter(([id, at]) => (naive.held.get(id) ?? at) !== at).length;
  say(
    `compared ${result.compared} records of ${COMPARED.join(", ")}; ${result.ties} share their second with another`,
  );
  say(`a plain cursor beside it, of ${pickingTimes.size} deliveries: missing ${lost}, stale ${old}`);
  for (const [kind, differences] of [
    ["missing", result.missing],
    ["stale", result.stale],
  ] as const)
    for (const { model, odooId, what } of differences.slice(0, SHOWN))
      say(`${kind}: ${model} ${odooId}: ${what}`);
}

async function until(withinMs: number, problem: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${problem} within ${withinMs / 1_000} s`);
    await sleep(250);
  }
}

async function isLoaded(db: Database): Promise<boolean> {
  const { rows } = await db.$client.query(
    "select count(*) > 0 and bool_and(loaded_at is not null) as loaded, max(error) as error from odoo_pull",
  );
  if (rows[0]?.error) throw new Error(`a model could not be read: ${rows[0].error}`);
  return rows[0]?.loaded === true;
}

/** Until every compared model was looked at over its whole overlap, from after that moment on. */
async function seenSince(db: Database, at: Date): Promise<void> {
  const ask =
    "select count(*) as left from odoo_pull where model = any($1) and coalesce(looked_at, loaded_at) - interval '2 s' <= $2";
  await until(SEEN_WITHIN_MS, "the worker did not look again", async () => {
    const { rows } = await db.$client.query(ask, [[...COMPARED], at]);
    return Number(rows[0]?.left) === 0;
  });
}

async function countHeld(db: Database): Promise<number> {
  const { rows } = await db.$client.query("select sum(record_count)::integer as held from odoo_pull");
  return rows[0]?.held ?? 0;
}

async function heldRecords(db: Database): Promise<Map<string, Held[]>> {
  const { rows } = await db.$client.query(
    "select model, odoo_id as id, values from odoo_record where model = any($1) and deleted_at is null",
    [[...COMPARED]],
  );
  const held = new Map<string, Held[]>();
  for (const { model, id, values } of rows) {
    const own = held.get(model) ?? [];
    own.push({ odooId: Number(id), values });
    held.set(model, own);
  }
  return held;
}
