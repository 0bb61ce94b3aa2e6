import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import { hostname } from "node:os";
import { env } from "@/lib/env";
import { log, setLogLevel } from "@/lib/log";
import { actorClients } from "@/lib/usecases/commands/command-deps";
import { secretKey } from "@/lib/usecases/connections/secret-key";
import { senderOf } from "@/lib/usecases/notices/sender";
import { senderSettings } from "@/lib/usecases/notices/sender-settings";
import { drainHeld } from "@/lib/usecases/pipeline/drain-held";
import { LiveHints } from "@/lib/usecases/pipeline/live-hints";
import { recheckAttention } from "@/lib/usecases/pipeline/recheck-attention";
import {
  keepHouseInOrder,
  mendCursors,
  runPipelineRound,
  sendHeartbeat,
  wakeMissedMessages,
} from "@/lib/usecases/pipeline/upkeep";
import { database } from "@/lib/usecases/runtime";
import { flushSpans, startTracing } from "@/lib/usecases/trace/tracing";
import { billingLoop } from "./billing";
import { commandLoops } from "./commands";
import { dropFolderLoop } from "./drop-folder";
import { flowLoops } from "./flows";
import { freightLoops } from "./freight";
import { type Loop, runLoop } from "./loop";
import { noticeLoops, sayWhetherMailGoesOut } from "./notices";
import { odooComposeLoop } from "./odoo-compose";
import { odooPullLoop } from "./odoo-pull";
import { outboundLoop } from "./outbound";
import { stockLoop } from "./stock";
import { upkeepLoops } from "./upkeep";
import { watchLoops } from "./watch";

const HOUR_MS = 3_600_000;
const FULL_LOOK_MS = 600_000;

setLogLevel(env().LOG_LEVEL);
startTracing();
const db = database();
const folder = env().DROP_FOLDER;
const deps = { db, now: () => new Date() };
const hints = new LiveHints();
const self = { id: randomUUID(), startedAt: new Date(), host: hostname(), pid: process.pid };
const stop = new AbortController();
// Every loop listens while it pauses; more than ten are no leak.
setMaxListeners(100, stop.signal);
let fullLookAt = 0;
let mended = false;

const sending = senderSettings(db);
sayWhetherMailGoesOut(sending.mailer !== null);

const loops: readonly Loop[] = [
  {
    name: "record",
    idleMs: 50,
    round: async () => {
      if (!mended) await mendCursors(db);
      mended = true;
      return (await runPipelineRound(deps, (result) => hints.add(result))) > 0;
    },
  },
  {
    name: "clock",
    idleMs: 1_000,
    round: async () => {
      const result = await recheckAttention(deps);
      hints.add(result);
      return result.touched.length > 0;
    },
  },
  {
    name: "wake",
    idleMs: 5_000,
    round: async () => {
      // What two transactions could not see of each other shows within seconds; what lasted longer, at the next full look.
      const full = Date.now() - fullLookAt > FULL_LOOK_MS;
      if (full) fullLookAt = Date.now();
      await wakeMissedMessages(deps, full);
      return false;
    },
  },
  { name: "hints", idleMs: 150, round: async () => hints.flush(db).then(() => false) },
  {
    name: "heartbeat",
    idleMs: 4_000,
    round: async () => sendHeartbeat(db, { ...self, stopping: false }).then(() => false),
  },
  ...(folder ? [dropFolderLoop({ ...deps, folder })] : []),
  odooComposeLoop(deps),
  billingLoop(deps),
  odooPullLoop({ ...deps, secretKey: secretKey(), signal: stop.signal }),
  ...commandLoops({ ...deps, openClient: actorClients(db, secretKey()) }, stop.signal),
  ...flowLoops(deps),
  ...freightLoops(deps),
  stockLoop(deps),
  ...watchLoops(deps),
  { name: "drain", idleMs: 1_000, round: () => drainHeld(deps, (result) => hints.add(result)) },
  outboundLoop({ ...sending, dropFolder: folder }),
  ...noticeLoops({ ...deps, sender: senderOf(sending) }),
  ...upkeepLoops({ ...deps, keepDays: env().WORK_KEEP_DAYS }),
  { name: "house", idleMs: HOUR_MS, round: async () => keepHouseInOrder(db).then(() => false) },
];

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (!stop.signal.aborted) log("info", "worker stops after the batch under way", { signal });
    stop.abort();
  });
}

log("info", "worker started", { pid: process.pid, loops: loops.map((loop) => loop.name) });
await Promise.all(loops.map((loop) => runLoop(loop, stop.signal)));
await sendHeartbeat(db, { ...self, stopping: true }).catch(() => undefined);
await flushSpans();
await db.$client.end();
log("info", "worker stopped");
