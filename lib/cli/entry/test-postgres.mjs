import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { start } from "./embedded-postgres.mjs";
import { removeData } from "./postgres-cluster.mjs";
import { identify, isAlive } from "./process-identity.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const home = join(root, ".data", "test-postgres");

/** @param {string} run */
function isAbandoned(run) {
  try {
    return !isAlive(JSON.parse(readFileSync(join(home, `${run}.json`), "utf8")));
  } catch {
    return true;
  }
}

/** Servers of runs that were killed before they could tidy up. */
async function removeAbandonedRuns() {
  if (!existsSync(home)) return;
  const runs = new Set(readdirSync(home).map((name) => name.split(".", 1)[0] ?? name));
  for (const run of [...runs].filter((name) => name.startsWith("run-") && isAbandoned(name))) {
    await removeData(join(home, run));
    rmSync(join(home, `${run}.json`), { force: true });
  }
}

/**
 * A throwaway server of this process alone, so that test runs side by side do not meet.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startTestPostgres() {
  await removeAbandonedRuns();
  const run = join(home, `run-${process.pid}`);
  mkdirSync(home, { recursive: true });
  const draft = join(home, `.owner-${process.pid}`);
  // Renamed into place: a run beside this one that read half of it would take it for abandoned.
  writeFileSync(draft, JSON.stringify(identify(process.pid)));
  renameSync(draft, `${run}.json`);
  const server = await start({ dataDir: run, throwaway: true });
  const stop = async () => {
    await server.stop();
    rmSync(`${run}.json`, { force: true });
  };
  return { url: server.url, stop };
}

/** The server that tests run on: the one given by the environment, else one of our own. */
export async function acquireTestPostgres() {
  const given = process.env.DATABASE_URL_TEST;
  return given ? { url: given, stop: async () => {} } : startTestPostgres();
}
