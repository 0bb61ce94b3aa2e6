import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { migrate } from "@/db/migrate";

const migrationsDir = fileURLToPath(new URL("../../drizzle", import.meta.url));

/** The name changes with any migration file, so a changed schema never meets an old template. */
function templateName(): string {
  const hash = createHash("sha256");
  const files = readdirSync(migrationsDir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(path.slice(migrationsDir.length)).update(readFileSync(path));
  }
  // Partitions are made ahead by month, so a template ages with it.
  hash.update(new Date().toISOString().slice(0, "2026-01".length));
  return `milepost_template_${hash.digest("hex").slice(0, 16)}`;
}

export function urlOfDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.toString();
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the migrated template once per schema; runs that meet here wait for the first one. */
export async function ensureTemplate(serverUrl: string): Promise<string> {
  const template = templateName();
  await withClient(serverUrl, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('milepost test template'))");
    const found = await client.query("select from pg_database where datname = $1", [template]);
    if (found.rowCount) return;
    // Renamed only when complete: a run killed half way leaves no broken template.
    const draft = `${template}_${randomBytes(4).toString("hex")}`;
    await client.query(`create database ${draft}`);
    await migrate(urlOfDatabase(serverUrl, draft));
    await client.query(`alter database ${draft} rename to ${template}`);
    await client.query(`alter database ${template} with is_template true allow_connections false`);
  });
  return template;
}
