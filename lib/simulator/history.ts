import type { Database } from "@/db/client";
import type { Instant } from "@/lib/domain/time/instant";
import { storeMessages } from "@/lib/usecases/inbox/store-messages";
import { type Cast, incoming } from "./live/deliver";
import { runTellings } from "./live/live-runs";
import type { OutgoingMessage, WorldSettings } from "./schedule/outgoing";
import { controlNumbers, messagesOf, schedule, type Window } from "./schedule/schedule";

/** Measured: one statement of 500 rows is 10 to 15 times faster than 500 statements. */
const BATCH = 500;

export interface Filled {
  /** What partners sent, and how much of it was new. */
  readonly sent: number;
  readonly stored: number;
}

/** Everything that arrived in the window, oldest first; with the rest of the local runs that were under way when it began. */
export function historyMessages(
  world: WorldSettings,
  window: Window,
  runs: readonly number[] = [],
): OutgoingMessage[] {
  const planned = schedule(world, window);
  if (runs.length === 0) return planned;
  // Past the numbers that the schedule of the same window takes.
  const nextControl = controlNumbers(world, window.after + (window.until - window.after) / 2);
  const rest = messagesOf(
    runs.flatMap((second) => runTellings(world, second)),
    world,
    nextControl,
  ).filter(({ receivedAt }) => receivedAt > window.after && receivedAt <= window.until);
  return [...planned, ...rest].sort((a, b) => a.receivedAt - b.receivedAt);
}

/** Stores history in the order in which it arrived. */
export async function fillHistory(
  db: Database,
  companyId: number,
  cast: Cast,
  messages: readonly OutgoingMessage[],
  onProgress: (count: number) => void,
): Promise<Filled> {
  let stored = 0;
  for (let from = 0; from < messages.length; from += BATCH) {
    const batch = messages.slice(from, from + BATCH);
    const rows = batch.map((message) => incoming(message, cast, new Date(message.receivedAt)));
    const results = await storeMessages(db, companyId, rows, new Date(lastOf(batch)));
    stored += results.filter(({ kind }) => kind !== "repeat").length;
    onProgress(batch.length);
  }
  return { sent: messages.length, stored };
}

function lastOf(batch: readonly OutgoingMessage[]): Instant {
  return batch.at(-1)?.receivedAt ?? 0;
}
