import { setTimeout as sleep } from "node:timers/promises";
import { connectDatabase } from "@/db/client";
import { env } from "@/lib/env";
import { setLogLevel } from "@/lib/log";
import { actorClients } from "@/lib/usecases/commands/command-deps";
import { runCommands } from "@/lib/usecases/commands/run-commands";
import { secretKey } from "@/lib/usecases/connections/secret-key";

/** The worker's commands and nothing else, with short times: leases, time-outs and waits as `push-soak.ts` gives them. It is killed, never stopped. */
const [leaseMs = 6_000, timeoutMs = 3_000, waitFactor = 0.1] = process.argv.slice(2).map(Number);

setLogLevel("error");
const db = connectDatabase(env().DATABASE_URL, { max: 6, applicationName: "soak push worker" });
const limits = { readTimeoutMs: timeoutMs, writeTimeoutMs: timeoutMs };
const deps = {
  db,
  now: () => new Date(),
  openClient: actorClients(db, secretKey(), limits),
  leaseMs,
  waitFactor,
};
for (;;) {
  try {
    if (!(await runCommands(deps))) await sleep(100);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    await sleep(500);
  }
}
