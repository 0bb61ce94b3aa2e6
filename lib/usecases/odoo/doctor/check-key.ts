import type { OdooConnectionRow } from "@/db/queries/odoo/odoo-connection";
import type { OdooServer } from "@/lib/connectors/odoo/client/detect-server";
import { OdooError } from "@/lib/connectors/odoo/client/odoo-error";
import { linkServer, type ServerLink } from "@/lib/connectors/odoo/setup/server-link";
import { KEY_WARNING_DAYS } from "@/lib/contracts/odoo/odoo-page";
import { openSecret } from "@/lib/usecases/connections/seal";
import type { Context } from "@/lib/usecases/context";
import { type Finding, fail, ok, warn } from "@/lib/usecases/doctor/finding";

const DAY_MS = 86_400_000;
const AGAIN = "Run milepost odoo setup again; it makes a new key.";

interface Examined {
  readonly row: OdooConnectionRow;
  readonly slug: string;
  readonly server: OdooServer;
}

/** Whether the key is there, opens, is accepted, and when it ends, as Odoo itself says with that key. */
export async function checkKey(
  ctx: Context,
  secretKey: Buffer,
  { row, slug, server }: Examined,
  as: "reader" | "actor",
): Promise<{ readonly finding: Finding; readonly link?: ServerLink }> {
  const subject = `${slug} ${as}`;
  const sealed = as === "reader" ? row.readerKeySealed : row.actorKeySealed;
  const login = as === "reader" ? row.readerLogin : row.actorLogin;
  if (!sealed || !login) return { finding: fail(subject, "has no key", "Run milepost odoo setup.") };
  const owner = { companyId: row.companyId, connectionId: row.connectionId };
  const apiKey = openSecret(secretKey, owner, sealed);
  if (apiKey === undefined) {
    return { finding: fail(subject, "its key does not open under MILEPOST_SECRET_KEY", AGAIN) };
  }
  try {
    const { baseUrl, database } = row;
    const link = await linkServer(server, { baseUrl, database, login, apiKey });
    const kept = as === "reader" ? row.readerKeyExpiresAt : row.actorKeyExpiresAt;
    const expiresAt = (await expiryOf(link, slug, row.connectionId)) ?? kept;
    return { link, finding: expiryFinding(subject, login, expiresAt, ctx.now()) };
  } catch (error) {
    if (!(error instanceof OdooError) || error.kind !== "authentication") throw error;
    return { finding: fail(subject, error.message, AGAIN) };
  }
}

/** The newest end among the user's own keys of this connection. */
async function expiryOf(link: ServerLink, slug: string, connectionId: string): Promise<Date | null> {
  const name = `Milepost ${slug} ${connectionId.slice(-8)}`;
  const { uid } = await link.client.whoAmI();
  const keys = await link.client.searchRead(
    "res.users.apikeys",
    [
      ["user_id", "=", uid],
      ["name", "=", name],
    ],
    ["expiration_date"],
    { limit: 20, order: "id desc" },
  );
  const said = keys[0]?.expiration_date;
  return typeof said === "string" ? new Date(`${said.replace(" ", "T")}Z`) : null;
}

function expiryFinding(subject: string, login: string, expiresAt: Date | null, now: Date): Finding {
  if (!expiresAt) return ok(subject, `${login}, its key has no end`);
  const daysLeft = Math.floor((expiresAt.getTime() - now.getTime()) / DAY_MS);
  const message = `${login}, its key ends on ${expiresAt.toISOString().slice(0, 10)}, in ${daysLeft} days`;
  if (daysLeft < 0) return fail(subject, message, AGAIN);
  return daysLeft <= KEY_WARNING_DAYS ? warn(subject, message, AGAIN) : ok(subject, message);
}
