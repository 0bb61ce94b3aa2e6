import { accessError, valueError } from "../failure";
import { labelOf } from "../mail/tracking";
import { companyRule } from "../query/search";
import { emptyValue, type Field, isMany } from "../registry/field";
import { type Row, reference, type Value } from "../registry/values";
import type { Env } from "./env";

/** Rows as the API gives them: datetimes without microseconds, many2one as `[id, name]` unless `bare`. */
export function present(
  env: Env,
  model: string,
  rows: readonly Row[],
  names: readonly string[],
  bare: boolean,
) {
  const fields = env.registry.fields(model);
  const wanted = visibleFields(env, model, names);
  return rows.map((row) => {
    const shown: Record<string, unknown> = { id: row.id };
    for (const name of wanted)
      shown[name] = presentValue(env, fields[name] as Field, env.value(model, row, name), bare);
    return shown;
  });
}

/** No names means all of them, which is slow in Odoo and here. */
export function visibleFields(env: Env, model: string, names: readonly string[]): readonly string[] {
  const fields = env.registry.fields(model);
  if (names.length === 0) return Object.keys(fields).filter((name) => !fields[name]?.hidden && name !== "id");
  for (const name of names)
    if (!fields[name] || fields[name].hidden) throw valueError(`Invalid field '${name}' on '${model}'`);
  return names.filter((name) => name !== "id");
}

function presentValue(env: Env, field: Field, value: Value, bare: boolean): unknown {
  if (field.type === "datetime" && typeof value === "string") return value.slice(0, 19);
  if (field.type === "many2one") {
    const target = env.find(field.relation ?? "", reference(value));
    if (!target) return false;
    return bare ? target.id : [target.id, env.displayName(field.relation ?? "", target)];
  }
  return isMany(field) ? [...(value as readonly number[])] : value;
}

/** `read`: ids that are gone, or are no integers, are dropped without a word; another company's are refused. */
export function readRows(env: Env, model: string, ids: readonly unknown[]): readonly Row[] {
  const admits = companyRule(env, model);
  const found = ids.flatMap((id) => {
    const row = typeof id === "number" ? env.find(model, id) : undefined;
    return row ? [row] : [];
  });
  if (!found.every(admits))
    throw accessError(
      `Uh-oh! Looks like you have stumbled upon some top-secret records.\n\nSorry, ${env.userId} doesn't have 'read' access to:\n- ${env.model(model).label} (${model})`,
    );
  return found;
}

/** An id of `null` is a record that does not exist yet, with its defaults. */
export function emptyRecord(env: Env, model: string, names: readonly string[]): Record<string, unknown> {
  const shown: Record<string, unknown> = { id: null };
  for (const name of visibleFields(env, model, names)) {
    const field = env.field(model, name) as Field;
    const draft = field.options?.some(([key]) => key === "draft") ? "draft" : false;
    shown[name] = name === "name" ? "/" : name === "state" ? draft : emptyValue(field);
  }
  return shown;
}

export function fieldsGet(env: Env, model: string, wanted: readonly string[], attributes: readonly string[]) {
  const answer: Record<string, Record<string, unknown>> = {};
  for (const [name, field] of Object.entries(env.registry.fields(model))) {
    if (field.hidden || (wanted.length > 0 && !wanted.includes(name))) continue;
    const all = fieldDescription(env, name, field);
    answer[name] =
      attributes.length === 0
        ? all
        : Object.fromEntries(attributes.filter((key) => key in all).map((key) => [key, all[key]]));
  }
  return answer;
}

function fieldDescription(env: Env, name: string, field: Field): Record<string, unknown> {
  return {
    name,
    type: field.type,
    string: field.label,
    required: field.required === true,
    readonly: field.readonly === true,
    store: field.compute === undefined && field.type !== "one2many",
    searchable: true,
    sortable: field.compute === undefined && !isMany(field),
    ...(field.relation ? { relation: field.relation, domain: [], context: {} } : {}),
    ...(field.inverse ? { relation_field: field.inverse } : {}),
    ...(field.options ? { selection: field.options.map(([key]) => [key, labelOf(env, field, key)]) } : {}),
  };
}
