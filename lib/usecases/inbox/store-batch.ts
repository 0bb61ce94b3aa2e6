import type { Executor } from "@/db/client";
import type { MessageRow } from "@/db/queries/inbox/insert-messages";
import { postgresCode } from "@/db/transaction";
import { errorFields, log } from "@/lib/log";
import { type StoredMessage, storeRows } from "./store-rows";

/** SQLSTATE classes that blame a row: data, constraint, limit, plain wrong. Anything else would fail every row alike. */
const BLAMES_A_ROW = /^(21|22|23|42804|44|54|P0)/;
const WORTH_ANOTHER_TRY = new Set(["40001", "40P01"]);
const MAX_TRIES = 3;

/**
 * Stores a batch so that one row the database refuses does not take the others with it: such a batch is halved until
 * the row stands alone, and that row alone comes back as an error.
 */
export async function storeBatch(
  db: Executor,
  rows: readonly MessageRow[],
): Promise<(StoredMessage | Error)[]> {
  try {
    return await storeWithRetry(db, rows);
  } catch (error) {
    if (!BLAMES_A_ROW.test(postgresCode(error) ?? "")) throw error;
    const [only] = rows;
    if (rows.length === 1 && only) {
      log("error", "the database refuses a message", {
        ...errorFields(error),
        connectionId: only.connectionId,
        deliveryKey: only.deliveryKey,
      });
      return [error instanceof Error ? error : new Error(String(error))];
    }
    const middle = Math.ceil(rows.length / 2);
    const first = await storeBatch(db, rows.slice(0, middle));
    return [...first, ...(await storeBatch(db, rows.slice(middle)))];
  }
}

async function storeWithRetry(db: Executor, rows: readonly MessageRow[]): Promise<StoredMessage[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await storeRows(db, rows);
    } catch (error) {
      if (attempt >= MAX_TRIES || !WORTH_ANOTHER_TRY.has(postgresCode(error) ?? "")) throw error;
    }
  }
}
