import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { postgresAccount } from "./postgres-account.mjs";
import { findPlace, makeDataDir } from "./postgres-place.mjs";
import { commandLineOf, end, identify, isAlive } from "./process-identity.mjs";

/** @typedef {import("./postgres-account.mjs").Account} Account */
/** @typedef {import("./postgres-place.mjs").Place} Place */

export const USER = "milepost";
export const STOP_LADDER = /** @type {const} */ ([
  { signal: "SIGINT", waitMs: 20_000 },
  { signal: "SIGQUIT", waitMs: 5_000 },
  { signal: "SIGKILL", waitMs: 2_000 },
]);

/** @param {string} dataDir */
const passwordFile = (dataDir) => join(dataDir, "milepost-password");
/** @param {string} dataDir */
const ownerFile = (dataDir) => join(dataDir, "milepost-owner.json");

/** @param {string} file @param {string} text @param {Account} account */
function writePrivate(file, text, account) {
  writeFileSync(file, text, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) chownSync(file, account.uid, account.gid);
}

/**
 * @param {Place} place
 * @param {Account} account
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

/**
 * Makes the cluster when there is none yet, and takes it into the care of this process.
 * @param {Place} place @param {Account} account @param {boolean} throwaway
 * @returns {Promise<string>} the password
 */
export async function openCluster(place, account, throwaway) {
  const { dataDir } = place;
  // The password is written last, so without it the directory is a broken first start.
  if (!existsSync(passwordFile(dataDir))) await createCluster(place, account, throwaway);
  const password = readFileSync(passwordFile(dataDir), "utf8");
  writePrivate(ownerFile(dataDir), JSON.stringify(identify(process.pid)), account);
  return password;
}

/** Removes a data directory, wherever start() has put it. @param {string} requestedDir */
export async function removeData(requestedDir, tell = () => {}) {
  const { dataDir } = findPlace(requestedDir, postgresAccount());
  await clearLeftover(dataDir, tell);
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(`${dataDir}.log`, { force: true });
}
