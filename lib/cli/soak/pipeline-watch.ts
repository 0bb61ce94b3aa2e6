import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/db/client";

const POLL_MS = 20;

/** When a batch that was begun after `afterMs` was committed, as seen from outside. Epoch ms. */
export async function nextBatchAt(db: Database, afterMs: number, withinMs: number): Promise<number> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    const moved = await lastBatchAt(db).catch(() => 0);
    if (moved > afterMs) return Date.now();
    await sleep(POLL_MS);
  }
  throw new Error(`no batch was recorded within ${withinMs / 1_000} s`);
}

async function lastBatchAt(db: Database): Promise<number> {
  const { rows } = await db.$client.query(
    "select (extract(epoch from max(moved_at)) * 1000)::float8 as at from pipeline_cursor",
  );
  return rows[0]?.at ?? 0;
}

/** Waits until every stored message has an outcome and nothing is asked for again or waits for its tender. */
export async function drained(db: Database, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    const { rows } = await db.$client.query(
      `select (select count(*) from inbox_message) - (select count(*) from message_state)
        + (select count(*) from reprocess_request) + (select count(*) from waiting_reference) as open`,
    );
    if (rows[0]?.open === 0) return true;
    await sleep(200);
  }
  return false;
}
