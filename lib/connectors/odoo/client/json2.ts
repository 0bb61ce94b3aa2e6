import { answerError, exchangeError, unreadable } from "./classify";
import { ExchangeError, exchange } from "./http-exchange";
import type { OdooCall, OdooEndpoint, OdooTransport } from "./transport";

/**
 * JSON-2 of Odoo 19 and newer: `POST /json/2/<model>/<method>` with named arguments; the answer is the bare result.
 * Source: Odoo documentation, External JSON-2 API.
 */
export function json2Transport(endpoint: OdooEndpoint): OdooTransport {
  const send = (call: OdooCall) => sendJson2(endpoint, call);
  return {
    kind: "json2",
    send,
    async userId() {
      const context = await send({
        model: "res.users",
        method: "context_get",
        parameters: {},
        effect: "read",
      });
      return (context as { readonly uid: number }).uid;
    },
  };
}

async function sendJson2(endpoint: OdooEndpoint, call: OdooCall): Promise<unknown> {
  const asked = { effect: call.effect, secrets: [endpoint.apiKey] };
  const { ids, parameters, context } = call;
  const body = { ...parameters, ...(ids ? { ids } : {}), ...(context ? { context } : {}) };
  try {
    const answer = await exchange({
      url: `${endpoint.baseUrl}/json/2/${call.model}/${call.method}`,
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `bearer ${endpoint.apiKey}`,
        "x-odoo-database": endpoint.database,
      },
      body: JSON.stringify(body),
      timeoutMs: call.effect === "write" ? endpoint.writeTimeoutMs : endpoint.readTimeoutMs,
      maxResponseBytes: endpoint.maxResponseBytes,
      effect: call.effect,
    });
    if (answer.status !== 200) throw answerError(answer, asked);
    try {
      return JSON.parse(answer.text);
    } catch {
      throw unreadable(call.effect, { status: answer.status });
    }
  } catch (error) {
    throw error instanceof ExchangeError ? exchangeError(error, asked) : error;
  }
}
