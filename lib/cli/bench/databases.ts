import { connectDatabase, type Database } from "@/db/client";

/** Databases of one server, by name. */
export interface Databases {
  /** A copy of another one, migrated or filled; the migrated one when left out. */
  copy(name: string, of?: string): Promise<void>;
  /** Runs work with a pool of its own, as one process has it. */
  using<T>(name: string, work: (db: Database) => Promise<T>): Promise<T>;
  drop(name: string): Promise<void>;
  urlOf(name: string): string;
}

/** `url` names a migrated database that nobody is connected to. */
export function databasesOn(url: string): Databases {
  const migrated = new URL(url).pathname.slice(1);
  const urlOf = (name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  const using = async <T>(name: string, work: (db: Database) => Promise<T>): Promise<T> => {
    const db = connectDatabase(urlOf(name), { applicationName: "bench" });
    try {
      return await work(db);
    } finally {
      await db.$client.end();
    }
  };
  const command = (text: string) => using("postgres", (db) => db.$client.query(text));
  return {
    urlOf,
    copy: async (name, of = migrated) => {
      await command(`create database ${name} template ${of}`);
    },
    using,
    drop: async (name) => {
      await command(`drop database ${name} with (force)`);
    },
  };
}

/** Milliseconds that work took, with what it returned. The disk is brought to rest first. */
export async function timed<T>(db: Database, work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  await db.$client.query("checkpoint");
  const from = performance.now();
  const result = await work();
  return { ms: performance.now() - from, result };
}
