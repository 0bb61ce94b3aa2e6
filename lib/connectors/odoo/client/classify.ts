import type { Answer, ExchangeError } from "./http-exchange";
import { OdooError, type OdooErrorKind } from "./odoo-error";
import { sentenceOf } from "./sentence";

export interface Asked {
  readonly effect: "read" | "write";
  /** Never to appear in a message. */
  readonly secrets: readonly string[];
}

/** What Odoo raised, by its Python class. Statuses differ between the transports, these names do not. */
const KIND_BY_EXCEPTION: Readonly<Record<string, OdooErrorKind>> = {
  "odoo.exceptions.AccessDenied": "authentication",
  "werkzeug.exceptions.Unauthorized": "authentication",
  "odoo.http.SessionExpiredException": "authentication",
  "odoo.exceptions.AccessError": "permission",
  "werkzeug.exceptions.Forbidden": "permission",
  "odoo.exceptions.MissingError": "missing",
  "odoo.exceptions.ValidationError": "validation",
  "odoo.exceptions.UserError": "rejected_by_target",
  "odoo.exceptions.RedirectWarning": "rejected_by_target",
  "odoo.exceptions.LockError": "locked",
  "psycopg2.errors.SerializationFailure": "locked",
  "psycopg2.errors.LockNotAvailable": "locked",
  "psycopg2.errors.DeadlockDetected": "locked",
  "werkzeug.exceptions.NotFound": "caller_bug",
  "werkzeug.exceptions.BadRequest": "caller_bug",
  "werkzeug.exceptions.UnprocessableEntity": "caller_bug",
  "werkzeug.exceptions.TooManyRequests": "rate_limit",
};

/** Odoo answers, and what stands behind it does not: the whole of it is away. */
const AWAY_EXCEPTIONS: ReadonlySet<string> = new Set([
  "builtins.MemoryError",
  "psycopg2.OperationalError",
  "psycopg2.InterfaceError",
  "psycopg2.pool.PoolError",
  "psycopg2.errors.AdminShutdown",
  "psycopg2.errors.CannotConnectNow",
  "psycopg2.errors.CrashShutdown",
  "psycopg2.errors.DiskFull",
  "psycopg2.errors.TooManyConnections",
  "odoo.sql_db.PoolError",
]);

const KIND_BY_STATUS: Readonly<Record<number, OdooErrorKind>> = {
  400: "caller_bug",
  401: "authentication",
  403: "permission",
  404: "caller_bug",
  409: "locked",
  422: "validation",
  429: "rate_limit",
};

/** JSON-RPC opens the database by the name we gave. */
const UNKNOWN_DATABASE = /database "[^"]*" does not exist/;

/** A model that is not installed: JSON-RPC says it as a business rule ("Object x doesn't exist"). */
const UNKNOWN_MODEL = /^Object \S+ doesn't exist/;

const WORDS: Readonly<Partial<Record<OdooErrorKind, string>>> = {
  authentication: "Odoo did not accept the key: it is wrong or expired, or its user was archived.",
  permission: "Odoo does not let this user do that.",
  missing: "The record is not in Odoo any more.",
  validation: "Odoo refused the values.",
  rejected_by_target: "Odoo refused.",
  locked: "Another transaction in Odoo holds the record; asking again is safe.",
  rate_limit: "Odoo asks for fewer calls.",
  protocol: "Odoo has no database of this name.",
  caller_bug: "Odoo could not make sense of the call.",
};

const LOST = "Odoo may have carried it out, but its answer was lost.";
const AWAY = "Odoo can't be reached or did not finish its answer.";

/**
 * What an exception of Odoo means. One that nobody listed is the request's own failure: a read that fails so fails again; a write may have been
 * carried out, and `concernsRequest` tells it from an Odoo that is away.
 */
export function kindOfException(name: string, message: string, effect: "read" | "write"): OdooErrorKind {
  const known = KIND_BY_EXCEPTION[name];
  if (known === "rejected_by_target" && UNKNOWN_MODEL.test(message)) return "caller_bug";
  if (known) return known;
  if (UNKNOWN_DATABASE.test(message)) return "protocol";
  const isAway = name === "" || AWAY_EXCEPTIONS.has(name);
  if (name.startsWith("builtins.") && !isAway) return "caller_bug";
  if (effect === "write") return "uncertain";
  return isAway ? "connection" : "caller_bug";
}

/** Whether an error is about one request alone, though its kind may mean more: Odoo itself named what failed in carrying it out. */
export function concernsRequest({ kind, details }: OdooError): boolean {
  const { exception } = details;
  return kind === "uncertain" && !!exception && !AWAY_EXCEPTIONS.has(exception);
}

/** The error for an exception that Odoo named, with Odoo's own sentence where it has one. */
export function exceptionError(
  said: { readonly name: string; readonly message: unknown; readonly status: number },
  asked: Asked,
  details: { readonly retryAfterMs?: number } = {},
): OdooError {
  const sentence = sentenceOf(said.message, asked.secrets);
  const kind = kindOfException(said.name, sentence, asked.effect);
  // "Access Denied" tells a person less than what to look for, and a driver's message names hosts and statements.
  const own = kind === "authentication" || said.name.startsWith("psycopg2.") ? "" : sentence;
  const fallback = WORDS[kind] ?? (kind === "uncertain" ? LOST : AWAY);
  return new OdooError(kind, own || fallback, { status: said.status, exception: said.name, ...details });
}

/** The error for an answer that is not the 200 of Odoo's JSON. */
export function answerError(answer: Answer, asked: Asked): OdooError {
  const { status } = answer;
  const retryAfterMs = retryAfterOf(answer.headers["retry-after"]);
  const details = { status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  const body = jsonObject(answer.text);
  if (body && typeof body.name === "string") {
    return exceptionError(
      { name: body.name, message: body.message, status },
      asked,
      retryAfterMs === undefined ? {} : { retryAfterMs },
    );
  }
  if (status >= 300 && status < 400) {
    const text = "The address answers with a redirect, which is not followed. Enter the one it leads to.";
    return new OdooError("protocol", text, details);
  }
  if (status >= 500) return lostAnswer(asked.effect, details);
  if (status === 429 || status === 401) {
    const kind = KIND_BY_STATUS[status] ?? "protocol";
    return new OdooError(kind, WORDS[kind] ?? AWAY, details);
  }
  const kind = body ? KIND_BY_STATUS[status] : undefined;
  if (kind) return new OdooError(kind, WORDS[kind] ?? AWAY, details);
  // A page instead of JSON with 200: nobody knows what stands between, nor what became of a write.
  if (status < 300) return unreadable(asked.effect, details);
  const text = `The answer (HTTP ${status}) is not Odoo's. Check the address and the name of the database.`;
  return new OdooError("protocol", text, details);
}

/** The error when there was no complete answer at all. */
export function exchangeError(error: ExchangeError, asked: Asked): OdooError {
  const kind = asked.effect === "write" && error.sent ? "uncertain" : "connection";
  if (error.reason === "too_large" && kind === "connection") {
    return new OdooError("protocol", "Odoo's answer is larger than we take. Ask for less at a time.", {});
  }
  const why = sentenceOf(error.message, asked.secrets);
  return new OdooError(kind, `${kind === "uncertain" ? LOST : AWAY} (${why})`, { cause: error.cause });
}

/** An answer with status 200 that can't be read. */
export function unreadable(effect: "read" | "write", details: { readonly status: number }): OdooError {
  if (effect === "write") return new OdooError("uncertain", LOST, details);
  const text = "The answer is not Odoo's JSON. Check the address; a proxy may stand before Odoo.";
  return new OdooError("protocol", text, details);
}

function lostAnswer(
  effect: "read" | "write",
  details: { readonly status: number; readonly retryAfterMs?: number },
): OdooError {
  const kind = effect === "write" ? "uncertain" : "connection";
  return new OdooError(kind, `${effect === "write" ? LOST : AWAY} (HTTP ${details.status})`, details);
}

function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

const MAX_RETRY_AFTER_MS = 3_600_000;

/** Seconds or an HTTP date; never more than an hour. */
function retryAfterOf(header: string | undefined): number | undefined {
  if (!header || !/^\d+$/.test(header)) return undefined;
  return Math.min(Number(header) * 1_000, MAX_RETRY_AFTER_MS);
}
