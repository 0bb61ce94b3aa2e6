import { findOdooConnection, type OdooOwner, updateOdooConnection } from "@/db/queries/odoo/odoo-connection";
import { inTransaction } from "@/db/transaction";
import type { OdooServer } from "@/lib/connectors/odoo/client/detect-server";
import { OdooError } from "@/lib/connectors/odoo/client/odoo-error";
import type { OdooAdmin } from "@/lib/connectors/odoo/setup/admin";
import { type MintedKey, mintKey } from "@/lib/connectors/odoo/setup/mint-key";
import { linkServer, type ServerLink } from "@/lib/connectors/odoo/setup/server-link";
import { ensureServiceUser } from "@/lib/connectors/odoo/setup/service-user";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { openSecret, sealSecret } from "@/lib/usecases/connections/seal";
import type { Context } from "@/lib/usecases/context";

export interface KeyWork {
  readonly ctx: Context;
  readonly secretKey: Buffer;
  readonly owner: OdooOwner;
  readonly slug: string;
  readonly server: OdooServer;
  readonly admin: OdooAdmin;
  readonly readerGroup: number;
  readonly newKeys: boolean;
}

export interface EnsuredKey {
  readonly link: ServerLink;
  readonly login: string;
  readonly expiresAt: Date | null;
  readonly minted: boolean;
}

const DAY_MS = 86_400_000;
/** A key that ends sooner is replaced while somebody who may do so is here. */
const KEEP_DAYS = 30;

/** The user and its key: the one in use where it still holds for a month, else a new one, sealed before the old one is removed. */
export async function ensureKey(work: KeyWork, as: "reader" | "actor"): Promise<EnsuredKey> {
  const { ctx, owner, server, admin, slug } = work;
  const user = await ensureServiceUser(admin, as, work.readerGroup);
  const row = await findOdooConnection(ctx.db, owner);
  if (!row) throw new Error("the Odoo connection vanished while it was set up");
  const at = { baseUrl: row.baseUrl, database: row.database, login: user.login };
  const sealed = as === "reader" ? row.readerKeySealed : row.actorKeySealed;
  const expiresAt = as === "reader" ? row.readerKeyExpiresAt : row.actorKeyExpiresAt;
  const known = sealed ? openSecret(work.secretKey, owner, sealed) : undefined;
  const lasts = expiresAt !== null && expiresAt.getTime() - ctx.now().getTime() > KEEP_DAYS * DAY_MS;
  if (known !== undefined && lasts && !work.newKeys) {
    const link = await linkServer(server, { ...at, apiKey: known }).catch(refusedKey);
    if (link) return { link, login: user.login, expiresAt, minted: false };
  }
  const minted = await mintKey(admin, {
    ...at,
    user,
    name: `Milepost ${slug} ${owner.connectionId.slice(-8)}`,
    now: ctx.now(),
    keep: (key) => keepKey(work, as, user.login, key),
  });
  const link = await linkServer(server, { ...at, apiKey: minted.key });
  return { link, login: user.login, expiresAt: minted.expiresAt, minted: true };
}

function refusedKey(error: unknown): undefined {
  if (error instanceof OdooError && error.kind === "authentication") return undefined;
  throw error;
}

async function keepKey(
  { ctx, owner, secretKey }: KeyWork,
  as: "reader" | "actor",
  login: string,
  { key, expiresAt }: MintedKey,
): Promise<void> {
  const sealed = sealSecret(secretKey, owner, key);
  await inTransaction(ctx.db, async (tx) => {
    await updateOdooConnection(
      tx,
      owner,
      as === "reader"
        ? { readerLogin: login, readerKeySealed: sealed, readerKeyExpiresAt: expiresAt }
        : { actorLogin: login, actorKeySealed: sealed, actorKeyExpiresAt: expiresAt },
    );
    const subject = { kind: "connection", id: owner.connectionId };
    const after = { as, login, expiresAt: expiresAt.toISOString() };
    await appendAudit(tx, ctx.actor, { action: "odoo.key.mint", subject, after }, ctx.now());
  });
}
