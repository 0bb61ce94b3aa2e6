import type { Database } from "@/db/client";
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
    stored.push(...(await storeRows(db, rows)));
  }
  return stored;
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
