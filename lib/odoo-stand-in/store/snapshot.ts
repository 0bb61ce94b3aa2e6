import { existsSync, readFileSync, renameSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Row } from "../registry/values";
import type { Store } from "./store";

interface Saved {
  readonly format: 1;
  readonly sequences: Readonly<Record<string, number>>;
  readonly tables: Readonly<Record<string, { readonly nextId: number; readonly rows: readonly Row[] }>>;
}

const ROWS_A_WRITE = 500;

/**
 * Writes the world as it is now. Rows are never changed in place, so that holding on to them is enough: calls go on being answered while they
 * are written, and the file still shows one moment.
 */
export async function saveSnapshot(store: Store, file: string): Promise<void> {
  const sequences = JSON.stringify(Object.fromEntries(store.sequences));
  const tables = [...store.tables].map(([model, { nextId, rows }]) => ({
    model,
    nextId,
    rows: [...rows.values()],
  }));
  const draft = `${file}.new`;
  const handle = await open(draft, "w", 0o600);
  try {
    await handle.write(`{"format":1,"sequences":${sequences},"tables":{`);
    for (const [at, { model, nextId, rows }] of tables.entries()) {
      await handle.write(`${at === 0 ? "" : ","}\n${JSON.stringify(model)}:{"nextId":${nextId},"rows":[`);
      await writeRows(handle, rows);
      await handle.write("]}");
    }
    await handle.write("\n}}\n");
    await handle.sync();
  } finally {
    await handle.close();
  }
  renameSync(draft, file);
}

async function writeRows(handle: FileHandle, rows: readonly Row[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_A_WRITE) {
    const some = rows.slice(from, from + ROWS_A_WRITE).map((row) => JSON.stringify(row));
    await handle.write(`${from === 0 ? "" : ","}\n${some.join(",\n")}`);
  }
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
