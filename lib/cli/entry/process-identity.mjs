import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * A process named so that a later run can tell it from another one that got the same number.
 * @typedef {{ pid: number, startMark: string }} ProcessIdentity
 */

/** @param {number} pid @param {string} column */
function askPs(pid, column) {
  try {
    return execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/** @param {number} pid */
function startMarkOf(pid) {
  if (process.platform !== "linux") return askPs(pid, "lstart");
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const isZombie = fields[0] === "Z";
    return isZombie ? "" : (fields[19] ?? "");
  } catch {
    return "";
  }
}

/** @param {number} pid @returns {ProcessIdentity} */
export function identify(pid) {
  return { pid, startMark: startMarkOf(pid) };
}

/** @param {ProcessIdentity | undefined} identity */
export function isAlive(identity) {
  if (!identity?.startMark) return false;
  return startMarkOf(identity.pid) === identity.startMark;
}

/** @param {number} pid */
export function commandLineOf(pid) {
  if (process.platform !== "linux") return askPs(pid, "command");
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

/**
 * Sends the signals in turn, giving each its time, until the process is gone.
 * @param {ProcessIdentity} identity
 * @param {{ signal: NodeJS.Signals, waitMs: number }[]} ladder
 * @param {{ group?: boolean }} [options] `group`: signal the whole process group that this process leads
 */
export async function end(identity, ladder, { group = false } = {}) {
  for (const { signal, waitMs } of ladder) {
    if (!isAlive(identity)) return;
    try {
      process.kill(group ? -identity.pid : identity.pid, signal);
    } catch {
      return;
    }
    const deadline = Date.now() + waitMs;
    while (isAlive(identity) && Date.now() < deadline) await sleep(25);
  }
}
