import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { hashOf, root } from "./project.mjs";
import { runCommand, runOrThrow } from "./run-command.mjs";

/** @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[], extraneous?: boolean }} LockEntry */

const stamp = join(root, "node_modules", ".milepost-lock-hash");
// `npm test --silent` would hand its silence down, and with it the reason of a failure.
const QUIET = ["--loglevel=error", "--include=dev", "--no-audit", "--no-fund", "--prefer-offline"];

/** @param {...string} path */
function readJson(...path) {
  return JSON.parse(readFileSync(join(root, ...path), "utf8"));
}

/** @param {LockEntry} entry an entry that other machines need and this one may lack */
function mayBeAbsent(entry) {
  return Boolean(entry.optional || entry.extraneous || entry.os || entry.cpu);
}

/** Somebody else's `npm ci` leaves no stamp of ours, but npm keeps its own list of what it installed. */
function matchesLock() {
  if (!existsSync(join(root, "node_modules", ".package-lock.json"))) return false;
  const found = /** @type {Record<string, LockEntry>} */ (
    readJson("node_modules", ".package-lock.json").packages
  );
  const wanted = /** @type {Record<string, LockEntry>} */ (readJson("package-lock.json").packages);
  return Object.entries(wanted).every(([path, entry]) => {
    const have = found[path];
    return path === "" || (have ? have.version === entry.version : mayBeAbsent(entry));
  });
}

/** @returns {boolean} */
function isInstalled() {
  const wanted = hashOf(["package-lock.json"]);
  if (existsSync(stamp)) return readFileSync(stamp, "utf8") === wanted;
  if (!matchesLock()) return false;
  writeFileSync(stamp, wanted);
  return true;
}

/** Whether the lock file was made from this very package.json. */
function lockFitsManifest() {
  const manifest = readJson("package.json");
  const locked = readJson("package-lock.json").packages[""] ?? {};
  return ["dependencies", "devDependencies"].every((kind) => isDeepStrictEqual(manifest[kind], locked[kind]));
}

function npmCommand() {
  const byNpm = process.env.npm_execpath;
  return byNpm?.endsWith(".js") ? [process.execPath, byNpm] : ["npm"];
}

/**
 * Installs exactly what the lock file names, unless that is already there.
 * @returns {Promise<boolean>} whether it had to
 */
export async function installDependencies() {
  if (isInstalled()) return false;
  const npm = npmCommand();
  const { code, output } = await runCommand([...npm, "ci", ...QUIET]);
  if (code !== 0) {
    // A lock file written against a registry without the builds for other systems names too few optional packages:
    // `npm ci` refuses that everywhere, `npm install` takes the locked versions and leaves the file alone.
    const lacksOptional = output.includes("EUSAGE") && lockFitsManifest();
    if (!lacksOptional) throw new Error(`npm ci failed (exit code ${code}):\n${output.trimEnd()}`);
    await runOrThrow("npm install", [...npm, "install", "--no-save", ...QUIET]);
  }
  writeFileSync(stamp, hashOf(["package-lock.json"]));
  return true;
}
