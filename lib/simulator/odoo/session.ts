import type { Instant } from "@/lib/domain/time/instant";

/** Where an Odoo is and who signs in there. The password stays in this process. */
export interface OdooPlace {
  readonly url: string;
  readonly database: string;
  readonly login: string;
  readonly password: string;
}

type Keywords = Readonly<Record<string, unknown>>;

/** Odoo as its own people use it, signed in by name and password. It shares nothing with the client of Milepost. */
export interface OdooSession {
  call<T>(model: string, method: string, args: readonly unknown[], keywords?: Keywords): Promise<T>;
  searchRead<T>(
    model: string,
    domain: readonly unknown[],
    fields: readonly string[],
    keywords?: Keywords,
  ): Promise<readonly T[]>;
}

/** Odoo understood and said no. */
export class OdooRefusal extends Error {
  override readonly name = "OdooRefusal";
}

/** No answer, or none of Odoo's: the same again later. */
export class OdooAway extends Error {
  override readonly name = "OdooAway";
}

const TIMEOUT_MS = 120_000;
/** Wizards would stop a click half way, texts would reach customers. */
const CONTEXT = { lang: "en_US", tz: "UTC", skip_backorder: true, skip_sms: true, skip_expired: true };

/** @throws {OdooRefusal} when the login is not known there. */
export async function signIn(place: OdooPlace): Promise<OdooSession> {
  const { database, login, password } = place;
  const uid = await ask(place, "common", "authenticate", [database, login, password, {}]);
  if (typeof uid !== "number")
    throw new OdooRefusal(`${place.url} knows no user ${login} with this password.`);
  const call = async <T>(
    model: string,
    method: string,
    args: readonly unknown[],
    keywords: Keywords = {},
  ) => {
    const context = { ...CONTEXT, ...(keywords.context as Keywords | undefined) };
    const all = [database, uid, password, model, method, args, { ...keywords, context }];
    return (await ask(place, "object", "execute_kw", all)) as T;
  };
  return {
    call,
    searchRead: (model, domain, fields, keywords = {}) =>
      call(model, "search_read", [domain, fields], { ...keywords }),
  };
}

async function ask(
  place: OdooPlace,
  service: string,
  method: string,
  args: readonly unknown[],
): Promise<unknown> {
  const answer = await post(new URL("/jsonrpc", place.url), {
    jsonrpc: "2.0",
    method: "call",
    params: { service, method, args },
    id: 1,
  });
  if (answer.error) {
    const { data, message } = answer.error;
    throw new OdooRefusal((data?.message || message || "Odoo refused without a word").slice(0, 400));
  }
  return answer.result;
}

interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly message?: string; readonly data?: { readonly message?: string } };
}

async function post(address: URL, body: unknown): Promise<Answer> {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`answer ${response.status}`);
    return (await response.json()) as Answer;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new OdooAway(`Odoo at ${address.origin} does not answer (${why}).`, { cause });
  }
}

/** A moment as Odoo writes it: UTC, whole seconds, no zone. */
export function odooTime(at: Instant): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}

export function odooDate(at: Instant): string {
  return odooTime(at).slice(0, 10);
}

/** Sets a many2many to exactly these. */
export function exactly(ids: readonly number[]): readonly unknown[] {
  return [[6, 0, ids]];
}

/** Adds a line. */
export function added(values: Keywords): readonly unknown[] {
  return [0, 0, values];
}

export function* batches<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size);
}
