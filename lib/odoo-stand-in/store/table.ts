import type { Row, Value } from "../registry/values";

type Key = number | string;
type Index = Map<Key, Set<number>>;

/** The rows of one model, with an index on every relation kept in them and on the numbers people look for. */
export class Table {
  readonly rows = new Map<number, Row>();
  nextId = 1;
  private readonly indexes = new Map<string, Index>();

  constructor(indexed: readonly string[]) {
    for (const field of indexed) this.indexes.set(field, new Map());
  }

  put(row: Row): void {
    const before = this.rows.get(row.id);
    for (const [field, index] of this.indexes) {
      if (before && before[field] === row[field]) continue;
      if (before) leave(index, before[field], row.id);
      enter(index, row[field], row.id);
    }
    this.rows.set(row.id, row);
  }

  remove(id: number): void {
    const row = this.rows.get(id);
    if (!row) return;
    for (const [field, index] of this.indexes) leave(index, row[field], id);
    this.rows.delete(id);
  }

  /** Puts back what was removed, in its place among the others. */
  restore(row: Row): void {
    this.put(row);
    const sorted = [...this.rows].sort(([a], [b]) => a - b);
    this.rows.clear();
    for (const [id, each] of sorted) this.rows.set(id, each);
  }

  isIndexed(field: string): boolean {
    return this.indexes.has(field);
  }

  /** Ids of the rows whose `field` is, or points to, `target`, in order of their ids. */
  pointingTo(field: string, target: Key): readonly number[] {
    const found = this.indexes.get(field)?.get(target);
    return found ? [...found].sort((a, b) => a - b) : [];
  }
}

const targets = (value: Value | undefined): readonly Key[] =>
  typeof value === "number" || typeof value === "string" ? [value] : Array.isArray(value) ? value : [];

function enter(index: Index, value: Value | undefined, id: number): void {
  for (const target of targets(value)) {
    const known = index.get(target);
    if (known) known.add(id);
    else index.set(target, new Set([id]));
  }
}

function leave(index: Index, value: Value | undefined, id: number): void {
  for (const target of targets(value)) index.get(target)?.delete(id);
}
