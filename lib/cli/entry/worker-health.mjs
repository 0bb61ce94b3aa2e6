import { hostname } from "node:os";
import pg from "pg";

/** For a container's health check: exit code 0 when the worker on this host gave a sign of life lately. */
const FRESH = `
  select 1 from worker_heartbeat
  where host = $1 and not stopping and seen_at > now() - interval '30 seconds' limit 1`;

const client = new pg.Client({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 4_000 });
try {
  await client.connect();
  const { rowCount } = await client.query(FRESH, [hostname()]);
  process.exitCode = rowCount ? 0 : 1;
} catch {
  process.exitCode = 1;
} finally {
  await client.end().catch(() => {});
}
