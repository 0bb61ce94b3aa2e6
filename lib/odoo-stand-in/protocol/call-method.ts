import { accessError, missingRecord, notFound, notPlayed, typeError, unprocessable } from "../failure";
import { requireAccess } from "../records/access";
import type { Env } from "../records/env";
import { genericMethods, threadMethods } from "../records/generic-methods";
import type { Method } from "../registry/model";
import type { Registry } from "../registry/registry";

export interface Call {
  readonly model: string;
  readonly method: string;
  readonly ids: readonly unknown[];
  readonly idsGiven: boolean;
  readonly named: Readonly<Record<string, unknown>>;
}

/** Method names that Odoo has in plenty and the stand-in does not: refused by name, where a name of nothing is just unknown. */
const LOOKS_REAL =
  /^(action|button|do|message|activity|web|name|read|formatted|get|set|export|copy|toggle|default|onchange|check|process|modify|run|send|open|print|create|force|mail|search|update|view)_|^(copy|onchange|process|run|filtered|mapped|default_get|with_context|browse)$/;
const LOOKS_LIKE_A_MODEL =
  /^(account|base|bus|delivery|digest|ir|mail|payment|portal|product|purchase|report|res|resource|sale|sms|stock|uom|utm|web)(\.[a-z_0-9]+)+$/;
/** Models of modules that `ir.module.module` does not list: unknown here, as in an Odoo without them. */
const OF_OTHER_MODULES = /^(stock\.landed|account\.analytic|account\.bank|account\.asset|sale\.subscription)/;

export function methodOf(registry: Registry, model: string, name: string): Method {
  if (!registry.has(model)) {
    if (LOOKS_LIKE_A_MODEL.test(model) && !OF_OTHER_MODULES.test(model))
      throw notPlayed(`the model ${model}`);
    throw notFound(`the model '${model}' does not exist`);
  }
  if (name.startsWith("_"))
    throw accessError(`Private methods (such as '${model}.${name}') cannot be called remotely.`);
  const definition = registry.model(model);
  const own = definition.methods?.[name] ?? genericMethods(model)[name];
  const method = own ?? (definition.thread ? threadMethods(model)[name] : undefined);
  if (method) return method;
  if (LOOKS_REAL.test(name)) throw notPlayed(`${model}.${name}`);
  throw notFound(`The method '${model}.${name}' does not exist`);
}

/** Runs a call by named arguments, the way JSON-2 sees methods. */
export function callMethod(env: Env, call: Call): unknown {
  const method = methodOf(env.registry, call.model, call.method);
  checkArguments(method, call);
  if (method.needs !== "none") requireAccess(env, call.model, method.needs);
  void env.companyIds;
  if (method.on === "model") return method.run(env, [], call.named);
  return method.run(env, idsFor(env, call), call.named);
}

function checkArguments(method: Method, call: Call): void {
  if (method.on === "model" && call.idsGiven)
    throw unprocessable(`cannot call ${call.model}.${call.method} with ids`);
  const known = method.parameters.map((name) => name.replace("?", ""));
  for (const name of method.parameters)
    if (!name.endsWith("?") && name !== "**" && !(name in call.named))
      throw unprocessable(`missing a required argument: '${name}'`);
  if (known.includes("**")) return;
  const stray = Object.keys(call.named).find((name) => !known.includes(name));
  if (stray) throw unprocessable(`got an unexpected keyword argument '${stray}'`);
}

/** Reads take what they find; everything else wants records that exist. No ids at all is no error: nothing happens. */
function idsFor(env: Env, call: Call): readonly number[] {
  if (call.method === "read" || call.method === "exists") return call.ids as readonly number[];
  for (const id of call.ids) {
    if (typeof id !== "number" || !env.find(call.model, id))
      throw missingRecord(call.model, call.ids, env.userId);
  }
  return call.ids as readonly number[];
}

/** Positional arguments of `execute_kw` and `call_kw`: ids first on records, then parameters in order. */
export function namedArguments(
  registry: Registry,
  model: string,
  name: string,
  args: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>>,
): Call {
  const method = methodOf(registry, model, name);
  const rest = [...args];
  let ids: readonly unknown[] = [];
  if (method.on === "records" && rest.length > 0) {
    const first = rest.shift();
    ids = Array.isArray(first) ? first : first ? [first] : [];
  }
  const names = method.parameters.map((each) => each.replace("?", "")).filter((each) => each !== "**");
  if (rest.length > names.length)
    throw typeError(
      `${name}() takes from 1 to ${names.length + 1} positional arguments but ${rest.length + 1} were given`,
    );
  const { context: _, ...given } = kwargs;
  const named = { ...given };
  for (const [at, value] of rest.entries()) named[names[at] ?? ""] = value;
  return { model, method: name, ids, idsGiven: false, named };
}
