import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { superviseChildren } from "./child-processes.mjs";
import { simulatorArguments, standInAt } from "./demo-odoo.mjs";
import { demoEnvironment, demoSecrets } from "./demo-settings.mjs";
import { findFreePort } from "./free-port.mjs";
import { buildWebApp, webServer } from "./next-build.mjs";
import { dataHome, root } from "./project.mjs";
import { endRunning, runOrThrow } from "./run-command.mjs";
import { acquireTestPostgres } from "./test-postgres.mjs";
import { makeWorldDatabase, untilInboxRead, untilOdooRead } from "./world-database.mjs";

/** What the browser tests look at: web, worker and Odoo's stand-in on a small world of their own, gone when they end. */

const WORLD = ["simulate", "--demo", "--seed-only", "--shipments", "60", "--seed", "7"];

/** Undone last to first. @type {(() => Promise<void> | void)[]} */
const cleanups = [endRunning];
let isLeaving = false;

/** @param {number} code */
async function leave(code) {
  if (isLeaving) return;
  isLeaving = true;
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  process.exit(code);
}

/** @param {string[]} args */
const program = (...args) => [process.execPath, "--import", "tsx", ...args];

/** @param {number} port */
async function serve(port) {
  const server = await acquireTestPostgres();
  cleanups.push(() => server.stop());
  const database = await makeWorldDatabase(server.url);
  cleanups.push(() => database.drop());

  const home = join(dataHome, "e2e");
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(home, "drop"), { recursive: true });
  // For the test that adds up what the overview shows.
  writeFileSync(join(home, "database.url"), database.url);
  const given = process.env.MILEPOST_DEMO_PASSWORD;
  const secrets = { ...demoSecrets(), ...(given ? { MILEPOST_DEMO_PASSWORD: given } : {}) };
  const env = {
    ...demoEnvironment({ databaseUrl: database.url, port }, secrets),
    DROP_FOLDER: join(home, "drop"),
    // A test that wants to see mails listens here; what nobody takes waits and is tried again.
    SMTP_URL: `smtp://127.0.0.1:${process.env.E2E_SMTP_PORT}`,
    SMTP_FROM: "Milepost <milepost@milepost.example>",
  };

  const crew = superviseChildren(
    (child, code, signal) => {
      console.error(
        `${child.name} has ended (${signal ?? `exit code ${code}`})\n${child.lastLines.join("\n")}`,
      );
      void leave(1);
    },
    join(home, "logs"),
  );
  cleanups.push(() => crew.stopAll());

  const { odoo, command } = standInAt(await findFreePort());
  crew.launch("odoo", program(...command), env);
  await runOrThrow("migrate", program("lib/cli/main.ts", "migrate"), { env });
  crew.launch("worker", program("lib/worker/main.ts"), env);
  const simulate = program("lib/cli/main.ts", ...WORLD, ...simulatorArguments(odoo));
  const played = { ...env, ODOO_PASSWORD: odoo.password };
  await Promise.all([runOrThrow("simulate", simulate, { env: played }), buildWebApp()]);
  const behind = (await untilInboxRead(database.url)) + (await untilOdooRead(database.url));
  if (behind > 0) throw new Error(`${behind} messages, deliveries or models still wait for the worker.`);
  // Last, so that its first healthy answer means that the world is there.
  crew.launch("web", [process.execPath, webServer], env);
}

process.chdir(root);
for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
  process.on(name, () => void leave(0));
try {
  await serve(Number(process.env.E2E_PORT));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  await leave(1);
}
