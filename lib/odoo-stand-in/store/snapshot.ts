import { existsSync, readFileSync, renameSync } from "node:fs";
import { open } from "node:fs/promises";
import type { Row } from "../registry/values";
import type { Store } from "./store";

interface Saved {
  readonly format: 1;
  readonly sequences: Readonly<Record<string, number>>;
  readonly tables: Readonly<Record<string, { readonly nextId: number; readonly rows: readonly Row[] }>>;
}

/** One line of JSON a table, so that writing never holds the whole world in one string. */
export async function saveSnapshot(store: Store, file: string): Promise<void> {
  const draft = `${file}.new`;
  const handle = await open(draft, "w", 0o600);
  try {
    await handle.write(
      `{"format":1,"sequences":${JSON.stringify(Object.fromEntries(store.sequences))},"tables":{\n`,
    );
    let first = true;
    for (const [model, table] of store.tables) {
      const body = JSON.stringify({ nextId: table.nextId, rows: [...table.rows.values()] });
      await handle.write(`${first ? "" : ",\n"}${JSON.stringify(model)}:${body}`);
      first = false;
    }
    await handle.write("\n}}\n");
    await handle.sync();
  } finally {
    await handle.close();
  }
  renameSync(draft, file);
}

/** Fills an empty store from a file. `false`: there is none yet. */
export function loadSnapshot(store: Store, file: string): boolean {
  if (!existsSync(file)) return false;
  const saved = JSON.parse(readFileSync(file, "utf8")) as Saved;
  if (saved.format !== 1)
    throw new Error(`${file} was written by another version of the stand-in. Move it away to start anew.`);
  for (const [name, number] of Object.entries(saved.sequences)) store.sequences.set(name, number);
  for (const [model, { nextId, rows }] of Object.entries(saved.tables)) {
    const table = store.tables.get(model);
    if (!table) continue;
    for (const row of rows) table.put(row);
    table.nextId = nextId;
  }
  return true;
}
