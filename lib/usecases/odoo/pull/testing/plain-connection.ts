import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { connection } from "@/db/schema/connection";
import { odooConnection } from "@/db/schema/odoo";
import { connectOdoo } from "@/lib/connectors/odoo/client/connect";
import { MODEL_PLANS } from "@/lib/connectors/odoo/models";
import { knownFields } from "@/lib/connectors/odoo/setup/known-fields";
import { DEFAULT_ODOO_SETTINGS, type OdooSettings } from "@/lib/domain/odoo/connection";
import { ensureCompany } from "@/lib/usecases/access/ensure-company";
import { sealSecret } from "@/lib/usecases/connections/seal";

export interface OdooLogin {
  readonly url: string;
  readonly database: string;
  readonly login: string;
  readonly password: string;
}

export interface PlainWish {
  readonly secretKey: Buffer;
  readonly odoo: OdooLogin;
  readonly settings?: Partial<OdooSettings>;
  readonly hintSecret?: string;
  readonly slug?: string;
}

/**
 * An Odoo connection that reads with a login and its password, which JSON-RPC takes where a key belongs. For tests and soaks that are about reading:
 * the setup makes users and keys in an Odoo, and others may be using that one.
 */
export async function addPlainConnection(db: Database, wish: PlainWish): Promise<OdooOwner> {
  const { odoo, secretKey, slug = "odoo" } = wish;
  const companyId = await ensureCompany(db, { slug: "odoo-test", name: "Odoo test", zone: "UTC" });
  const owner = { companyId, connectionId: randomUUID() };
  const client = await connectOdoo({
    baseUrl: odoo.url,
    database: odoo.database,
    apiKey: odoo.password,
    login: odoo.login,
    transport: "jsonrpc",
  });
  const models = MODEL_PLANS.map(({ model }) => model);
  await db.insert(connection).values({
    id: owner.connectionId,
    companyId,
    slug,
    name: "Odoo",
    dialect: "odoo",
    partnerKind: "erp",
    verification: { scheme: "none" },
    maxBodyBytes: 8 * 1024 * 1024,
  });
  await db.insert(odooConnection).values({
    ...owner,
    baseUrl: odoo.url,
    database: odoo.database,
    transport: "jsonrpc",
    readerLogin: odoo.login,
    readerKeySealed: sealSecret(secretKey, owner, odoo.password),
    settings: { ...DEFAULT_ODOO_SETTINGS, ...wish.settings },
    fields: await knownFields(client, models),
    ...(wish.hintSecret
      ? { hintsEnabled: true, hintSecretSealed: sealSecret(secretKey, owner, wish.hintSecret) }
      : {}),
  });
  return owner;
}
