import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { superviseChildren } from "./child-processes.mjs";
import {
  chooseStandIn,
  describeOdoo,
  realOdoo,
  removeStandInData,
  simulatorArguments,
} from "./demo-odoo.mjs";
import { readDemoOptions } from "./demo-options.mjs";
import { demoEnvironment, demoSecrets, ROLES, writeCommandLineSettings } from "./demo-settings.mjs";
import { forgetState, rememberState, takeOver } from "./demo-state.mjs";
import { findFreePort } from "./free-port.mjs";
import { installDependencies } from "./install-dependencies.mjs";
import { buildWebApp, webServer } from "./next-build.mjs";
import { dataHome, requireNode, root } from "./project.mjs";
import { endRunning, runOrThrow } from "./run-command.mjs";

const DATA_DIR = join(dataHome, "postgres");
const LIVE_BACKLOG = 50;
const TIMELINE_WITHIN_MS = 45_000;
const READY_WITHIN_MS = 180_000;

const startedAt = performance.now();
/** Undone last to first. @type {(() => Promise<void> | void)[]} */
const cleanups = [];
/** @type {Promise<never> | undefined} */
let leaving;

/** Stops everything this run started, once, whoever asks first. @param {number} code */
function leave(code) {
  leaving ??= (async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
    process.exit(code);
  })();
  return leaving;
}

/** @template T @param {string} title @param {() => Promise<T>} work */
async function timed(title, work) {
  const from = performance.now();
  const result = await work();
  const note = result === false ? "up to date" : `${((performance.now() - from) / 1000).toFixed(1)} s`;
  console.log(`  ${title.padEnd(24)} ${note}`);
  return result;
}

/** @param {string[]} args */
const program = (...args) => [process.execPath, "--import", "tsx", ...args];

async function startDatabase() {
  const { start } = await import("./embedded-postgres.mjs");
  const starting = start({ dataDir: DATA_DIR, tell: (line) => console.log(`  ${line}`) });
  cleanups.push(async () => (await starting.catch(() => undefined))?.stop());
  const server = await starting;
  void server.ended.then(() => {
    if (leaving) return;
    console.error(`\nPostgres has stopped; see ${server.logFile}`);
    void leave(1);
  });
  return server;
}

/** @param {string} address */
async function untilHealthy(address) {
  const deadline = Date.now() + READY_WITHIN_MS;
  let last = "no answer";
  while (Date.now() < deadline && !leaving) {
    try {
      const response = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
      last = `${response.status} ${await response.text()}`;
    } catch (error) {
      last = String(error);
    }
    await sleep(50);
  }
  throw new Error(`The web app did not become healthy within ${READY_WITHIN_MS / 1000} s. Last: ${last}`);
}

/** @param {string} address @param {string} password @param {import("./demo-odoo.mjs").DemoOdoo} odoo */
function welcome(address, password, odoo) {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`\nMilepost is ready after ${seconds} s:  ${address}\n\nSign in as`);
  for (const role of ROLES)
    console.log(`  ${role.padEnd(17)} ${`${role}@demo.example`.padEnd(32)} ${password}`);
  console.log(`\n${describeOdoo(odoo)}`);
  console.log("\nCommand line against it: set -a; . .data/cli.env; set +a; npm run -s milepost -- doctor");
  console.log("Logs: .data/logs/   Start over: npm run demo -- --fresh   Stop: Ctrl-C");
}

/** Live traffic never leaves the inbox quite empty. @param {string} databaseUrl */
async function untilTimeline(databaseUrl) {
  const { untilInboxRead } = await import("./world-database.mjs");
  const behind = await untilInboxRead(databaseUrl, { allowed: LIVE_BACKLOG, withinMs: TIMELINE_WITHIN_MS });
  if (behind > LIVE_BACKLOG)
    console.log(`  ${behind} messages of the past are still being read; screens fill meanwhile`);
}

/** @param {number | undefined} wanted */
async function choosePort(wanted) {
  const port = await findFreePort(wanted ?? 3000);
  if (wanted !== undefined && port !== wanted)
    throw new Error(`Port ${wanted} is taken. Choose another --port.`);
  return port;
}

/** The simulator says when the past is in the inbox; before that there is nobody who could sign in. */
function historyWatch() {
  /** @type {() => void} */
  let tell = () => {};
  /** @type {Promise<void>} */
  const written = new Promise((resolve) => {
    tell = resolve;
  });
  return {
    written,
    onLine: (/** @type {string} */ line) => void (/^simulator\s+history: /.test(line) && tell()),
  };
}

/** @param {import("./demo-options.mjs").DemoOptions} options */
async function run({ port: wantedPort, fresh, odoo: wantedOdoo }) {
  await takeOver();
  cleanups.push(forgetState, endRunning);
  await timed("packages", installDependencies);
  if (fresh) {
    const { removeData } = await import("./postgres-cluster.mjs");
    await timed("remove old data", () => removeData(DATA_DIR));
    rmSync(join(dataHome, "drop"), { recursive: true, force: true });
    removeStandInData();
  }
  const standIn = wantedOdoo ? undefined : await chooseStandIn();
  const odoo = standIn?.odoo ?? (await realOdoo(/** @type {NonNullable<typeof wantedOdoo>} */ (wantedOdoo)));
  const port = await choosePort(wantedPort);
  const address = `http://localhost:${port}`;
  const secrets = demoSecrets();
  mkdirSync(join(dataHome, "drop"), { recursive: true });

  const crew = superviseChildren((child, code, signal) => {
    console.error(
      `\n${child.name} has ended (${signal ?? `exit code ${code}`}). Its last lines, from ${child.logFile}:`,
    );
    console.error(child.lastLines.map((line) => `  ${line}`).join("\n"));
    void leave(1);
  });

  const server = await timed("Postgres", startDatabase);
  cleanups.push(() => crew.stopAll());
  const env = demoEnvironment({ databaseUrl: server.url, port }, secrets);
  writeCommandLineSettings(env);
  /** @param {string} name @param {string[]} command @param {(line: string) => void} [onLine] */
  const launch = (name, command, onLine) => {
    if (leaving) return;
    // Whoever plays Odoo's people signs in there; Milepost itself never sees that password.
    const own = name === "simulator" ? { ...env, ODOO_PASSWORD: odoo.password } : env;
    crew.launch(name, command, own, onLine);
    rememberState(
      address,
      crew.children.map((child) => child.identity),
    );
  };
  if (standIn) launch("odoo", program(...standIn.command));
  const history = historyWatch();
  // The build needs no database: the history is written and read while it runs.
  await Promise.all([
    timed("web app", () => buildWebApp()),
    timed("migrations", () => runOrThrow("migrate", program("lib/cli/main.ts", "migrate"), { env })).then(
      () => {
        launch("worker", program("lib/worker/main.ts"));
        const simulate = ["lib/cli/main.ts", "simulate", "--demo", ...simulatorArguments(odoo)];
        launch("simulator", program(...simulate), history.onLine);
      },
    ),
  ]);
  launch("web", [process.execPath, webServer]);
  await timed("history", () => history.written);
  await timed("timeline", () => untilTimeline(server.url));
  await timed("healthy", () => untilHealthy(address));
  welcome(address, secrets.MILEPOST_DEMO_PASSWORD ?? "", odoo);
}

requireNode();
process.chdir(root);
for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(name, () => {
    if (!leaving) console.log("\nstopping");
    void leave(0);
  });
}
// npm killed outright cannot pass a signal on; without it nobody would be left to stop us.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => process.ppid === parent || void leave(1), 1_000).unref();
}
try {
  await run(readDemoOptions());
} catch (error) {
  if (!leaving) console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  await leave(1);
}
