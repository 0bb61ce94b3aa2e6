import type { QueryResultRow } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { migrate } from "@/db/migrate";
import { cloneDatabase, type TestDatabase } from "./clone-database";
import { hasDebianPostgres, startDebianPostgres } from "./debian-postgres";
import { withClient } from "./template-database";
import { createTestDatabase } from "./test-database";

/** Small and the same on every node when the schema is distributed: these alone may have keys without a company. */
const REFERENCE_TABLES = [
  "app_user",
  "company",
  "connection",
  "pipeline_cursor",
  "sign_in_attempt",
  "user_session",
  "watch_cursor",
  "worker_heartbeat",
];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const ask = async <Row extends QueryResultRow>(text: string, values: unknown[] = [], url = database.url) =>
  withClient(url, async (client) => (await client.query<Row>(text, values)).rows);

/** Tables of ours, partitions left out: they have the keys of their parent. */
const TABLES = `
  select c.oid, c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`;

interface Key extends QueryResultRow {
  readonly name: string;
  readonly key: string;
  readonly columns: readonly string[];
}

const UNIQUE_KEYS = `
  select t.name, i.indexrelid::regclass::text as key,
    array(select a.attname::text from pg_attribute a where a.attrelid = t.oid and a.attnum = any(i.indkey)) as columns
  from (${TABLES}) t join pg_index i on i.indrelid = t.oid where i.indisunique order by 1, 2`;

const FOREIGN_KEYS = `
  select t.name, f.conname as key, f.confrelid::regclass::text as target,
    array(select a.attname::text from pg_attribute a where a.attrelid = t.oid and a.attnum = any(f.conkey)) as columns
  from (${TABLES}) t join pg_constraint f on f.conrelid = t.oid where f.contype = 'f' order by 1, 2`;

describe("every table carries its company", () => {
  it("in the primary key and every unique key", async () => {
    const keys = (await ask<Key>(UNIQUE_KEYS)).filter(({ name }) => !REFERENCE_TABLES.includes(name));
    expect(keys.length).toBeGreaterThan(20);
    expect(keys.filter(({ columns }) => !columns.includes("company_id"))).toEqual([]);
  });

  it("in every foreign key, except to tables that are the same on every node", async () => {
    const keys = (await ask<Key & { target: string }>(FOREIGN_KEYS)).filter(
      ({ name, target }) => !REFERENCE_TABLES.includes(name) && !REFERENCE_TABLES.includes(target),
    );
    expect(keys.filter(({ columns }) => !columns.includes("company_id"))).toEqual([]);
  });

  it("and has a primary key at all", async () => {
    const bare = await ask(
      `select t.name from (${TABLES}) t where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary)`,
    );
    expect(bare).toEqual([]);
  });

  it("while no table is called a reference table that does not exist", async () => {
    const tables = (await ask<{ name: string }>(TABLES)).map(({ name }) => name);
    expect(REFERENCE_TABLES.filter((name) => !tables.includes(name))).toEqual([]);
  });
});

const ID = "018f0000-0000-7000-8000-000000000001";
/** One row each, recorded and received at the moment given. */
const EVENT = `
  insert into event (company_id, id, identity, shipment_id, milestone, classifier, occurred_at, time_zone_assumed, received_at,
    recorded_at, raw_code, code_list, refs, connection_id, message_id, document, at, mapping_version, match_reason)
  values (1, '${ID}', '${ID}', '${ID}', 'tendered', 'actual', now(), false, now(), $1, 'x', 'x', '[]', '${ID}', '${ID}', 0, 'x', 'x', 'x')
  returning tableoid::regclass::text as place`;
const MESSAGE = `
  insert into inbox_message (company_id, id, connection_id, delivery_key, sha256, body, headers, size_bytes, transport, received_at, shard, xid)
  values (1, uuid_v7_floor($1), '${ID}', 'x', '', '', '{}', 0, 'http', now(), 0, pg_current_xact_id())
  returning tableoid::regclass::text as place`;

describe("what was said stays said", () => {
  beforeAll(async () => {
    await ask(EVENT, [new Date()]);
    await ask(MESSAGE, [new Date()]);
    await ask(`
      insert into audit_log (company_id, seq, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, previous_hash, hash)
      values (1, 1, now(), 'system', 'x', 'x', 'x', 'x', 'x', '', '')`);
  });

  for (const table of ["event", "inbox_message", "audit_log"]) {
    for (const statement of [
      `update ${table} set company_id = 1`,
      `delete from ${table}`,
      `truncate ${table}`,
    ])
      it(`refuses "${statement}"`, async () => {
        await expect(ask(statement)).rejects.toThrow("append-only");
        expect(await ask(`select from ${table}`)).toHaveLength(1);
      });
  }

  it("refuses it in every partition too", async () => {
    const partitions = await ask<{ name: string }>(`
      select distinct tableoid::regclass::text as name from event union select distinct tableoid::regclass::text from inbox_message`);
    expect(partitions).toHaveLength(2);
    for (const { name } of partitions) {
      await expect(ask(`update ${name} set company_id = 1`)).rejects.toThrow("append-only");
      await expect(ask(`delete from ${name}`)).rejects.toThrow("append-only");
    }
  });
});

describe("partitions", () => {
  const MISSING = `
    select parent.relname as name from pg_partitioned_table p join pg_class parent on parent.oid = p.partrelid
    where not exists (
      select from pg_inherits i join pg_class child on child.oid = i.inhrelid where i.inhparent = parent.oid
        and child.relname = parent.relname || '_' || to_char(now() at time zone 'UTC' + interval '1 month', 'YYYY_MM'))`;

  it("are there a month ahead for every partitioned table", async () => {
    await ask("select ensure_partitions(1)");
    expect(await ask("select from pg_partitioned_table")).not.toHaveLength(0);
    expect(await ask(MISSING)).toEqual([]);
  });

  it("take what is recorded and received next month", async () => {
    const today = new Date();
    const nextMonth = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 15));
    const name = nextMonth.toISOString().slice(0, "2026-01".length).replace("-", "_");
    expect(await ask(EVENT, [nextMonth])).toEqual([{ place: `event_${name}` }]);
    expect(await ask(MESSAGE, [nextMonth])).toEqual([{ place: `inbox_message_${name}` }]);
  });
});

/** Everything a migration could change, as text. */
const SHAPE = `
  select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as line
    from information_schema.columns where table_schema in ('public', 'drizzle')
  union all select indexdef from pg_indexes where schemaname = 'public'
  union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
  union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
  union all select 'rows ' || (select count(*) from pipeline_cursor) || ' ' || (select count(*) from drizzle.__drizzle_migrations)
  order by 1`;

describe("migrations", () => {
  it("change nothing when they run again", async () => {
    const before = await ask(SHAPE);
    expect(before.length).toBeGreaterThan(100);
    expect(await migrate(database.url)).toBe(0);
    expect(await ask(SHAPE)).toEqual(before);
  });

  it("succeed for two at once, each applied by one of them", async () => {
    const empty = await cloneDatabase(inject("testPostgres").serverUrl, "template0");
    try {
      const applied = await Promise.all([migrate(empty.url), migrate(empty.url)]);
      const known = await ask("select from drizzle.__drizzle_migrations", [], empty.url);
      expect(applied.sort()).toEqual([0, known.length]);
      expect(await ask(SHAPE, [], empty.url)).toEqual(await ask(SHAPE));
    } finally {
      await empty.drop();
    }
  });

  it("run on Debian's Postgres 15", async ({ skip }) => {
    if (!hasDebianPostgres(15)) skip("Debian's postgresql-15 is not installed here");
    const server = await startDebianPostgres(15);
    try {
      expect(await migrate(server.url)).toBeGreaterThan(0);
      expect(await migrate(server.url)).toBe(0);
    } finally {
      await server.stop();
    }
  });
});
