import type { Env } from "../records/env";
import type { Field } from "../registry/field";
import { type Row, reference, type Value } from "../registry/values";
import { postMessage } from "./post-message";

/** Keeps the first value of what changed in this call: several steps in one call are told as one. */
export function rememberTracked(env: Env, model: string, before: Row, after: Row): void {
  if (!env.model(model).thread || env.context.tracking_disable) return;
  const document = `${model}:${before.id}`;
  if (env.transaction.created.has(document)) return;
  for (const [name, field] of Object.entries(env.registry.fields(model))) {
    if (!field.tracked || before[name] === after[name]) continue;
    const known = env.transaction.tracked.get(document) ?? new Map<string, Value>();
    if (!known.has(name)) known.set(name, before[name] ?? false);
    env.transaction.tracked.set(document, known);
  }
}

/** At the end of a call: one note per document with a line for each field that is not what it was. */
export function tellTracked(env: Env): void {
  for (const [document, changes] of env.transaction.tracked) {
    const [model = "", id = ""] = document.split(":");
    const row = env.find(model, Number(id));
    if (!row) continue;
    const lasting = [...changes].filter(([name, first]) => row[name] !== first);
    if (lasting.length === 0) continue;
    const message = postMessage(env, model, row.id, { body: "", messageType: "notification" });
    for (const [name, first] of lasting)
      env.transaction.insert(
        "mail.tracking.value",
        trackingRow(env, model, name, first, row[name] ?? false, message),
      );
  }
}

function trackingRow(env: Env, model: string, name: string, before: Value, after: Value, message: number) {
  const field = env.field(model, name) as Field;
  const stamp = {
    create_date: env.startedAt,
    write_date: env.startedAt,
    create_uid: env.userId,
    write_uid: env.userId,
  };
  const empty = { old_value_char: false, new_value_char: false, old_value_integer: 0, new_value_integer: 0 };
  const rest = {
    old_value_float: 0,
    new_value_float: 0,
    old_value_datetime: false,
    new_value_datetime: false,
  };
  return {
    ...stamp,
    ...empty,
    ...rest,
    ...shown(env, field, before, "old"),
    ...shown(env, field, after, "new"),
    field_id: fieldId(env, model, name),
    mail_message_id: message,
  };
}

/** A selection is kept as the label that the acting user read, in that user's language. */
function shown(env: Env, field: Field, value: Value, side: "old" | "new"): Record<string, Value> {
  switch (field.type) {
    case "selection":
      return { [`${side}_value_char`]: labelOf(env, field, value) };
    case "many2one": {
      const row = env.find(field.relation ?? "", reference(value));
      return {
        [`${side}_value_integer`]: row?.id ?? 0,
        [`${side}_value_char`]: row ? env.displayName(field.relation ?? "", row) : "",
      };
    }
    case "boolean":
    case "integer":
      return { [`${side}_value_integer`]: Number(value) };
    case "float":
    case "monetary":
      return { [`${side}_value_float`]: Number(value) };
    case "datetime":
      return { [`${side}_value_datetime`]: value };
    case "date":
      return { [`${side}_value_datetime`]: value ? `${value} 00:00:00` : false };
    default:
      return { [`${side}_value_char`]: value };
  }
}

export function labelOf(env: Env, field: Field, value: Value): string {
  const option = field.options?.find(([key]) => key === value);
  if (!option) return "";
  const [, english, french] = option;
  return env.language.startsWith("fr") ? (french ?? english) : english;
}

function fieldId(env: Env, model: string, name: string): number {
  return env.pointing("ir.model.fields", "name", name).find((row) => row.model === model)?.id ?? 0;
}
