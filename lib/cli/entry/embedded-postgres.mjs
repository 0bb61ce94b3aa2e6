import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { findFreePort } from "./free-port.mjs";
import { postgresAccount } from "./postgres-account.mjs";
import { clearLeftover, openCluster, STOP_LADDER, USER } from "./postgres-cluster.mjs";
import { findPlace } from "./postgres-place.mjs";
import { end, identify } from "./process-identity.mjs";

/**
 * @typedef {object} StartOptions
 * @property {string} dataDir absolute
 * @property {number} [port] any free one when left out
 * @property {string} [database] created when missing
 * @property {Record<string, string>} [settings] server settings, as in postgresql.conf
 * @property {boolean} [throwaway] the data may die with the machine: no flush to disk, removed by stop()
 * @property {(line: string) => void} [tell]
 */
/**
 * @typedef {object} RunningPostgres
 * @property {string} url
 * @property {number} port
 * @property {number} pid
 * @property {string} dataDir where the data really lies
 * @property {string} logFile
 * @property {Promise<void>} ended settles when the server is gone, asked for or not
 * @property {() => Promise<void>} stop
 */

const THROWAWAY_SETTINGS = { fsync: "off", full_page_writes: "off" };

/** @param {string} logFile */
function lastLines(logFile) {
  return readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-8).join("\n");
}

/** @param {string} url @param {() => boolean} hasEnded */
async function waitUntilReady(url, hasEnded) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && !hasEnded()) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch {
      await client.end().catch(() => {});
      await sleep(30);
    }
  }
  return undefined;
}

/** @param {pg.Client} client @param {string} database */
async function ensureDatabase(client, database) {
  const found = await client.query("select 1 from pg_database where datname = $1", [database]);
  if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
}

/**
 * @param {import("./postgres-place.mjs").Place} place
 * @param {import("./postgres-account.mjs").Account} account
 * @param {number} port
 * @param {Record<string, string>} settings
 */
function launch({ dataDir, bin }, account, port, settings) {
  const logFile = `${dataDir}.log`;
  const log = openSync(logFile, "a", 0o600);
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(join(bin, "postgres"), ["-D", dataDir, "-p", String(port), ...flags], {
    ...account,
    cwd: dataDir,
    // Its own group: Ctrl-C reaches only us, and Postgres is stopped last.
    detached: true,
    stdio: ["ignore", log, log],
    env: { PATH: process.env.PATH, TZ: "UTC", LC_ALL: "C" },
  });
  closeSync(log);
  const state = { hasEnded: false };
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    const settle = () => {
      state.hasEnded = true;
      resolve();
    };
    child.once("exit", settle);
    child.once("error", settle);
  });
  child.unref();
  return { child, ended, logFile, hasEnded: () => state.hasEnded };
}

/**
 * Starts a real Postgres over TCP on loopback, creating its data directory the first time.
 * @param {StartOptions} options
 * @returns {Promise<RunningPostgres>}
 */
export async function start({
  dataDir: requestedDir,
  port,
  database = USER,
  settings,
  throwaway = false,
  tell,
}) {
  const say = tell ?? (() => {});
  const account = postgresAccount();
  const place = findPlace(requestedDir, account);
  const { dataDir } = place;
  if (place.moved)
    say(`Postgres cannot reach this clone as an unprivileged user; its data lies in ${dataDir}`);
  await clearLeftover(dataDir, say);
  const password = await openCluster(place, account, throwaway);
  const allSettings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    ...(throwaway ? THROWAWAY_SETTINGS : {}),
    ...settings,
  };

  for (let attempt = 1; ; attempt += 1) {
    const chosenPort = port ?? (await findFreePort());
    const server = launch(place, account, chosenPort, allSettings);
    const urlFor = (/** @type {string} */ name) =>
      `postgres://${USER}:${password}@127.0.0.1:${chosenPort}/${encodeURIComponent(name)}`;
    const client = await waitUntilReady(urlFor("postgres"), server.hasEnded);
    if (!client || server.child.pid === undefined) {
      // The port was taken in between, or processes of a killed server are still letting go of its memory.
      if (server.hasEnded() && attempt < 5) {
        await sleep(200 * attempt);
        continue;
      }
      if (server.child.pid) await end(identify(server.child.pid), [...STOP_LADDER]);
      throw new Error(
        `Postgres did not start. Its log, ${server.logFile}, ends with:\n${lastLines(server.logFile)}`,
      );
    }
    await ensureDatabase(client, database);
    await client.end();
    const identity = identify(server.child.pid);
    return {
      url: urlFor(database),
      port: chosenPort,
      pid: identity.pid,
      dataDir,
      logFile: server.logFile,
      ended: server.ended,
      stop: async () => {
        await end(identity, [...STOP_LADDER]);
        if (!throwaway) return;
        rmSync(dataDir, { recursive: true, force: true });
        rmSync(server.logFile, { force: true });
      },
    };
  }
}
