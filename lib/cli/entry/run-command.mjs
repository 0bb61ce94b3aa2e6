import { spawn } from "node:child_process";
import { end, identify } from "./process-identity.mjs";
import { root } from "./project.mjs";

/** @typedef {{ code: number, output: string }} Outcome both streams, in the order they came */

const STOP_LADDER = /** @type {const} */ ([
  { signal: "SIGTERM", waitMs: 5_000 },
  { signal: "SIGKILL", waitMs: 2_000 },
]);

/** @type {Set<import("./process-identity.mjs").ProcessIdentity>} */
const running = new Set();

/**
 * Runs one program to its end in the root of the project.
 * @param {string[]} command
 * @param {{ env?: Record<string, string | undefined>, show?: boolean }} [options]
 * @returns {Promise<Outcome>}
 */
export function runCommand(command, { env, show = false } = {}) {
  const [file = "", ...args] = command;
  return new Promise((resolve, reject) => {
    // Its own group, so that endRunning() also reaches what it started itself.
    const options = /** @type {const} */ ({ cwd: root, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const child = spawn(file, args, { ...options, env: { ...process.env, ...env } });
    const identity = identify(child.pid ?? -1);
    running.add(identity);
    let output = "";
    /** @param {NodeJS.WriteStream} sink */
    const take = (sink) => (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      if (show) sink.write(chunk);
    };
    child.stdout.on("data", take(process.stdout));
    child.stderr.on("data", take(process.stderr));
    child.once("error", reject);
    child.once("close", (code) => {
      running.delete(identity);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Ends every program that runCommand() still waits for. */
export async function endRunning() {
  await Promise.all([...running].map((identity) => end(identity, [...STOP_LADDER], { group: true })));
}

/** @param {string} title @param {string[]} command @param {Parameters<typeof runCommand>[1]} [options] */
export async function runOrThrow(title, command, options) {
  const { code, output } = await runCommand(command, options);
  if (code === 0) return output;
  const ending = output.trimEnd().split("\n").slice(-40).join("\n");
  throw new Error(`${title} failed (exit code ${code}):\n${ending}`);
}

/** The program of an installed package, run by this very Node. @param {string} path below node_modules @param {string[]} args */
export function installed(path, ...args) {
  return [process.execPath, `node_modules/${path}`, ...args];
}
