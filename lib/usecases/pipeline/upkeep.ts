import type { Database } from "@/db/client";
import { wakeMissed } from "@/db/queries/pipeline/message-states";
import {
  beat,
  type Heartbeat,
  hasReprocessRequests,
  keepHouse,
  mendForeignCursors,
  pipelineNews,
} from "@/db/queries/pipeline/upkeep";
import { inTransaction } from "@/db/transaction";
import { log } from "@/lib/log";
import {
  PIPELINE,
  type PipelineDeps,
  type PipelineResult,
  runReprocess,
  runShards,
  SHARDS,
} from "./run-pipeline";

const MISSED_WINDOW_MS = 10 * 60_000;

/** Records a batch of what is new, and what was asked for again. Returns how many messages; zero means nothing is waiting. */
export async function runPipelineRound(
  deps: PipelineDeps,
  onResult: (result: PipelineResult) => void,
): Promise<number> {
  let messages = 0;
  const { shards, workers } = await pipelineNews(deps.db, PIPELINE);
  if (shards.length > 0) {
    // Alone, a worker reads all shards as one log; several share them.
    const result = await runShards(deps, shards, Math.ceil(SHARDS.length / Math.max(1, workers)));
    onResult(result);
    messages += result.messages;
  }
  if (await hasReprocessRequests(deps.db)) {
    const result = await runReprocess(deps);
    onResult(result);
    messages += result.messages;
  }
  return messages;
}

/** Wakes messages whose reference was added while they began to wait. `all` looks at every reference, once after a start. */
export async function wakeMissedMessages({ db, now }: PipelineDeps, all: boolean): Promise<number> {
  return wakeMissed(db, all ? null : new Date(now().getTime() - MISSED_WINDOW_MS), now());
}

export async function sendHeartbeat(db: Database, heartbeat: Heartbeat): Promise<void> {
  await beat(db, heartbeat);
}

/** Before the first round: a database that was restored elsewhere goes on from where it is. */
export async function mendCursors(db: Database): Promise<void> {
  const shards = await inTransaction(db, mendForeignCursors);
  if (shards > 0)
    log("warn", "this database was restored from another server: unread messages are run again", { shards });
}

export async function keepHouseInOrder(db: Database): Promise<void> {
  await keepHouse(db);
}
