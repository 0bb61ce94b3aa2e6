import type { Database } from "@/db/client";
import { addIntakeCounts } from "@/db/queries/inbox/add-intake-counts";
import type { MessageRow } from "@/db/queries/inbox/insert-messages";
import { emptyCount, type IntakeTally } from "./intake-tally";
import { type IncomingMessage, messageRow } from "./message-row";
import { type StoredMessage, storeRows } from "./store-rows";

export type { IncomingMessage } from "./message-row";
export type { StoredMessage } from "./store-rows";

/** Measured: one statement of 500 rows is 10 to 15 times faster than 500 statements, larger ones gain nothing. */
const MAX_ROWS = 500;
const MAX_BYTES = 8 * 1024 * 1024;

/**
 * Stores messages of a sender we trust already (our own process), under the same rules as those from outside: the exact
 * bytes, one delivery key one message, other bytes under a known key flagged. Results are in the order given, and committed.
 */
export async function storeMessages(
  db: Database,
  companyId: number,
  messages: readonly IncomingMessage[],
  now: Date,
): Promise<StoredMessage[]> {
  const stored: StoredMessage[] = [];
  for (const batch of batches(messages)) {
    const rows = batch.map((message) => messageRow(companyId, message, now));
    const results = await storeRows(db, rows);
    await addIntakeCounts(db, tallies(rows, results));
    stored.push(...results);
  }
  return stored;
}

const COUNTED_AS = { accepted: "accepted", repeat: "repeated", conflict: "conflicting" } as const;

/** What was stored, by connection and the hour it was received. */
function tallies(rows: readonly MessageRow[], results: readonly StoredMessage[]): IntakeTally[] {
  const tallied = new Map<string, IntakeTally>();
  for (const [index, { companyId, connectionId, receivedAt, sizeBytes }] of rows.entries()) {
    const result = results[index];
    if (!result) continue;
    const empty = emptyCount(companyId, connectionId, receivedAt);
    const key = `${connectionId} ${empty.hourAt.getTime()}`;
    const tally = tallied.get(key) ?? empty;
    tally[COUNTED_AS[result.kind]] += 1;
    if (result.kind !== "repeat") tally.bytes += sizeBytes;
    tallied.set(key, tally);
  }
  return [...tallied.values()];
}

function* batches(messages: readonly IncomingMessage[]): Generator<IncomingMessage[]> {
  let batch: IncomingMessage[] = [];
  let sizeBytes = 0;
  for (const message of messages) {
    if (batch.length > 0 && (batch.length === MAX_ROWS || sizeBytes + message.body.byteLength > MAX_BYTES)) {
      yield batch;
      batch = [];
      sizeBytes = 0;
    }
    batch.push(message);
    sizeBytes += message.body.byteLength;
  }
  if (batch.length > 0) yield batch;
}
