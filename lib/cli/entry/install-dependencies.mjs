import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf, root } from "./project.mjs";
import { runOrThrow } from "./run-command.mjs";

const stamp = join(root, "node_modules", ".milepost-lock-hash");

/** @param {string} path @returns {Record<string, { version?: string, optional?: boolean }>} */
function packagesOf(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages ?? {};
}

/** Somebody else's `npm ci` leaves no stamp of ours, but npm keeps its own list of what it installed. */
function matchesLock() {
  const installedList = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installedList)) return false;
  const found = packagesOf(installedList);
  const wanted = Object.entries(packagesOf(join(root, "package-lock.json")));
  return wanted.every(([path, { version, optional }]) => {
    if (path === "") return true;
    const have = found[path];
    return have ? have.version === version : optional === true;
  });
}

/** @returns {boolean} */
function isInstalled() {
  const wanted = hashOf(["package-lock.json"]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return true;
  if (existsSync(stamp) || !matchesLock()) return false;
  writeFileSync(stamp, wanted);
  return true;
}

function npmCommand() {
  const byNpm = process.env.npm_execpath;
  return byNpm?.endsWith(".js") ? [process.execPath, byNpm] : ["npm"];
}

/** Installs exactly what the lock file names, unless that is already there. @returns {Promise<boolean>} whether it had to */
export async function installDependencies() {
  if (isInstalled()) return false;
  await runOrThrow("npm ci", [
    ...npmCommand(),
    "ci",
    "--include=dev",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
  ]);
  writeFileSync(stamp, hashOf(["package-lock.json"]));
  return true;
}
