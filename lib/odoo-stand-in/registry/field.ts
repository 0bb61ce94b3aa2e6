import type { Env } from "../records/env";
import type { Row, Value } from "./values";

export type FieldType =
  | "integer"
  | "float"
  | "monetary"
  | "boolean"
  | "char"
  | "text"
  | "html"
  | "selection"
  | "date"
  | "datetime"
  | "binary"
  | "json"
  | "many2one"
  | "one2many"
  | "many2many";

/** Key, English label, French label where the stand-in speaks it. */
export type SelectionOption = readonly [key: string, label: string, french?: string];
export type Compute = (env: Env, row: Row) => Value;

export interface Field {
  readonly type: FieldType;
  readonly label: string;
  readonly relation?: string;
  /** The many2one on the other side of a one2many. */
  readonly inverse?: string;
  readonly options?: readonly SelectionOption[];
  readonly required?: true;
  readonly readonly?: true;
  /** A change of it is told in the chatter. */
  readonly tracked?: true;
  readonly default?: Value | ((env: Env) => Value);
  /** Worked out when asked; never kept, never written. */
  readonly compute?: Compute;
  /** Seen only by groups that may see it: answered as if unknown to others. */
  readonly adminOnly?: true;
  /** Kept for the stand-in itself; callers never see it. */
  readonly hidden?: true;
}

type Extra = Partial<Omit<Field, "type" | "label">>;
const plain =
  (type: FieldType) =>
  (label: string, extra: Extra = {}): Field => ({ type, label, ...extra });

export const integer = plain("integer");
export const float = plain("float");
export const monetary = plain("monetary");
export const boolean = plain("boolean");
export const char = plain("char");
export const longText = plain("text");
export const html = plain("html");
export const date = plain("date");
export const datetime = plain("datetime");
export const binary = plain("binary");
export const json = plain("json");

export const selection = (label: string, options: readonly SelectionOption[], extra: Extra = {}): Field => ({
  type: "selection",
  label,
  options,
  ...extra,
});
export const many2one = (relation: string, label: string, extra: Extra = {}): Field => ({
  type: "many2one",
  relation,
  label,
  ...extra,
});
export const many2many = (relation: string, label: string, extra: Extra = {}): Field => ({
  type: "many2many",
  relation,
  label,
  ...extra,
});
export const one2many = (relation: string, inverse: string, label: string): Field => ({
  type: "one2many",
  relation,
  inverse,
  label,
});

/** The same field, worked out by `compute`. */
export const computed = (field: Field, compute: Compute): Field => ({ ...field, compute, readonly: true });

/** The same field, read over a path of many2ones that starts at `model`: "product_id.name". */
export const related = (model: string, path: string, field: Field): Field =>
  computed(field, (env, row) => env.follow(model, row, path));

export const isMany = (field: Field): boolean => field.type === "one2many" || field.type === "many2many";
export const isStored = (field: Field): boolean => field.compute === undefined && field.type !== "one2many";
/** What an empty one reads as. */
export function emptyValue(field: Field): Value {
  if (isMany(field)) return [];
  return field.type === "integer" || field.type === "float" || field.type === "monetary" ? 0 : false;
}
