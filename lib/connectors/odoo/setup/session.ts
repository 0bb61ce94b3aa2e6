import { checkBaseUrl } from "../client/base-url";
import { answerError, exceptionError, exchangeError, unreadable } from "../client/classify";
import { ExchangeError, exchange } from "../client/http-exchange";
import { OdooError } from "../client/odoo-error";

export interface SessionOptions {
  readonly baseUrl: string;
  readonly database: string;
  readonly login: string;
  readonly password: string;
}

export interface SessionCall {
  readonly model: string;
  readonly method: string;
  readonly args: readonly unknown[];
  readonly keywords?: Readonly<Record<string, unknown>>;
}

/**
 * Signed in like a browser, with login and password: only so can API keys be minted. Used by setup and by tests; it is bound by no allow-list,
 * so nothing of the running Milepost holds one.
 */
export interface OdooSession {
  readonly uid: number;
  /** @throws {OdooError} A failure is told as that of a write: it may have been carried out. */
  call(asked: SessionCall): Promise<unknown>;
  close(): Promise<void>;
}

const TIMEOUT_MS = 180_000;
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

/**
 * Signs in. The password stays in this call.
 * @throws {OdooError} `authentication` when login or password are wrong or a second factor is asked for.
 */
export async function openSession(options: SessionOptions): Promise<OdooSession> {
  const { database: db, login, password } = options;
  const wire: Wire = { baseUrl: checkBaseUrl(options.baseUrl), cookie: undefined, secrets: [password] };
  const uid = await signIn(wire, { db, login, password });
  return {
    uid,
    async call({ model, method, args, keywords = {} }) {
      return post(wire, "/web/dataset/call_kw", { model, method, args, kwargs: keywords }, "write");
    },
    async close() {
      await post(wire, "/web/session/destroy", {}, "read");
    },
  };
}

async function signIn(wire: Wire, credentials: Readonly<Record<string, string>>): Promise<number> {
  try {
    const session = await post(wire, "/web/session/authenticate", credentials, "read");
    const uid = (session as { readonly uid?: unknown } | null)?.uid;
    if (typeof uid === "number" && uid > 0) return uid;
  } catch (error) {
    if (error instanceof OdooError && error.kind === "authentication") {
      throw new OdooError("authentication", "Odoo did not accept this login and password.", error.details);
    }
    throw error;
  }
  const text = "Odoo asks this account for a second factor. Use an administrator without one for the setup.";
  throw new OdooError("authentication", text);
}

interface Wire {
  readonly baseUrl: string;
  cookie: string | undefined;
  readonly secrets: readonly string[];
}

interface Envelope {
  readonly result?: unknown;
  readonly error?: {
    readonly message?: unknown;
    readonly data?: { readonly name?: unknown; readonly message?: unknown };
  };
}

async function post(wire: Wire, path: string, params: object, effect: "read" | "write"): Promise<unknown> {
  const asked = { effect, secrets: wire.secrets };
  try {
    const answer = await exchange({
      url: `${wire.baseUrl}${path}`,
      method: "POST",
      headers: { "content-type": "application/json", ...(wire.cookie ? { cookie: wire.cookie } : {}) },
      body: JSON.stringify({ jsonrpc: "2.0", method: "call", params, id: 1 }),
      timeoutMs: TIMEOUT_MS,
      maxResponseBytes: MAX_RESPONSE_BYTES,
      effect,
    });
    const set = answer.headers["set-cookie"]?.find((cookie) => cookie.startsWith("session_id="));
    if (set) wire.cookie = set.split(";", 1)[0];
    if (answer.status !== 200) throw answerError(answer, asked);
    const { result, error } = envelopeOf(answer.text) ?? throwing(unreadable(effect, { status: 200 }));
    if (!error) return result ?? null;
    const name = typeof error.data?.name === "string" ? error.data.name : "";
    throw exceptionError({ name, message: error.data?.message ?? error.message, status: 200 }, asked);
  } catch (error) {
    throw error instanceof ExchangeError ? exchangeError(error, asked) : error;
  }
}

function throwing(error: OdooError): never {
  throw error;
}

function envelopeOf(text: string): Envelope | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
