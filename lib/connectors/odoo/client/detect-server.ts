import type { OdooTransportKind } from "@/lib/domain/odoo/connection";
import { answerError, exchangeError } from "./classify";
import { type Answer, ExchangeError, exchange } from "./http-exchange";
import { json2Transport } from "./json2";
import { callService } from "./jsonrpc";
import { OdooError } from "./odoo-error";
import type { OdooEndpoint } from "./transport";

export interface OdooServer {
  /** As Odoo says it: "19.0", "saas~18.2". */
  readonly version: string;
  readonly major: number;
}

type Address = Pick<OdooEndpoint, "baseUrl" | "readTimeoutMs" | "maxResponseBytes">;

const FIRST_JSON2 = 19;

/**
 * Asks an Odoo for its version, without a key: `/web/version` (19 and newer), then `version_info` of the web client, then `common.version`.
 * @throws {OdooError} `connection` when nothing answers, `protocol` when what answers is no Odoo.
 */
export async function detectServer(address: Address): Promise<OdooServer> {
  const probes = [
    async () => (await getJson(address, "/web/version"))?.version_info,
    async () => (await postJson(address, "/web/webclient/version_info"))?.server_version_info,
    async () => {
      const asked = { service: "common", method: "version", args: [] } as const;
      const endpoint = { ...address, apiKey: "", writeTimeoutMs: address.readTimeoutMs };
      const said = await callService(endpoint, asked, "read");
      return (said as { readonly server_version_info?: unknown } | null)?.server_version_info;
    },
  ];
  for (const probe of probes) {
    const server = readVersion(await probe());
    if (server) return server;
  }
  throw new OdooError("protocol", "What answers at this address is no Odoo. Check the address.");
}

/**
 * How to talk to it. JSON-2 only from 19 on and when it answers; a proxy that blocks it, or an Odoo without it, gets JSON-RPC.
 * @throws {OdooError} `authentication` when the key is refused.
 */
export async function chooseTransport(
  server: OdooServer,
  endpoint: OdooEndpoint,
): Promise<OdooTransportKind> {
  if (server.major < FIRST_JSON2) return "jsonrpc";
  try {
    await json2Transport(endpoint).userId();
    return "json2";
  } catch (error) {
    const blocked = error instanceof OdooError && [403, 404, 405].includes(error.details.status ?? 0);
    if (blocked) return "jsonrpc";
    throw error;
  }
}

/**
 * `[19, 0, 0, "final", 0, ""]` or `["saas~18", 2, ...]`.
 * @returns undefined when it is no version.
 */
export function readVersion(info: unknown): OdooServer | undefined {
  if (!Array.isArray(info) || info.length < 2) return undefined;
  const [first, second] = info as readonly unknown[];
  const major = /^(?:saas[~-])?(\d{1,3})$/.exec(String(first))?.[1];
  const minor = /^\d{1,3}$/.exec(String(second))?.[0];
  if (!major || minor === undefined) return undefined;
  return { version: `${String(first)}.${minor}`, major: Number(major) };
}

async function getJson(address: Address, path: string): Promise<Record<string, unknown> | undefined> {
  return objectOf(await ask(address, path, { method: "GET" }));
}

async function postJson(address: Address, path: string): Promise<Record<string, unknown> | undefined> {
  const body = JSON.stringify({ jsonrpc: "2.0", method: "call", params: {}, id: 1 });
  const headers = { "content-type": "application/json" };
  const envelope = objectOf(await ask(address, path, { method: "POST", body, headers }));
  const result = envelope?.result;
  return typeof result === "object" && result !== null ? { ...result } : undefined;
}

async function ask(
  address: Address,
  path: string,
  request: {
    readonly method: "GET" | "POST";
    readonly body?: string;
    readonly headers?: Record<string, string>;
  },
): Promise<Answer> {
  const asked = { effect: "read", secrets: [] } as const;
  try {
    const answer = await exchange({
      url: `${address.baseUrl}${path}`,
      timeoutMs: address.readTimeoutMs,
      maxResponseBytes: address.maxResponseBytes,
      effect: "read",
      ...request,
    });
    const redirected = answer.status >= 300 && answer.status < 400;
    if (answer.status >= 500 || answer.status === 429 || redirected) throw answerError(answer, asked);
    return answer;
  } catch (error) {
    throw error instanceof ExchangeError ? exchangeError(error, asked) : error;
  }
}

function objectOf(answer: Answer): Record<string, unknown> | undefined {
  if (answer.status !== 200) return undefined;
  try {
    const value: unknown = JSON.parse(answer.text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
