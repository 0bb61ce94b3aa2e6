import { valueError } from "../failure";
import type { Env } from "../records/env";
import { type Row, reference, type Value } from "../registry/values";
import { certainLeaves, compileDomain, mentions } from "./domain";

export interface SearchOptions {
  readonly offset?: number;
  readonly limit?: number;
  readonly order?: string;
}

/** Rows of `model` that the call may see and that the domain admits, in order. */
export function search(
  env: Env,
  model: string,
  domain: unknown,
  options: SearchOptions = {},
): readonly Row[] {
  const admits = compileDomain(env, model, domain);
  const visible = visibility(env, model, domain);
  const order = options.order || env.model(model).order || "id";
  const offset = options.offset ?? 0;
  const end = options.limit ? offset + options.limit : Number.POSITIVE_INFINITY;
  const found: Row[] = [];
  for (const row of candidates(env, model, domain)) {
    if (!visible(row) || !admits(row)) continue;
    found.push(row);
    if (order === "id" && found.length >= end) break;
  }
  if (order !== "id") found.sort(comparator(env, model, order));
  return found.slice(offset, end);
}

/** Archived records and other companies' are not there, unless asked for. */
export function visibility(env: Env, model: string, domain: unknown): (row: Row) => boolean {
  const hidesArchived =
    env.field(model, "active") !== undefined &&
    env.context.active_test !== false &&
    !mentions(domain, "active");
  const companies = companyRule(env, model);
  return (row) => (!hidesArchived || row.active !== false) && companies(row);
}

export function companyRule(env: Env, model: string): (row: Row) => boolean {
  const field = env.field(model, "company_id");
  if (field?.relation !== "res.company" || model === "res.users") return () => true;
  const seen = new Set(env.companyIds);
  return (row) => {
    const company = reference(env.value(model, row, "company_id"));
    return company === 0 || seen.has(company);
  };
}

/** The rows worth looking at: by id or by an indexed relation where the domain names one, else all, ascending. */
function* candidates(env: Env, model: string, domain: unknown): Iterable<Row> {
  const table = env.store.table(model);
  for (const [field, operator, value] of certainLeaves(domain)) {
    if (operator !== "=" && operator !== "in") continue;
    const wanted = Array.isArray(value) ? value : [value];
    const exact = field === "id" || env.field(model, field)?.relation ? Number.isInteger : isText;
    if (!wanted.every(exact)) continue;
    const found =
      field === "id"
        ? wanted
        : table.isIndexed(field)
          ? wanted.flatMap((id) => table.pointingTo(field, id))
          : undefined;
    if (!found) continue;
    for (const id of [...new Set<number>(found)].sort((a, b) => a - b)) {
      const row = table.rows.get(id);
      if (row) yield row;
    }
    return;
  }
  yield* table.rows.values();
}

const isText = (value: unknown) => typeof value === "string" && value !== "";

function comparator(env: Env, model: string, order: string): (a: Row, b: Row) => number {
  const keys = order.split(",").map((part) => {
    const [name = "", direction = "asc"] = part.trim().split(/\s+/);
    const field = env.field(model, name);
    if (!field) throw valueError(`Invalid field '${name}' on model '${model}'`);
    return { name, field, sign: direction.toLowerCase() === "desc" ? -1 : 1 };
  });
  return (a, b) => {
    for (const { name, field, sign } of keys) {
      const of = (row: Row) => {
        const value = env.value(model, row, name);
        if (!field.relation) return value;
        const target = env.find(field.relation, reference(value));
        return target ? env.displayName(field.relation, target) : false;
      };
      const difference = compare(of(a), of(b));
      if (difference !== 0) return difference * sign;
    }
    return a.id - b.id;
  };
}

/** Empty sorts last, as NULL does in Postgres. */
function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  if (a === false || a === null) return 1;
  if (b === false || b === null) return -1;
  return a < b ? -1 : 1;
}
