import type { Database, Transaction } from "./client";

const RETRY_CODES = new Set(["40001", "40P01"]);
const MAX_TRIES = 5;

/**
 * Runs `work` in one READ COMMITTED transaction; a deadlock or serialisation failure runs it again, up to 5 times.
 * `work` must be safe to repeat: no effect outside the database.
 */
export async function inTransaction<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(work);
    } catch (error) {
      if (attempt >= MAX_TRIES || !isRetryable(error)) throw error;
    }
  }
}

/** True for a deadlock or serialisation failure: the same transaction may pass when it runs again. */
export function isRetryable(error: unknown): boolean {
  return RETRY_CODES.has(postgresCode(error) ?? "");
}

/** SQLSTATE classes that say the data itself is at fault: cardinality, data, integrity, wrong type, check option, limits, raised. */
const DATA_FAULT = /^(21|22|23|42804|44|54|P0)/;

const SQLSTATE = /^[0-9A-Z]{5}$/;

/** True when the same rows would fail again; false for trouble that passes: time-outs, locks, memory, a lost connection. */
export function isDataFault(error: unknown): boolean {
  const code = postgresCode(error);
  // What carries no SQLSTATE came from reading the message, not from the database.
  return code !== undefined && SQLSTATE.test(code) ? DATA_FAULT.test(code) : !isDatabaseAway(error);
}

/** SQLSTATE of a driver error, also when drizzle wrapped it. */
export function postgresCode(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ("code" in current && typeof current.code === "string") return current.code;
  }
  return undefined;
}

/** True when Postgres can't be reached or is shutting down: waiting helps, changing the request does not. */
export function isDatabaseAway(error: unknown): boolean {
  const code = postgresCode(error);
  if (code !== undefined) return /^(08(?!P01)|57P|53300|ECONN|ENOTFOUND|EPIPE|ETIMEDOUT)/.test(code);
  for (let current = error; current instanceof Error; current = current.cause) {
    if (/timeout exceeded when trying to connect|Connection terminated|not queryable/i.test(current.message))
      return true;
  }
  return false;
}
