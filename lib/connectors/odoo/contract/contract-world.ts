import { randomBytes } from "node:crypto";
import { connectOdoo, endpointOf } from "../client/connect";
import { json2Transport } from "../client/json2";
import { jsonRpcTransport } from "../client/jsonrpc";
import type { OdooClient } from "../client/odoo-client";
import type { OdooCall, OdooTransport } from "../client/transport";
import { type OdooAdmin, odooAdmin } from "../setup/admin";
import { mintKey } from "../setup/mint-key";
import { ensureReaderAccess, type ReaderAccess } from "../setup/reader-access";
import { ensureServiceUser } from "../setup/service-user";
import { type OdooSession, openSession } from "../setup/session";
import type { OdooTarget } from "./target";

export const TRANSPORTS = ["json2", "jsonrpc"] as const;
type Kind = (typeof TRANSPORTS)[number];

/** One service user's key, over both transports: the guarded client, and the bare wire for what the client would refuse. */
export interface ContractUser {
  readonly id: number;
  readonly login: string;
  readonly apiKey: string;
  readonly clients: Readonly<Record<Kind, OdooClient>>;
  readonly wires: Readonly<Record<Kind, OdooTransport>>;
}

export interface ContractWorld {
  readonly target: OdooTarget;
  readonly session: OdooSession;
  readonly admin: OdooAdmin;
  readonly access: ReaderAccess;
  readonly reader: ContractUser;
  readonly actor: ContractUser;
  /** Makes names and numbers of this run its own. */
  readonly run: string;
  /** The administrator's own company: the documents belong to it. */
  readonly companyId: number;
  close(): Promise<void>;
}

/** Sets the users up as `milepost odoo setup` does and opens both over both transports. */
export async function openContractWorld(target: OdooTarget): Promise<ContractWorld> {
  const { url: baseUrl, database } = target;
  const session = await openSession({
    baseUrl,
    database,
    login: target.adminLogin,
    password: target.adminPassword,
  });
  const admin = odooAdmin(session);
  const access = await ensureReaderAccess(admin);
  const users = await admin.find("res.users", [["id", "=", session.uid]], ["company_id"]);
  const [companyId] = users.map((user) => (user.company_id as [number, string])[0]);
  if (companyId === undefined) throw new Error("the administrator sees no company of its own");
  return {
    target,
    session,
    admin,
    access,
    reader: await openUser(target, admin, "reader", access.groupId),
    actor: await openUser(target, admin, "actor", access.groupId),
    run: randomBytes(4).toString("hex"),
    companyId,
    async close() {
      await session.close();
      await target.close();
    },
  };
}

async function openUser(
  target: OdooTarget,
  admin: OdooAdmin,
  as: "reader" | "actor",
  group: number,
): Promise<ContractUser> {
  const { url: baseUrl, database } = target;
  const user = await ensureServiceUser(admin, as, group);
  const name = "Milepost contract";
  const { key: apiKey } = await mintKey(admin, { baseUrl, database, user, name, now: new Date() });
  const options = { baseUrl, database, apiKey, login: user.login };
  const endpoint = endpointOf(options);
  return {
    id: user.id,
    login: user.login,
    apiKey,
    clients: {
      json2: await connectOdoo({ ...options, transport: "json2" }),
      jsonrpc: await connectOdoo({ ...options, transport: "jsonrpc" }),
    },
    wires: { json2: json2Transport(endpoint), jsonrpc: jsonRpcTransport(endpoint) },
  };
}

/** A call past the client's guards, to show what Odoo itself would do with it. */
export function bare(
  wire: OdooTransport,
  model: string,
  method: string,
  parameters: Readonly<Record<string, unknown>> = {},
  more: Partial<OdooCall> = {},
): Promise<unknown> {
  return wire.send({ model, method, parameters, effect: "write", ...more });
}

/** Resolves at the start of the next second of the clock, so that two `write_date` differ. */
export function nextSecond(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1_050 - (Date.now() % 1_000)));
}
