import { endpointOf, type OdooOptions } from "../client/connect";
import { chooseTransport, detectServer, type OdooServer } from "../client/detect-server";
import { json2Transport } from "../client/json2";
import { jsonRpcTransport } from "../client/jsonrpc";
import type { OdooClient } from "../client/odoo-client";
import { OdooHttpClient } from "../client/odoo-http-client";
import type { OdooTransport } from "../client/transport";

/** What a setup knows of the Odoo and of one key: the guarded client, and beneath it the bare transport for trying what must be refused. */
export interface ServerLink {
  readonly client: OdooClient;
  readonly transport: OdooTransport;
}

/** @throws {OdooError} when the address is no Odoo's. */
export function askServer(baseUrl: string): Promise<OdooServer> {
  return detectServer(endpointOf({ baseUrl, database: "", apiKey: "" }));
}

/** @throws {OdooError} when the key is not accepted. */
export async function linkServer(
  server: OdooServer,
  options: Omit<OdooOptions, "transport">,
): Promise<ServerLink> {
  const endpoint = endpointOf(options);
  const kind = await chooseTransport(server, endpoint);
  const transport = kind === "json2" ? json2Transport(endpoint) : jsonRpcTransport(endpoint);
  await transport.userId();
  return { transport, client: new OdooHttpClient(transport) };
}
