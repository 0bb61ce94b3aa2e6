import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { findFreePort } from "./free-port.mjs";
import { postgresAccount } from "./postgres-account.mjs";
import { findPlace, makeDataDir } from "./postgres-place.mjs";
import { commandLineOf, end, identify, isAlive } from "./process-identity.mjs";

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

const USER = "milepost";
const STOP_LADDER = /** @type {const} */ ([
  { signal: "SIGINT", waitMs: 20_000 },
  { signal: "SIGQUIT", waitMs: 5_000 },
  { signal: "SIGKILL", waitMs: 2_000 },
]);
const THROWAWAY_SETTINGS = { fsync: "off", full_page_writes: "off" };

/** @param {string} dataDir */
const passwordFile = (dataDir) => join(dataDir, "milepost-password");
/** @param {string} dataDir */
const ownerFile = (dataDir) => join(dataDir, "milepost-owner.json");

/** @param {string} file @param {string} text @param {import("./postgres-account.mjs").Account} account */
function writePrivate(file, text, account) {
  writeFileSync(file, text, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) chownSync(file, account.uid, account.gid);
}

/**
 * @param {import("./postgres-place.mjs").Place} place
 * @param {import("./postgres-account.mjs").Account} account
 * @param {boolean} throwaway
 */
async function createCluster({ dataDir, bin }, account, throwaway) {
  makeDataDir(dataDir, account);
  const password = randomBytes(24).toString("base64url");
  const handover = `${dataDir}.password`;
  writePrivate(handover, password, account);
  const flags = ["-D", dataDir, "-U", USER, "-A", "scram-sha-256", `--pwfile=${handover}`, "-E", "UTF8"];
  // The built-in provider sorts the same on every machine, whatever locales it has.
  flags.push("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
  if (throwaway) flags.push("--no-sync");
  try {
    await promisify(execFile)(join(bin, "initdb"), flags, { ...account, cwd: dataDir });
  } finally {
    rmSync(handover, { force: true });
  }
  writePrivate(passwordFile(dataDir), password, account);
}

/** @param {string} dataDir */
function readOwner(dataDir) {
  try {
    return /** @type {import("./process-identity.mjs").ProcessIdentity} */ (
      JSON.parse(readFileSync(ownerFile(dataDir), "utf8"))
    );
  } catch {
    return undefined;
  }
}

/**
 * A killed run leaves its server, or only the server's pid file, behind. The server is stopped; a file whose
 * number names a zombie or another program by now is removed, since Postgres would take that for a live server.
 * @param {string} dataDir
 * @param {(line: string) => void} tell
 */
export async function clearLeftover(dataDir, tell) {
  const pidFile = join(dataDir, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const server = identify(Number(readFileSync(pidFile, "utf8").split("\n", 1)[0]));
  if (!isAlive(server) || !commandLineOf(server.pid).includes(dataDir)) {
    rmSync(pidFile, { force: true });
    return;
  }
  const owner = readOwner(dataDir);
  if (owner && owner.pid !== process.pid && isAlive(owner)) {
    throw new Error(
      `Postgres on ${dataDir} is in use by process ${owner.pid}, which still runs. Stop that first.`,
    );
  }
  tell("stopping the Postgres that an earlier run left behind");
  await end(server, [...STOP_LADDER]);
}

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
  // The password is written last, so without it the directory is a broken first start.
  if (!existsSync(passwordFile(dataDir))) await createCluster(place, account, throwaway);
  const password = readFileSync(passwordFile(dataDir), "utf8");
  writePrivate(ownerFile(dataDir), JSON.stringify(identify(process.pid)), account);
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

/** Removes a data directory, wherever start() has put it. @param {string} requestedDir */
export async function removeData(requestedDir, tell = () => {}) {
  const { dataDir } = findPlace(requestedDir, postgresAccount());
  await clearLeftover(dataDir, tell);
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(`${dataDir}.log`, { force: true });
}
