import type { Database } from "@/db/client";
import { wakeMissed } from "@/db/queries/pipeline/message-states";
import {
  beat,
  type Heartbeat,
  hasReprocessRequests,
  keepHouse,
  shardsWithNews,
} from "@/db/queries/pipeline/upkeep";
import { PIPELINE, type PipelineDeps, type PipelineResult, runReprocess, runShard } from "./run-pipeline";

const MISSED_WINDOW_MS = 10 * 60_000;

/** Runs every shard that has news, and what was asked for again. Returns what changed; zero messages means nothing is waiting. */
export async function runPipelineRound(
  deps: PipelineDeps,
  onResult: (result: PipelineResult) => void,
): Promise<number> {
  let messages = 0;
  const run = async (shard: number) => {
    const result = await runShard(deps, shard);
    onResult(result);
    messages += result.messages;
  };
  const shards = await shardsWithNews(deps.db, PIPELINE);
  // Two at a time: one reads and matches while Postgres writes the other's batch. More would only wait for the same core.
  for (let next = 0; next < shards.length; next += 2)
    await Promise.all(shards.slice(next, next + 2).map(run));
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

export async function keepHouseInOrder(db: Database): Promise<void> {
  await keepHouse(db);
}
