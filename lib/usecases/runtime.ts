import { connectDatabase, type Database } from "@/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

// One pool a process, kept over the module reloads of `next dev`.
const shared = globalThis as typeof globalThis & {
  milepostDatabase?: Database;
  milepostReadDatabase?: Database;
};

/** The primary. Every write, and every read a decision depends on. */
export function database(): Database {
  shared.milepostDatabase ??= connect(env().DATABASE_URL);
  return shared.milepostDatabase;
}

/** A replica where one is configured, else the primary. Only for reads that may be some seconds old. */
export function readDatabase(): Database {
  const url = env().READ_DATABASE_URL;
  if (!url) return database();
  shared.milepostReadDatabase ??= connect(url);
  return shared.milepostReadDatabase;
}

function connect(url: string): Database {
  return connectDatabase(url, {
    max: env().DATABASE_POOL_MAX,
    onError: (error) =>
      log("warn", "database connection lost, the pool opens a new one", { error: error.message }),
  });
}
