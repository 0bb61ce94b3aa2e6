import { OdooFailure } from "../failure";
import { type Field, isMany } from "../registry/field";
import { reference, text, type Values } from "../registry/values";
import type { Env } from "./env";
import { create, write } from "./write";

interface Message {
  readonly type: "error";
  readonly message: string;
  readonly record?: number;
}
export interface LoadAnswer {
  readonly ids: readonly number[] | false;
  readonly messages: readonly Message[];
  readonly nextrow: number;
}

class LoadProblem extends Error {}

/**
 * `load()`: makes or updates by external id. Whatever goes wrong is told in `messages` with `ids: false` and status 200, and nothing is written:
 * the caller must roll back.
 */
export function load(
  env: Env,
  model: string,
  fields: readonly string[],
  rows: readonly (readonly string[])[],
): LoadAnswer {
  const made: number[] = [];
  try {
    for (const group of groupRows(env, model, fields, rows)) made.push(loadRecord(env, model, fields, group));
    return { ids: made, messages: [], nextrow: 0 };
  } catch (error) {
    if (!(error instanceof LoadProblem) && !(error instanceof OdooFailure)) throw error;
    if (error instanceof OdooFailure && error.status === 501) throw error;
    return failedLoad(error.message);
  }
}

export const failedLoad = (message: string): LoadAnswer => ({
  ids: false,
  messages: [{ type: "error", message, record: 0 }],
  nextrow: 0,
});

/** A row whose own columns are all empty carries on the lines of the record above it. */
function groupRows(env: Env, model: string, fields: readonly string[], rows: readonly (readonly string[])[]) {
  const own = fields.flatMap((path, at) => (lineField(env, model, path) ? [] : [at]));
  const groups: (readonly string[])[][] = [];
  for (const row of rows) {
    const continues = groups.length > 0 && own.every((at) => !row[at]);
    if (continues) groups.at(-1)?.push(row);
    else groups.push([row]);
  }
  return groups;
}

function lineField(env: Env, model: string, path: string): Field | undefined {
  const [name = "", ...rest] = path.split("/");
  const field = env.field(model, name);
  if (field?.type === "one2many") return field;
  const asLines = field && isMany(field) && rest.length > 0 && rest[0] !== "id" && rest[0] !== ".id";
  return asLines || (name === "invoice_line_ids" && rest.length > 0) ? field : undefined;
}

function loadRecord(
  env: Env,
  model: string,
  fields: readonly string[],
  rows: readonly (readonly string[])[],
): number {
  const [first = []] = rows;
  const values: Record<string, unknown> = {};
  const lines = new Map<string, [number, string][]>();
  let xmlId = "";
  for (const [at, path] of fields.entries()) {
    const cell = String(first[at] ?? "");
    const [name = "", ...rest] = path.split("/");
    if (lineField(env, model, path)) lines.set(name, [...(lines.get(name) ?? []), [at, rest.join("/")]]);
    else if (path === "id") xmlId = cell;
    else if (path === ".id") throw new LoadProblem("The stand-in loads by external id only.");
    else if (cell !== "") values[name] = cellValue(env, model, name, rest[0] ?? "", cell);
  }
  const known = xmlId ? resolve(env, xmlId, model) : undefined;
  for (const [name, columns] of lines) values[name] = lineCommands(env, model, name, columns, rows);
  const id = known ?? create(env, model, values);
  if (known !== undefined) write(env, model, [known], values);
  else if (xmlId) remember(env, xmlId, model, id);
  rememberLines(env, model, lines, rows, id);
  return id;
}

/** One command a row that carries line columns: update what its external id names, else make it. */
function lineCommands(
  env: Env,
  model: string,
  name: string,
  columns: readonly [number, string][],
  rows: readonly (readonly string[])[],
) {
  const relation = env.field(model, name)?.relation ?? "";
  return rows
    .filter((row) => columns.some(([at]) => row[at]))
    .map((row) => {
      const values: Record<string, unknown> = {};
      let known: number | undefined;
      for (const [at, path] of columns) {
        const cell = String(row[at] ?? "");
        const [field = "", part = ""] = path.split("/");
        if (path === "id") known = resolve(env, cell, relation);
        else if (cell !== "") values[field] = cellValue(env, relation, field, part, cell);
      }
      return known === undefined ? [0, 0, values] : [1, known, values];
    });
}

/** New lines get their external ids in the order in which they were made. */
function rememberLines(
  env: Env,
  model: string,
  lines: ReadonlyMap<string, [number, string][]>,
  rows: readonly (readonly string[])[],
  owner: number,
): void {
  for (const [name, columns] of lines) {
    const at = columns.find(([, path]) => path === "id")?.[0];
    if (at === undefined) continue;
    const relation = env.field(model, name)?.relation ?? "";
    const made = (env.value(model, env.row(model, owner), name) as readonly number[]).filter(
      (id) => env.transaction.created.has(`${relation}:${id}`) && !externalId(env, relation, id),
    );
    const unnamed = rows
      .map((row) => String(row[at] ?? ""))
      .filter((xmlId) => xmlId && !resolve(env, xmlId, relation));
    for (const [index, xmlId] of unnamed.entries()) {
      const id = made[index];
      if (id !== undefined) remember(env, xmlId, relation, id);
    }
  }
}

function cellValue(env: Env, model: string, name: string, part: string, cell: string): unknown {
  const field = env.field(model, name);
  if (!field) throw new LoadProblem(`Unknown field '${name}' on '${model}'`);
  const label = field.label;
  if (field.relation && isMany(field)) {
    return [[6, 0, cell.split(",").map((one) => target(env, field, part, one))]];
  }
  if (field.relation) return target(env, field, part, cell);
  if (field.type === "integer" || field.type === "float" || field.type === "monetary") {
    const value = Number(cell);
    if (Number.isNaN(value))
      throw new LoadProblem(`'${cell}' does not seem to be a number for field '${label}'`);
    return value;
  }
  if (field.type === "boolean") return ["1", "true", "yes"].includes(cell.toLowerCase());
  if (field.type === "selection") {
    const option = field.options?.find(([key, english]) => key === cell || english === cell);
    if (!option) throw new LoadProblem(`Value '${cell}' not found in selection field '${label}'`);
    return option[0];
  }
  if (field.type === "date" && !/^\d{4}-\d\d-\d\d$/.test(cell))
    throw new LoadProblem(`'${cell}' does not seem to be a valid date for field '${label}'`);
  return field.type === "json" ? JSON.parse(cell) : cell;
}

function target(env: Env, field: Field, part: string, cell: string): number {
  const relation = field.relation ?? "";
  if (part === ".id") {
    const id = Number(cell);
    if (!env.find(relation, id))
      throw new LoadProblem(`No matching record found for database id '${cell}' in field '${field.label}'`);
    return id;
  }
  if (part === "id") {
    const id = resolve(env, cell, relation);
    if (id === undefined)
      throw new LoadProblem(`No matching record found for external id '${cell}' in field '${field.label}'`);
    return id;
  }
  for (const row of env.store.table(relation).rows.values())
    if (env.displayName(relation, row) === cell) return row.id;
  throw new LoadProblem(`No matching record found for name '${cell}' in field '${field.label}'`);
}

function resolve(env: Env, xmlId: string, model: string): number | undefined {
  const [module, name] = splitXmlId(xmlId);
  for (const row of env.pointing("ir.model.data", "name", name)) {
    if (row.module !== module) continue;
    if (row.model !== model) throw new LoadProblem(`External id ${xmlId} belongs to ${text(row.model)}`);
    return env.find(model, reference(row.res_id)) ? reference(row.res_id) : undefined;
  }
  return undefined;
}

const splitXmlId = (xmlId: string): readonly [string, string] => {
  const dot = xmlId.indexOf(".");
  return dot < 0 ? ["__import__", xmlId] : [xmlId.slice(0, dot), xmlId.slice(dot + 1)];
};

function remember(env: Env, xmlId: string, model: string, id: number): void {
  const [module, name] = splitXmlId(xmlId);
  const values: Values = { module, name, model, res_id: id };
  const known = env.pointing("ir.model.data", "name", name).find((row) => row.module === module);
  if (known) write(env, "ir.model.data", [known.id], values);
  else create(env, "ir.model.data", values);
}

export function externalId(env: Env, model: string, id: number): string {
  for (const row of env.pointing("ir.model.data", "res_id", id))
    if (row.model === model) return `${text(row.module)}.${text(row.name)}`;
  return "";
}
