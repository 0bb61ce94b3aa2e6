import { accessDenied, errorBody, notPlayed, OdooFailure, unknownDatabase, userError } from "../failure";
import { type Answer, jsonAnswer, type Question } from "./answer";
import { userOfKey, userOfPassword } from "./authenticate";
import { namedArguments } from "./call-method";
import type { Engine } from "./engine";
import { VERSION } from "./version";

/** An answer in the envelope, whatever happened: status 200, errors inside. */
export async function enveloped(
  question: Question,
  run: (params: Record<string, unknown>) => Promise<unknown>,
): Promise<Answer> {
  let id: unknown = null;
  try {
    const request = JSON.parse(question.body || "{}") as { id?: unknown; params?: Record<string, unknown> };
    id = request.id ?? null;
    return jsonAnswer({ jsonrpc: "2.0", id, result: await run(request.params ?? {}) });
  } catch (error) {
    const known = error instanceof OdooFailure ? error : undefined;
    if (!known && !(error instanceof SyntaxError)) throw error;
    if (!known)
      return jsonAnswer({ jsonrpc: "2.0", id, error: { code: 400, message: "Bad Request", data: {} } }, 400);
    const expired = known.exception === "odoo.http.SessionExpiredException";
    const body = {
      code: expired ? 100 : 0,
      message: expired ? "Odoo Session Expired" : "Odoo Server Error",
      data: errorBody(known),
    };
    return jsonAnswer({ jsonrpc: "2.0", id, error: body });
  }
}

/** `/jsonrpc`: what Odoo 16 to 18 are asked with. The API key goes where the password goes. */
export function answerJsonRpc(
  engine: Engine,
  database: string,
  question: Question,
  now: string,
): Promise<Answer> {
  return enveloped(question, async ({ service, method, args }) => {
    const given = (Array.isArray(args) ? args : []) as unknown[];
    if (service === "common" && method === "version") return { ...VERSION, protocol_version: 1 };
    if (service === "common" && (method === "authenticate" || method === "login")) {
      const [db = "", login = "", secret = ""] = given.map(String);
      if (db !== database) throw unknownDatabase(db);
      return userOf(engine, login, secret, now) ?? false;
    }
    if (service === "object" && (method === "execute_kw" || method === "execute"))
      return execute(engine, database, given, now);
    throw notPlayed(`${String(service)}.${String(method)}`);
  });
}

function userOf(engine: Engine, login: string, secret: string, now: string): number | undefined {
  const byKey = userOfKey(engine, secret, now);
  const row = byKey === undefined ? undefined : engine.store.table("res.users").rows.get(byKey);
  return row?.login === login ? byKey : userOfPassword(engine, login, secret);
}

async function execute(
  engine: Engine,
  database: string,
  args: readonly unknown[],
  now: string,
): Promise<unknown> {
  const [db, uid, secret, model, method, positional = [], kwargs = {}] = args as [
    string,
    number,
    string,
    string,
    string,
    unknown[]?,
    Record<string, unknown>?,
  ];
  const login = String(engine.store.table("res.users").rows.get(uid)?.login ?? "");
  if (db !== database) throw unknownDatabase(db);
  if (userOf(engine, login, String(secret), now) !== uid) throw accessDenied();
  if (!engine.registry.has(model)) throw userError(`Object ${model} doesn't exist`);
  return callPositional(engine, uid, model, method, positional, kwargs);
}

/** A single dictionary given to `create` is answered with a single id, as it was before JSON-2. */
export async function callPositional(
  engine: Engine,
  user: number,
  model: string,
  method: string,
  args: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const call = namedArguments(engine.registry, model, method, args, kwargs);
  const result = await engine.run(user, (kwargs.context ?? {}) as Record<string, unknown>, call);
  const single = method === "create" && !Array.isArray(call.named.vals_list);
  return (single || method === "message_post") &&
    Array.isArray(result) &&
    !Array.isArray(call.named.vals_list)
    ? result[0]
    : result;
}
