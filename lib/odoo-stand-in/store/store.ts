import { isStored } from "../registry/field";
import type { Model } from "../registry/model";
import type { Row } from "../registry/values";
import { Table } from "./table";

/** Everything the stand-in knows: a table a model, and the counters of its numbering. */
export class Store {
  readonly tables = new Map<string, Table>();
  readonly sequences = new Map<string, number>();

  constructor(models: Iterable<Model>) {
    for (const { model, fields, indexed = [] } of models) {
      const relations = Object.entries(fields).filter(([, field]) => field.relation && isStored(field));
      this.tables.set(model, new Table([...relations.map(([name]) => name), ...indexed]));
    }
  }

  table(model: string): Table {
    const table = this.tables.get(model);
    if (!table) throw new Error(`The stand-in has no table for ${model}.`);
    return table;
  }
}

/**
 * One call's changes. They are seen at once by the call itself, which nothing else runs beside, and taken back when it fails.
 * Ids and numbers that it drew are not given back, as in Postgres.
 */
export class Transaction {
  private readonly undo: (() => void)[] = [];
  /** `model:id` of every row made here: what happens to it before commit is not told in its chatter. */
  readonly created = new Set<string>();
  /** First value of every tracked field that changed: `model:id` → field → value. */
  readonly tracked = new Map<string, Map<string, Row[string]>>();
  /** Run after commit, in order. */
  readonly afterCommit: (() => Promise<void>)[] = [];

  constructor(
    private readonly store: Store,
    /** When the call began, with microseconds: what every row changed here gets as `write_date`. */
    readonly startedAt: string,
  ) {}

  get changed(): boolean {
    return this.undo.length > 0;
  }

  insert(model: string, values: Omit<Row, "id">): number {
    const table = this.store.table(model);
    const id = table.nextId++;
    table.put({ ...values, id } as Row);
    this.created.add(`${model}:${id}`);
    this.undo.push(() => table.remove(id));
    return id;
  }

  update(model: string, before: Row, values: Readonly<Record<string, Row[string]>>): Row {
    const table = this.store.table(model);
    const row = { ...before, ...values } as Row;
    table.put(row);
    this.undo.push(() => table.put(before));
    return row;
  }

  remove(model: string, row: Row): void {
    const table = this.store.table(model);
    table.remove(row.id);
    this.undo.push(() => table.restore(row));
  }

  next(sequence: string): number {
    const number = (this.store.sequences.get(sequence) ?? 0) + 1;
    this.store.sequences.set(sequence, number);
    return number;
  }

  rollBack(): void {
    for (const step of this.undo.reverse()) step();
    this.undo.length = 0;
  }
}
