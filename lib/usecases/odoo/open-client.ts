import type { Database } from "@/db/client";
import { findOdooConnection, type OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { connectOdoo, type OdooOptions } from "@/lib/connectors/odoo/client/connect";
import type { OdooClient } from "@/lib/connectors/odoo/client/odoo-client";
import { NotFoundError, UnavailableError } from "@/lib/domain/app-error";
import { openSecret } from "@/lib/usecases/connections/seal";

/**
 * A client of this Odoo with the key of its reader or its actor. Sends nothing itself once setup has found out how the Odoo is talked to.
 *
 * @throws {NotFoundError} when the connection has no Odoo behind it or setup has not made that key.
 * @throws {UnavailableError} when the key does not open under our own.
 * @throws {OdooError} when the address can't be used.
 */
export async function openOdooClient(
  db: Database,
  secretKey: Buffer,
  owner: OdooOwner,
  as: "reader" | "actor",
  limits: Pick<OdooOptions, "readTimeoutMs" | "writeTimeoutMs"> = {},
): Promise<OdooClient> {
  const row = await findOdooConnection(db, owner);
  const sealed = as === "reader" ? row?.readerKeySealed : row?.actorKeySealed;
  const login = as === "reader" ? row?.readerLogin : row?.actorLogin;
  if (!row || !sealed || !login) {
    throw new NotFoundError(`This Odoo has no ${as} yet. Run milepost odoo setup; nothing was sent.`);
  }
  const apiKey = openSecret(secretKey, owner, sealed);
  if (apiKey === undefined) {
    throw new UnavailableError(
      `The ${as}'s key does not open: MILEPOST_SECRET_KEY is another than when it was stored. Nothing was sent; run milepost odoo setup again.`,
    );
  }
  return connectOdoo({
    baseUrl: row.baseUrl,
    database: row.database,
    apiKey,
    login,
    ...(row.transport ? { transport: row.transport } : {}),
    ...limits,
  });
}
