import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { end, identify, isAlive } from "./process-identity.mjs";
import { dataHome } from "./project.mjs";

/** @typedef {import("./process-identity.mjs").ProcessIdentity} ProcessIdentity */
/** @typedef {{ owner: ProcessIdentity, address: string, children: ProcessIdentity[] }} DemoState */

const file = join(dataHome, "demo-state.json");

/** @returns {DemoState | undefined} */
function readState() {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Refuses a second demo on the same data, and ends what a killed one has left running. */
export async function takeOver() {
  const earlier = readState();
  if (earlier && isAlive(earlier.owner)) {
    const where = earlier.address ? ` at ${earlier.address}` : "";
    throw new Error(
      `A demo already runs${where} (process ${earlier.owner.pid}). Stop it there with Ctrl-C first.`,
    );
  }
  for (const child of (earlier?.children ?? []).filter(isAlive).reverse()) {
    console.log(`stopping process ${child.pid}, left behind by an earlier demo`);
    const ladder = /** @type {const} */ ([
      { signal: "SIGTERM", waitMs: 5_000 },
      { signal: "SIGKILL", waitMs: 2_000 },
    ]);
    await end(child, [...ladder], { group: true });
  }
  rememberState("", []);
}

/** @param {string} address @param {ProcessIdentity[]} children */
export function rememberState(address, children) {
  mkdirSync(dataHome, { recursive: true });
  writeFileSync(file, JSON.stringify({ owner: identify(process.pid), address, children }));
}

export function forgetState() {
  rmSync(file, { force: true });
}
