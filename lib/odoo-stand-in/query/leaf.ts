import { notPlayed, valueError } from "../failure";
import type { Env } from "../records/env";
import type { Field } from "../registry/field";
import { reference, type Value } from "../registry/values";

type Test = (value: Value) => boolean;

const PLAYED = new Set([
  "=",
  "!=",
  "in",
  "not in",
  ">",
  ">=",
  "<",
  "<=",
  "like",
  "ilike",
  "not like",
  "not ilike",
  "=like",
  "=ilike",
]);
const KNOWN = new Set([
  "=?",
  "not =like",
  "not =ilike",
  "child_of",
  "parent_of",
  "any",
  "not any",
  "any!",
  "not any!",
]);

const isEmpty = (value: Value | undefined) =>
  value === false || value === null || value === undefined || value === "";
/** A many2one is compared by id, a datetime at whole seconds, whatever is kept behind them. */
const comparable = (value: Value, field: Field): Value =>
  field.type === "datetime" && typeof value === "string" ? value.slice(0, 19) : value;

/** The test of one leaf on the value (or on each value of an x2many) of `field`. */
export function leafTest(env: Env, field: Field, leaf: readonly [string, string, unknown]): Test {
  const [name, operator, raw] = leaf;
  if (!PLAYED.has(operator)) {
    if (KNOWN.has(operator)) throw notPlayed(`the operator '${operator}' of a domain`);
    throw valueError(`Invalid operator in condition ${condition(name, operator, raw)}`);
  }
  const negative = operator === "!=" || operator.startsWith("not ");
  const base = negative ? operator.replace("!=", "=").replace("not ", "") : operator;
  const test = positive(env, field, base, raw);
  const each: Test = (value) => (Array.isArray(value) ? matchMany(value, test) : test(value));
  return negative ? (value) => !each(value) : each;
}

const matchMany = (values: readonly number[], test: Test) =>
  values.length === 0 ? test(false) : values.some((value) => test(value));

function positive(env: Env, field: Field, operator: string, raw: unknown): Test {
  if (operator === "in" || operator === "=") {
    const wanted = (Array.isArray(raw) ? raw : [raw]) as Value[];
    if (field.relation && wanted.some((value) => typeof value === "string"))
      return byName(env, field, (name) => wanted.includes(name));
    const set = new Set(wanted.map((value) => operand(value, field)).filter((value) => !isEmpty(value)));
    const withEmpty = wanted.some((value) => isEmpty(value));
    const zeroIsEmpty = withEmpty && (field.type === "integer" || field.type === "float");
    return (value) =>
      isEmpty(value) ? withEmpty : set.has(comparable(value, field)) || (zeroIsEmpty && value === 0);
  }
  if (operator.endsWith("like")) {
    const pattern = likePattern(operator, String(raw ?? ""));
    if (field.relation) return byName(env, field, (name) => pattern.test(name));
    return (value) => pattern.test(isEmpty(value) ? "" : String(value));
  }
  return ordered(field, operator, operand(raw as Value, field));
}

function ordered(field: Field, operator: string, wanted: Value): Test {
  if (isEmpty(wanted)) return () => false;
  return (kept) => {
    if (isEmpty(kept)) return false;
    const value = comparable(kept, field) as number;
    const other = wanted as number;
    if (operator === ">") return value > other;
    if (operator === ">=") return value >= other;
    return operator === "<" ? value < other : value <= other;
  };
}

const byName =
  (env: Env, field: Field, test: (name: string) => boolean): Test =>
  (value) => {
    const row = env.find(field.relation ?? "", reference(value));
    return row !== undefined && test(env.displayName(field.relation ?? "", row));
  };

/** `T` between day and time is taken, a zone is not; what is finer than a second is cut off. */
function operand(value: Value, field: Field): Value {
  if (typeof value !== "string") return value;
  if (field.type === "datetime") {
    if (/(Z|[+-]\d\d:?\d\d)$/.test(value.slice(10)))
      throw valueError(`expecting only datetimes with no timezone: '${value}'`);
    const shaped = value.replace("T", " ").slice(0, 19);
    return shaped.length === 10 ? `${shaped} 00:00:00` : shaped;
  }
  return field.type === "date" ? value.slice(0, 10) : value;
}

function likePattern(operator: string, raw: string): RegExp {
  const escaped = raw
    .replace(/[.*+?^${}()|[\]]/g, "\\$&")
    .replace(/(\\\\)?%/g, ".*")
    .replace(/_/g, ".");
  const whole = operator.startsWith("=");
  return new RegExp(whole ? `^${escaped}$` : escaped, operator.includes("ilike") ? "is" : "s");
}

const pythonValue = (value: unknown): string => {
  if (typeof value === "string") return `'${value}'`;
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(pythonValue).join(", ")}]`;
  return value === null || value === undefined ? "None" : String(value);
};
export const condition = (name: string, operator: string, value: unknown): string =>
  `('${name}', '${operator}', ${pythonValue(value)})`;
