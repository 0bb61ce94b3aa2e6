import { migrate } from "@/db/migrate";
import { env } from "@/lib/env";

/** Applies what is missing to the configured database. @returns how many migrations that were. */
export async function migrateDatabase(): Promise<number> {
  return migrate(env().DATABASE_URL);
}
