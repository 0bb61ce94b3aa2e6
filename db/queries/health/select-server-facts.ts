import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

export interface ServerFacts {
  /** Such as 180004. */
  readonly versionNumber: number;
  readonly clockMs: number;
  readonly isReadOnly: boolean;
  readonly synchronousCommit: string;
}

export async function selectServerFacts(db: Executor): Promise<ServerFacts> {
  const { rows } = await db.execute<{ version: string; clock: number; recovery: boolean; sync: string }>(sql`
    select current_setting('server_version_num') as version, pg_is_in_recovery() as recovery,
      extract(epoch from clock_timestamp())::float8 * 1000 as clock, current_setting('synchronous_commit') as sync`);
  const row = rows[0];
  return {
    versionNumber: Number(row?.version ?? 0),
    clockMs: row?.clock ?? 0,
    isReadOnly: row?.recovery ?? false,
    synchronousCommit: row?.sync ?? "",
  };
}

const JOURNAL = fileURLToPath(new URL("../../../drizzle/meta/_journal.json", import.meta.url));

/** Migrations of this release, and of them those the database has. */
export async function countMigrations(
  db: Executor,
): Promise<{ readonly known: number; readonly applied: number }> {
  const journal: { entries: { when: number }[] } = JSON.parse(readFileSync(JOURNAL, "utf8"));
  const table = await db.execute<{ found: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as found`,
  );
  if (!table.rows[0]?.found) return { known: journal.entries.length, applied: 0 };
  const { rows } = await db.execute<{ at: number }>(
    sql`select created_at::float8 as at from drizzle.__drizzle_migrations`,
  );
  const applied = new Set(rows.map((row) => row.at));
  return {
    known: journal.entries.length,
    applied: journal.entries.filter(({ when }) => applied.has(when)).length,
  };
}

export interface PartitionFacts {
  /** Partitions of next month that are not there. */
  readonly missing: readonly string[];
  /** Rows lie where only those lie whose month had no partition. */
  readonly hasStrays: boolean;
}

export async function selectPartitionFacts(db: Executor): Promise<PartitionFacts> {
  const { rows } = await db.execute<{ missing: string[]; strays: boolean }>(sql`
    select coalesce((
        select array_agg(wanted.name) from (
          select base || to_char(date_trunc('month', now() at time zone 'UTC') + interval '1 month', '_YYYY_MM') as name
          from unnest(array['inbox_message', 'event']) as base) wanted
        where to_regclass(wanted.name) is null), '{}') as missing,
      exists (select from inbox_message_default) or exists (select from event_default) as strays`);
  return { missing: rows[0]?.missing ?? [], hasStrays: rows[0]?.strays ?? false };
}
