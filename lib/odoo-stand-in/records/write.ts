import { missingRecord, validationError, valueError } from "../failure";
import { emptyValue, type Field, isStored } from "../registry/field";
import { ids as idsOf, type Row, type Value, type Values } from "../registry/values";
import { noticeChange, noticeCreation, noticeDeletion } from "../webhooks/notice";
import type { Env } from "./env";
import { normalise } from "./normalise";

type Lines = readonly (readonly [string, Field, readonly (readonly unknown[])[]])[];

/** Makes a record: defaults, checks, the row, its lines, what its model does afterwards. */
export function create(env: Env, model: string, given: Values): number {
  const definition = env.model(model);
  const values = definition.prepare ? definition.prepare(env, given) : given;
  const { own, lines } = split(env, model, values);
  const row: Record<string, Value> = {};
  for (const [name, field] of Object.entries(definition.fields)) {
    if (name === "id" || name === "display_name" || !isStored(field)) continue;
    row[name] = name in own ? (own[name] as Value) : defaultOf(env, field);
  }
  Object.assign(row, {
    create_uid: env.userId,
    create_date: env.startedAt,
    write_uid: env.userId,
    write_date: env.startedAt,
  });
  requireFields(env, model, row);
  const id = env.transaction.insert(model, row);
  applyLines(env, lines, id);
  definition.afterCreate?.(env, id, values);
  noticeCreation(env, model, id);
  return id;
}

/** Writes what a caller asked for. The same values again still move `write_date`. */
export function write(env: Env, model: string, ids: readonly number[], given: Values): void {
  const definition = env.model(model);
  for (const id of ids) env.row(model, id);
  const values = definition.beforeWrite ? definition.beforeWrite(env, ids, given) : given;
  const { own, lines } = split(env, model, values);
  const before = ids.map((id) => put(env, model, id, own));
  for (const id of ids) applyLines(env, lines, id);
  definition.afterWrite?.(env, before, values);
}

/** Sets kept values directly, with tracking and webhooks but without what the model checks: for Odoo's own steps. */
export function put(env: Env, model: string, id: number, values: Readonly<Record<string, Value>>): Row {
  const before = env.row(model, id);
  const after = env.transaction.update(model, before, {
    ...values,
    write_uid: env.userId,
    write_date: env.startedAt,
  });
  noticeChange(env, model, before, after);
  return before;
}

/** Moves `write_date` only: something that Odoo keeps beside the record was worked out anew. */
export const touch = (env: Env, model: string, ids: readonly number[]): void => {
  for (const id of new Set(ids)) if (id && env.find(model, id)) put(env, model, id, {});
};

export function unlink(env: Env, model: string, ids: readonly number[]): void {
  const gone = ids.filter((id) => !env.find(model, id));
  if (gone.length > 0) throw missingRecord(model, gone, env.userId);
  env.model(model).beforeUnlink?.(env, ids);
  for (const id of ids) {
    const row = env.row(model, id);
    noticeDeletion(env, model, row);
    for (const field of Object.values(env.registry.fields(model))) {
      if (field.type !== "one2many") continue;
      const children = env.pointing(field.relation ?? "", field.inverse ?? "", id);
      for (const child of children) env.transaction.remove(field.relation ?? "", child);
    }
    forget(env, model, id);
    env.transaction.remove(model, row);
  }
}

/** What hangs on a document goes with it: chatter, files, external ids. */
function forget(env: Env, model: string, id: number): void {
  for (const [owner, modelField] of [
    ["mail.message", "model"],
    ["ir.attachment", "res_model"],
    ["ir.model.data", "model"],
  ] as const) {
    for (const row of env.pointing(owner, "res_id", id))
      if (row[modelField] === model) env.transaction.remove(owner, row);
  }
}

function split(env: Env, model: string, values: Values): { own: Record<string, Value>; lines: Lines } {
  const own: Record<string, Value> = {};
  const lines: (readonly [string, Field, readonly (readonly unknown[])[]])[] = [];
  for (const [name, value] of Object.entries(values)) {
    const field = env.field(model, name);
    if (!field) throw valueError(`Invalid field '${name}' in '${model}'`);
    if (field.type === "one2many") {
      if (!Array.isArray(value)) throw valueError(`Wrong value for ${model}.${name}: '${String(value)}'`);
      lines.push([name, field, value]);
    } else if (isStored(field) && name !== "id" && name !== "display_name")
      own[name] = normalise(env, model, name, field, value);
  }
  return { own, lines };
}

function applyLines(env: Env, lines: Lines, owner: number): void {
  for (const [name, field, commands] of lines) {
    for (const command of commands) applyLine(env, name, field, owner, command);
  }
}

function applyLine(env: Env, name: string, field: Field, owner: number, command: readonly unknown[]): void {
  const [relation, inverse] = [field.relation ?? "", field.inverse ?? ""];
  const [kind, target, values] = command;
  if (kind === 0) create(env, relation, { ...(values as Values), [inverse]: owner });
  else if (kind === 1) write(env, relation, [target as number], values as Values);
  else if (kind === 2 || kind === 3) unlink(env, relation, [target as number]);
  else if (kind === 4) write(env, relation, [target as number], { [inverse]: owner });
  else if (kind === 5)
    unlink(
      env,
      relation,
      env.pointing(relation, inverse, owner).map(({ id }) => id),
    );
  else if (kind === 6)
    for (const id of idsOf(values as Value)) write(env, relation, [id], { [inverse]: owner });
  else throw valueError(`Wrong value for ${name}: ${JSON.stringify(command)}`);
}

const defaultOf = (env: Env, field: Field): Value =>
  typeof field.default === "function" ? field.default(env) : (field.default ?? emptyValue(field));

function requireFields(env: Env, model: string, row: Readonly<Record<string, Value>>): void {
  for (const [name, field] of Object.entries(env.registry.fields(model))) {
    const value = row[name];
    if (!field.required || (value !== false && value !== null && value !== "")) continue;
    throw validationError(
      `The operation cannot be completed: Missing required value for the field '${field.label}' (${name}).\nModel: '${env.model(model).label}' (${model})\n- create/update: a mandatory field is not set\n- delete: another model requires the record being deleted, you can archive it instead\n`,
    );
  }
}
