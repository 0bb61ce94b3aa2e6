import { answerError, exceptionError, exchangeError, unreadable } from "./classify";
import { ExchangeError, exchange } from "./http-exchange";
import { OdooError } from "./odoo-error";
import type { OdooCall, OdooEndpoint, OdooTransport } from "./transport";

/**
 * JSON-RPC of Odoo 16 to 18 (and 19, where JSON-2 is not let through): `execute_kw` at `/jsonrpc`, the API key as the password.
 * Every answer has status 200; errors are in the envelope. Source: Odoo documentation, External RPC API.
 */
export function jsonRpcTransport(endpoint: OdooEndpoint): OdooTransport {
  let user: Promise<number> | undefined;
  const userId = () => {
    user ??= authenticate(endpoint).catch((error: unknown) => {
      user = undefined;
      throw error;
    });
    return user;
  };
  return {
    kind: "jsonrpc",
    userId,
    async send(call) {
      const { database, apiKey } = endpoint;
      const { positional = [], parameters, context, model, method } = call;
      const ids = call.ids ?? (call.onEmpty ? [] : undefined);
      const named = Object.entries(parameters).filter(([name]) => !positional.includes(name));
      const inOrder = [...(ids ? [ids] : []), ...positional.map((name) => parameters[name])];
      const keywords = { ...Object.fromEntries(named), ...(context ? { context } : {}) };
      const args = [database, await userId(), apiKey, model, method, inOrder, keywords];
      return callService(endpoint, { service: "object", method: "execute_kw", args }, call.effect);
    },
  };
}

async function authenticate(endpoint: OdooEndpoint): Promise<number> {
  const { database, login, apiKey } = endpoint;
  if (!login)
    throw new OdooError("caller_bug", "JSON-RPC needs the login of the key's user. Nothing was sent.");
  const asked: ServiceCall = {
    service: "common",
    method: "authenticate",
    args: [database, login, apiKey, {}],
  };
  const uid = await callService(endpoint, asked, "read");
  if (typeof uid === "number" && uid > 0) return uid;
  throw new OdooError(
    "authentication",
    "Odoo did not accept the key: it is wrong or expired, or its user was archived.",
    { status: 200 },
  );
}

interface ServiceCall {
  readonly service: "common" | "object";
  readonly method: string;
  readonly args: readonly unknown[];
}

type Envelope = {
  readonly result?: unknown;
  readonly error?: {
    readonly message?: unknown;
    readonly data?: { readonly name?: unknown; readonly message?: unknown };
  };
};

/** @throws {OdooError} */
export async function callService(
  endpoint: Pick<
    OdooEndpoint,
    "baseUrl" | "apiKey" | "readTimeoutMs" | "writeTimeoutMs" | "maxResponseBytes"
  >,
  params: ServiceCall,
  effect: OdooCall["effect"],
): Promise<unknown> {
  const asked = { effect, secrets: [endpoint.apiKey] };
  try {
    const answer = await exchange({
      url: `${endpoint.baseUrl}/jsonrpc`,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", method: "call", params, id: 1 }),
      timeoutMs: effect === "write" ? endpoint.writeTimeoutMs : endpoint.readTimeoutMs,
      maxResponseBytes: endpoint.maxResponseBytes,
      effect,
    });
    if (answer.status !== 200) throw answerError(answer, asked);
    const envelope = envelopeOf(answer.text);
    if (!envelope) throw unreadable(effect, { status: answer.status });
    if (!envelope.error) return envelope.result ?? null;
    const { data, message } = envelope.error;
    const name = typeof data?.name === "string" ? data.name : "";
    throw exceptionError({ name, message: data?.message ?? message, status: answer.status }, asked);
  } catch (error) {
    throw error instanceof ExchangeError ? exchangeError(error, asked) : error;
  }
}

function envelopeOf(text: string): Envelope | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return "result" in value || "error" in value ? (value as Envelope) : undefined;
  } catch {
    return undefined;
  }
}
