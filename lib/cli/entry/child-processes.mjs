import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { end, identify } from "./process-identity.mjs";
import { dataHome, root } from "./project.mjs";

/**
 * @typedef {object} Child
 * @property {string} name
 * @property {import("./process-identity.mjs").ProcessIdentity} identity
 * @property {string[]} lastLines
 * @property {string} logFile
 */
/** @typedef {(child: Child, code: number | null, signal: NodeJS.Signals | null) => void} OnDeath */

const KEPT_LINES = 20;
const STOP_LADDER = /** @type {const} */ ([
  { signal: "SIGTERM", waitMs: 10_000 },
  { signal: "SIGKILL", waitMs: 2_000 },
]);

/** Our own programs log every level as JSON on stderr; what is not JSON there is something unforeseen. @param {string} line */
function isStructured(line) {
  return /^\{.*"level":/.test(line);
}

/** @param {string} line */
function isError(line) {
  return /"level":\s*("error"|"fatal"|[56]0)/.test(line);
}

/**
 * The long-running programs of one demo: logged to files, errors shown, stopped in reverse order.
 * @param {OnDeath} onDeath called when one ends that nobody asked to end
 */
export function superviseChildren(onDeath, logs = join(dataHome, "logs")) {
  mkdirSync(logs, { recursive: true });
  /** @type {Child[]} */
  const children = [];
  let isStopping = false;

  /**
   * @param {string} name @param {string[]} command @param {Record<string, string | undefined>} env
   * @param {(line: string) => void} [onLine]
   */
  function launch(name, [file = "", ...args], env, onLine) {
    const logFile = join(logs, `${name}.log`);
    const log = createWriteStream(logFile, { flags: "w", mode: 0o600 });
    // Its own group: Ctrl-C in the terminal reaches us alone, and we choose the order of stopping.
    const options = /** @type {const} */ ({ cwd: root, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const process_ = spawn(file, args, { ...options, env: { ...process.env, ...env } });
    /** @type {Child} */
    const child = { name, identity: identify(process_.pid ?? -1), lastLines: [], logFile };
    /** @param {string} line @param {boolean} show */
    const take = (line, show) => {
      log.write(`${line}\n`);
      child.lastLines.push(line);
      if (child.lastLines.length > KEPT_LINES) child.lastLines.shift();
      if (show && !isStopping) console.error(`[${name}] ${line}`);
      onLine?.(line);
    };
    createInterface({ input: process_.stdout }).on("line", (line) =>
      take(line, isStructured(line) && isError(line)),
    );
    createInterface({ input: process_.stderr }).on("line", (line) =>
      take(line, !isStructured(line) || isError(line)),
    );
    process_.once("error", (error) => take(String(error), true));
    // "close" comes after the last output, so that the last lines are complete.
    process_.once("close", (code, signal) => {
      log.end();
      if (!isStopping) onDeath(child, code, signal);
    });
    children.push(child);
    return child;
  }

  async function stopAll() {
    isStopping = true;
    for (const child of [...children].reverse()) await end(child.identity, [...STOP_LADDER], { group: true });
  }

  return { launch, stopAll, children };
}
