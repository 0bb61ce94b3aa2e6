import { accessError, missingRecord } from "../failure";
import { emptyValue, type Field, isMany } from "../registry/field";
import type { Model } from "../registry/model";
import type { Registry } from "../registry/registry";
import { ids, type Row, reference, text, type Value } from "../registry/values";
import type { Store, Transaction } from "../store/store";

export type Context = Readonly<Record<string, unknown>>;

/** One call: who asks, in which company and language, inside which transaction. */
export class Env {
  constructor(
    readonly registry: Registry,
    readonly store: Store,
    readonly transaction: Transaction,
    readonly userId: number,
    readonly context: Context = {},
  ) {}

  /** When the call began, with microseconds. */
  get startedAt(): string {
    return this.transaction.startedAt;
  }
  /** The same to the second, as datetime fields keep it. */
  get now(): string {
    return this.startedAt.slice(0, 19);
  }
  get today(): string {
    return this.startedAt.slice(0, 10);
  }

  with(context: Context): Env {
    return new Env(this.registry, this.store, this.transaction, this.userId, { ...this.context, ...context });
  }

  model(name: string): Model {
    return this.registry.model(name);
  }

  field(model: string, name: string): Field | undefined {
    return this.registry.fields(model)[name];
  }

  find(model: string, id: number): Row | undefined {
    return this.store.tables.get(model)?.rows.get(id);
  }

  row(model: string, id: number): Row {
    const row = this.find(model, id);
    if (!row) throw missingRecord(model, [id], this.userId);
    return row;
  }

  rows(model: string, wanted: readonly number[]): readonly Row[] {
    return wanted.map((id) => this.row(model, id));
  }

  /** The rows of `model` whose indexed `field` is `target`, or points to it. */
  pointing(model: string, field: string, target: number | string): readonly Row[] {
    const table = this.store.table(model);
    return table.pointingTo(field, target).map((id) => table.rows.get(id) as Row);
  }

  /** One field of one row, worked out if it is computed. */
  value(model: string, row: Row, name: string): Value {
    if (name === "id") return row.id;
    if (name === "display_name") return this.displayName(model, row);
    const field = this.field(model, name);
    if (!field) return false;
    if (field.compute) return field.compute(this, row);
    if (field.type === "one2many") {
      const lines = this.store.table(field.relation ?? "").pointingTo(field.inverse ?? "", row.id);
      return this.activeOnly(field.relation ?? "", lines);
    }
    const kept = row[name];
    if (kept === undefined || kept === null) return emptyValue(field);
    return isMany(field) ? this.activeOnly(field.relation ?? "", ids(kept)) : kept;
  }

  private activeOnly(model: string, wanted: readonly number[]): readonly number[] {
    if (!this.field(model, "active") || this.context.active_test === false) return wanted;
    return wanted.filter((id) => this.find(model, id)?.active !== false);
  }

  displayName(model: string, row: Row): string {
    const given = this.model(model).displayName;
    return given ? given(this, row) : text(row.name) || `${model},${row.id}`;
  }

  /** "product_id.name": through many2ones to the value at the end; `false` where the path breaks off. */
  follow(model: string, row: Row, path: string): Value {
    const [first = "", ...rest] = path.split(".");
    const value = this.value(model, row, first);
    if (rest.length === 0) return value;
    const relation = this.field(model, first)?.relation;
    const next = relation && this.find(relation, reference(value));
    return next ? this.follow(relation, next, rest.join(".")) : false;
  }

  /** Companies the call may see; the first is the active one. */
  get companyIds(): readonly number[] {
    const user = this.find("res.users", this.userId);
    if (!user) return [...this.store.table("res.company").rows.keys()];
    const own = ids(user.company_ids);
    const asked = this.context.allowed_company_ids;
    if (!Array.isArray(asked) || asked.length === 0) {
      const main = reference(user.company_id);
      return [main, ...own.filter((id) => id !== main)];
    }
    if (asked.some((id) => !own.includes(id)))
      throw accessError("Access to unauthorized or invalid companies.");
    return asked;
  }
  get companyId(): number {
    return this.companyIds[0] ?? 1;
  }

  get language(): string {
    return text(this.context.lang as Value) || text(this.partner?.lang) || "en_US";
  }
  private get partner(): Row | undefined {
    return this.find("res.partner", reference(this.find("res.users", this.userId)?.partner_id));
  }
}
