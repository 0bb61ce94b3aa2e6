import { typeError, valueError } from "../failure";
import type { Env } from "../records/env";
import { isMany } from "../registry/field";
import { ids, type Row, reference, type Value } from "../registry/values";
import { condition, leafTest } from "./leaf";

export type Predicate = (row: Row) => boolean;
type Leaf = readonly [string, string, unknown];

/** Reads a domain in prefix notation; leaves that stand side by side are joined by "and". */
export function compileDomain(env: Env, model: string, domain: unknown): Predicate {
  const items = termsOf(domain);
  const stack: Predicate[] = [];
  for (const item of [...items].reverse()) {
    if (item === "!") stack.push(not(take(stack)));
    else if (item === "&" || item === "|") stack.push(join(item, take(stack), take(stack)));
    else stack.push(compileLeaf(env, model, item));
  }
  return (row) => stack.every((test) => test(row));
}

/** Leaves that must hold whatever the rest says: those of a domain without "or" and "not". */
export function certainLeaves(domain: unknown): readonly Leaf[] {
  const items = termsOf(domain);
  if (items.some((item) => item === "|" || item === "!")) return [];
  return items.filter((item): item is Leaf => Array.isArray(item));
}

export const mentions = (domain: unknown, field: string): boolean =>
  termsOf(domain).some((item) => Array.isArray(item) && item[0] === field);

function termsOf(domain: unknown): readonly (Leaf | "&" | "|" | "!")[] {
  if (domain === undefined || domain === null || domain === false) return [];
  if (!Array.isArray(domain))
    throw typeError(`Domain() invalid argument type for domain: '${String(domain)}'`);
  return domain.map((item) => {
    if (item === "&" || item === "|" || item === "!") return item;
    if (Array.isArray(item) && item.length === 3 && typeof item[0] === "string") return item as never;
    throw valueError(`Domain() invalid item in domain: ${JSON.stringify(item)}`);
  });
}

function take(stack: Predicate[]): Predicate {
  const test = stack.pop();
  if (!test) throw valueError("Domain() missing term in domain");
  return test;
}
const not =
  (test: Predicate): Predicate =>
  (row) =>
    !test(row);
const join = (operator: "&" | "|", a: Predicate, b: Predicate): Predicate =>
  operator === "&" ? (row) => a(row) && b(row) : (row) => a(row) || b(row);

function compileLeaf(env: Env, model: string, leaf: Leaf): Predicate {
  const [path, operator, raw] = leaf;
  const [first = "", ...rest] = path.split(".");
  const field = env.field(model, first);
  if (!field)
    throw valueError(`Invalid field ${model}.${first} in condition ${condition(path, operator, raw)}`);
  if (rest.length === 0) {
    const test = leafTest(env, field, leaf);
    return (row) => test(env.value(model, row, first));
  }
  const relation = field.relation;
  if (!relation)
    throw valueError(`Invalid field ${model}.${path} in condition ${condition(path, operator, raw)}`);
  const deeper = compileLeaf(env, relation, [rest.join("."), operator, raw]);
  const reached = (value: Value) => (isMany(field) ? ids(value) : [reference(value)]);
  return (row) =>
    reached(env.value(model, row, first)).some((id) => {
      const next = env.find(relation, id);
      return next !== undefined && deeper(next);
    });
}
