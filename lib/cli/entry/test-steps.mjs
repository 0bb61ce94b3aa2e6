import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildWebApp } from "./next-build.mjs";
import { dataHome } from "./project.mjs";
import { installed, runCommand } from "./run-command.mjs";
import { countOne, countPlaywright, countVitest } from "./test-counts.mjs";

/** @typedef {import("./test-counts.mjs").Counts} Counts */
/** @typedef {Record<string, string | undefined>} Env */
/** @typedef {{ name: string, needs?: ("postgres" | "chromium")[], onlyWhenAsked?: true, run: (env: Env) => Promise<Counts> }} Step */

/** @param {string[][]} commands @returns {(env: Env) => Promise<Counts>} */
function allOf(...commands) {
  return async (env) => {
    for (const command of commands) {
      const { code } = await runCommand(command, { env, show: true });
      if (code !== 0) return countOne(code);
    }
    return countOne(0);
  };
}

/** @param {string} name */
function freshReport(name) {
  const report = join(dataHome, "test-results", `${name}.json`);
  rmSync(report, { force: true });
  return report;
}

/** @param {string} project @returns {(env: Env) => Promise<Counts>} */
function vitest(project) {
  return async (env) => {
    const report = freshReport(project);
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const command = installed("vitest/vitest.mjs", "run", "--project", project, ...reporters);
    const { code } = await runCommand(command, { env, show: true });
    return countVitest(report, code);
  };
}

/** @param {Env} env @returns {Promise<Counts>} */
async function build(env) {
  try {
    console.log((await buildWebApp({ env, show: true })) ? "" : "up to date");
    return countOne(0);
  } catch (error) {
    console.error(String(error).split("\n", 1)[0]);
    return countOne(1);
  }
}

/** @param {Env} env @returns {Promise<Counts>} */
async function endToEnd(env) {
  const report = freshReport("e2e");
  const command = installed("@playwright/test/cli.js", "test", "--reporter=list,json");
  const { code } = await runCommand(command, {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    show: true,
  });
  return countPlaywright(report, code);
}

/** Cheapest first; each runs whatever became of the ones before. @type {Step[]} */
export const STEPS = [
  { name: "lint", run: allOf(installed("@biomejs/biome/bin/biome", "check", ".")) },
  // Route types and next-env.d.ts are generated files, absent from a fresh clone.
  {
    name: "types",
    run: allOf(installed("next/dist/bin/next", "typegen"), installed("typescript/bin/tsc", "--noEmit")),
  },
  { name: "knip", run: allOf(installed("knip/bin/knip.js")) },
  { name: "unit", run: vitest("unit") },
  { name: "db", needs: ["postgres"], run: vitest("db") },
  { name: "build", run: build },
  { name: "e2e", needs: ["postgres", "chromium"], run: endToEnd },
  // Needs a running Odoo: ODOO_URL, ODOO_DB, ODOO_LOGIN and ODOO_PASSWORD.
  { name: "odoo", needs: ["postgres"], onlyWhenAsked: true, run: vitest("odoo") },
];
