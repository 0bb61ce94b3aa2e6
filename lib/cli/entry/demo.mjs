import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { superviseChildren } from "./child-processes.mjs";
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

/** @param {string} address @param {string} password */
function welcome(address, password) {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`\nMilepost is ready after ${seconds} s:  ${address}\n\nSign in as`);
  for (const role of ROLES)
    console.log(`  ${role.padEnd(17)} ${`${role}@demo.example`.padEnd(32)} ${password}`);
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

/** @param {{ port: number | undefined, fresh: boolean }} options */
async function run({ port: wantedPort, fresh }) {
  await takeOver();
  cleanups.push(forgetState, endRunning);
  await timed("packages", installDependencies);
  if (fresh) {
    const { removeData } = await import("./postgres-cluster.mjs");
    await timed("remove old data", () => removeData(DATA_DIR));
    rmSync(join(dataHome, "drop"), { recursive: true, force: true });
  }
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
    crew.launch(name, command, env, onLine);
    rememberState(
      address,
      crew.children.map((child) => child.identity),
    );
  };
  const history = historyWatch();
  // The build needs no database: the history is written and read while it runs.
  await Promise.all([
    timed("web app", () => buildWebApp()),
    timed("migrations", () => runOrThrow("migrate", program("lib/cli/main.ts", "migrate"), { env })).then(
      () => {
        launch("worker", program("lib/worker/main.ts"));
        launch("simulator", program("lib/cli/main.ts", "simulate", "--demo"), history.onLine);
      },
    ),
  ]);
  launch("web", [process.execPath, webServer]);
  await timed("history", () => history.written);
  await timed("timeline", () => untilTimeline(server.url));
  await timed("healthy", () => untilHealthy(address));
  welcome(address, secrets.MILEPOST_DEMO_PASSWORD ?? "");
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      fresh: { type: "boolean", default: false },
      port: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    console.log("npm run demo [-- --fresh] [-- --port N]\n\n  --fresh   start over with an empty database");
    console.log("  --port N  where the web app listens (default 3000, or the next free one)");
    process.exit(0);
  }
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535))
    throw new Error(`--port ${values.port} is no TCP port.`);
  return { fresh: values.fresh, port };
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
  await run(readOptions());
} catch (error) {
  if (!leaving) console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  await leave(1);
}
