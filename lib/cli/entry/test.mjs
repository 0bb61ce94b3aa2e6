import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findChromium } from "./find-chromium.mjs";
import { installDependencies } from "./install-dependencies.mjs";
import { dataHome, requireNode, root } from "./project.mjs";
import { endRunning } from "./run-command.mjs";
import { summaryLine } from "./test-counts.mjs";
import { STEPS } from "./test-steps.mjs";

/** @typedef {import("./test-counts.mjs").Counts} Counts */

/** Undone last to first. @type {(() => Promise<void>)[]} */
const cleanups = [endRunning];

async function cleanUp() {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

function chosenSteps() {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  if (values.only === undefined) return STEPS.filter((step) => !step.onlyWhenAsked);
  const wanted = values.only.split(",");
  const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length > 0) {
    throw new Error(`No step ${unknown.join(", ")}. There are: ${STEPS.map((step) => step.name).join(", ")}`);
  }
  return STEPS.filter((step) => wanted.includes(step.name));
}

/** @param {import("./test-steps.mjs").Step[]} steps */
async function prepare(steps) {
  const needs = new Set(steps.flatMap((step) => step.needs ?? []));
  // A developer's own database must never be what the tests run on.
  /** @type {Record<string, string | undefined>} */
  const env = { DATABASE_URL: undefined, READ_DATABASE_URL: undefined, NEXT_TELEMETRY_DISABLED: "1" };
  if (needs.has("chromium")) env.CHROMIUM_PATH = await findChromium();
  if (needs.has("postgres")) {
    const { acquireTestPostgres } = await import("./test-postgres.mjs");
    const server = await acquireTestPostgres();
    cleanups.push(() => server.stop());
    env.DATABASE_URL_TEST = server.url;
  }
  return env;
}

/** @param {import("./test-steps.mjs").Step[]} steps */
async function runAll(steps) {
  const env = await prepare(steps);
  const rows = [];
  for (const { name, run } of steps) {
    console.log(`\n== ${name}`);
    const from = performance.now();
    const counts = await run(env);
    rows.push({ name, counts, seconds: (performance.now() - from) / 1000 });
  }
  return rows;
}

/** @param {{ name: string, counts: Counts, seconds: number }[]} rows */
function report(rows) {
  console.log("\n== summary");
  for (const { name, counts, seconds } of rows) {
    console.log(
      `${counts.failed > 0 ? "FAILED" : "ok    "}  ${name.padEnd(8)} ${seconds.toFixed(1).padStart(7)} s   ${summaryLine(counts)}`,
    );
  }
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { counts } of rows) {
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  console.log(summaryLine(total));
  return total.failed;
}

requireNode();
process.chdir(root);
for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(name, () => void cleanUp().finally(() => process.exit(130)));
}
try {
  const steps = chosenSteps();
  if (await installDependencies()) console.log("packages installed");
  mkdirSync(join(dataHome, "test-results"), { recursive: true });
  const rows = await runAll(steps);
  await cleanUp();
  process.exitCode = report(rows) > 0 ? 1 : 0;
} catch (error) {
  await cleanUp();
  console.error(error instanceof Error ? error.message : String(error));
  console.log(summaryLine({ passed: 0, failed: 1, skipped: 0 }));
  process.exitCode = 1;
}
