import { badRequest, errorBody, notFound, OdooFailure, unauthorized } from "../failure";
import { type Answer, htmlAnswer, jsonAnswer, type Question } from "./answer";
import { userOfKey } from "./authenticate";
import type { Engine } from "./engine";

const ROUTE = /^\/json\/2\/([^/]+)\/([^/]+)$/;

/** `POST /json/2/<model>/<method>`: bearer key, named arguments, the bare result. */
export async function answerJson2(engine: Engine, question: Question, now: string): Promise<Answer> {
  try {
    const route = ROUTE.exec(question.path);
    if (question.method !== "POST" || !route) throw notFound("Did you mean POST /json/2/<model>/<method>?");
    if (!isJson(question)) return wrongType(question.path);
    const user = authorised(engine, question, now);
    const { ids, context, ...named } = parsed(question.body);
    const [, model = "", method = ""] = route;
    const call = {
      model,
      method,
      ids: Array.isArray(ids) ? ids : [],
      idsGiven: Array.isArray(ids) && ids.length > 0,
      named,
    };
    return jsonAnswer(await engine.run(user, (context ?? {}) as Record<string, unknown>, call));
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    const headers: Record<string, string> = error.status === 401 ? { "WWW-Authenticate": "Bearer " } : {};
    return jsonAnswer(errorBody(error), error.status, headers);
  }
}

const isJson = (question: Question) =>
  (question.headers["content-type"] ?? "").startsWith("application/json");

const wrongType = (path: string) =>
  htmlAnswer(
    415,
    "Unsupported Media Type",
    `Request inferred type is compatible with [&#39;http&#39;] but &#39;${path}&#39; is type=&#39;json2&#39;.<br><br>Please verify the Content-Type request header and try again.`,
  );

function authorised(engine: Engine, question: Question, now: string): number {
  const key = /^bearer\s+(.+)$/i.exec(question.headers.authorization ?? "")?.[1];
  if (!key) throw unauthorized("User not authenticated, use an API Key with a Bearer Authorization header.");
  const user = userOfKey(engine, key, now);
  if (user === undefined) throw unauthorized("Invalid apikey");
  return user;
}

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body || "{}");
    return value && typeof value === "object" && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch (error) {
    throw badRequest(
      `could not parse the body as json: ${error instanceof Error ? error.message : "not JSON"}`,
    );
  }
}
