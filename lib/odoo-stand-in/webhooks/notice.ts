import { rememberTracked } from "../mail/tracking";
import type { Env } from "../records/env";
import { isMany } from "../registry/field";
import { ids, type Row, reference, text, type Value } from "../registry/values";
import { postHint } from "./post";

/** A record was made: automation rules on creation see it as it is now, before the call is through. */
export function noticeCreation(env: Env, model: string, id: number): void {
  for (const rule of rulesFor(env, model)) fire(env, rule, model, env.row(model, id));
}

/** A record goes: the last chance to say what it was. */
export function noticeDeletion(env: Env, model: string, row: Row): void {
  for (const rule of rulesFor(env, model, "on_unlink")) fire(env, rule, model, row);
}

/** A record changed: its tracked values are remembered, rules that watch one of the changed fields fire. */
export function noticeChange(env: Env, model: string, before: Row, after: Row): void {
  rememberTracked(env, model, before, after);
  for (const rule of rulesFor(env, model)) {
    const watched = ids(rule.trigger_field_ids).map((id) => text(env.find("ir.model.fields", id)?.name));
    const changed = (name: string) => !same(before[name], after[name]);
    const names = watched.length > 0 ? watched : Object.keys(after).filter((name) => name !== "write_date");
    if (names.some(changed)) fire(env, rule, model, after);
  }
}

const same = (a: Value | undefined, b: Value | undefined) =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

function rulesFor(env: Env, model: string, trigger = "on_create_or_write"): readonly Row[] {
  const rules = env.store.table("base.automation").rows;
  if (rules.size === 0) return [];
  return [...rules.values()].filter(
    (rule) =>
      rule.active !== false &&
      rule.trigger === trigger &&
      env.find("ir.model", reference(rule.model_id))?.model === model,
  );
}

function fire(env: Env, rule: Row, model: string, row: Row): void {
  for (const action of env.pointing("ir.actions.server", "base_automation_id", rule.id)) {
    if (action.state !== "webhook") continue;
    const body: Record<string, Value> = {
      _action: `${text(action.name)}(#${action.id})`,
      _id: row.id,
      _model: model,
      id: row.id,
    };
    for (const field of ids(action.webhook_field_ids)) {
      const name = text(env.find("ir.model.fields", field)?.name);
      body[name] = hintValue(env, model, row, name);
    }
    const url = text(action.webhook_url);
    env.transaction.afterCommit.push(() => postHint(url, body));
  }
}

/** As the value stands in the middle of the call; datetimes with their microseconds. */
function hintValue(env: Env, model: string, row: Row, name: string): Value {
  const field = env.field(model, name);
  const value = env.value(model, row, name);
  return field && isMany(field) ? ids(value) : value;
}
