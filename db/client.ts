import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";

// bigint as a number: every one of ours stays far below 2^53, and a string id is silently ignored by other systems.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export type Database = NodePgDatabase & { $client: pg.Pool };
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** What a query runs on: the pool or an open transaction. */
export type Executor = Pick<Database, "execute" | "select" | "insert" | "update" | "delete">;

export interface DatabaseOptions {
  readonly max?: number;
  readonly applicationName?: string;
  readonly onError?: (error: Error) => void;
  /** Gives up a query that gets no answer and drops its connection: a server that vanished says nothing, for hours. */
  readonly queryTimeoutMs?: number;
}

/** A pool with the listeners without which a restart of Postgres kills the process. */
export function connectDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? "milepost",
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    ...(options.queryTimeoutMs ? { query_timeout: options.queryTimeoutMs } : {}),
    options: "-c timezone=UTC -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000",
  });
  pool.on("error", options.onError ?? (() => undefined));
  // The pool listens to idle connections only. One that is lost between two statements of a transaction has nobody else;
  // the next statement fails and says why.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return drizzle({ client: pool });
}
