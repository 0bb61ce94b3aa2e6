import type { OdooTransportKind } from "@/lib/domain/odoo/connection";
import { checkBaseUrl } from "./base-url";
import { chooseTransport, detectServer } from "./detect-server";
import { json2Transport } from "./json2";
import { jsonRpcTransport } from "./jsonrpc";
import type { OdooClient } from "./odoo-client";
import { OdooHttpClient } from "./odoo-http-client";
import type { OdooEndpoint } from "./transport";

export interface OdooOptions {
  readonly baseUrl: string;
  readonly database: string;
  readonly apiKey: string;
  /** Needed for JSON-RPC. */
  readonly login?: string;
  /** As found out before; absent: asked now. With it nothing is sent until the first call. */
  readonly transport?: OdooTransportKind;
  /** Default 60 s. */
  readonly readTimeoutMs?: number;
  /** Default 120 s. Shorter than a minute only in tests: a time-out does not stop Odoo. */
  readonly writeTimeoutMs?: number;
  /** Default 64 MiB. */
  readonly maxResponseBytes?: number;
}

const READ_TIMEOUT_MS = 60_000;
const WRITE_TIMEOUT_MS = 120_000;
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

/**
 * Opens a client for one key of one Odoo.
 * @throws {OdooError} of kind `caller_bug` for an address that can't be used; when the transport is to be found out, also what the asking met.
 */
export async function connectOdoo(options: OdooOptions): Promise<OdooClient> {
  const endpoint = endpointOf(options);
  const kind = options.transport ?? (await chooseTransport(await detectServer(endpoint), endpoint));
  return new OdooHttpClient(kind === "json2" ? json2Transport(endpoint) : jsonRpcTransport(endpoint));
}

/** The options with every limit filled in and the address checked. */
export function endpointOf(options: Omit<OdooOptions, "transport">): OdooEndpoint {
  return {
    baseUrl: checkBaseUrl(options.baseUrl),
    database: options.database,
    apiKey: options.apiKey,
    login: options.login ?? null,
    readTimeoutMs: options.readTimeoutMs ?? READ_TIMEOUT_MS,
    writeTimeoutMs: options.writeTimeoutMs ?? WRITE_TIMEOUT_MS,
    maxResponseBytes: options.maxResponseBytes ?? MAX_RESPONSE_BYTES,
  };
}
