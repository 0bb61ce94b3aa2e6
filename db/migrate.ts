import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

/** Any constant: all migrators of one database must take the same. */
const MIGRATION_LOCK = 7_041_956;

const DEFAULT_FOLDER = fileURLToPath(new URL("../drizzle", import.meta.url));

/**
 * Brings the database at `url` to the newest schema. Several at once wait for each other; a repeat changes nothing.
 * @returns how many migrations were applied.
 */
export async function migrate(url: string, migrationsFolder = DEFAULT_FOLDER): Promise<number> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "milepost migrate",
    options: "-c timezone=UTC",
  });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const before = await appliedCount(client);
    await applyMigrations(drizzle({ client }), { migrationsFolder });
    await client.query("select ensure_partitions(3)");
    return (await appliedCount(client)) - before;
  } finally {
    await client.end();
  }
}

async function appliedCount(client: pg.Client): Promise<number> {
  const known = await client.query("select to_regclass('drizzle.__drizzle_migrations') is not null as known");
  if (!known.rows[0].known) return 0;
  const count = await client.query("select count(*)::int as n from drizzle.__drizzle_migrations");
  return count.rows[0].n;
}
