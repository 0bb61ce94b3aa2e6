import { randomBytes } from "node:crypto";
import { findOdooConnection, type OdooOwner, updateOdooConnection } from "@/db/queries/odoo/odoo-connection";
import { inTransaction } from "@/db/transaction";
import type { OdooAdmin } from "@/lib/connectors/odoo/setup/admin";
import { ensureWebhooks } from "@/lib/connectors/odoo/setup/webhooks";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { openSecret, sealSecret } from "@/lib/usecases/connections/seal";
import type { Context } from "@/lib/usecases/context";
import type { StepOutcome } from "./setup-steps";

interface HintWork {
  readonly ctx: Context;
  readonly secretKey: Buffer;
  readonly owner: OdooOwner;
  readonly admin: OdooAdmin;
  readonly slug: string;
  /** Null: Odoo does not call. */
  readonly webhookBase: string | null;
  readonly mayInstallModule: boolean;
}

/** Has Odoo call when a document changes. The secret is part of the address: Odoo signs nothing. Polls go on whatever becomes of this. */
export async function installHints(work: HintWork): Promise<StepOutcome<boolean>> {
  const { ctx, owner, admin, slug, webhookBase, mayInstallModule } = work;
  const row = await findOdooConnection(ctx.db, owner);
  if (!webhookBase) {
    const text = row?.hintsEnabled
      ? "Left as they are: no address of Milepost was given this time."
      : "Not installed: no address of Milepost was given. Changes come with the next poll.";
    return { value: row?.hintsEnabled ?? false, text };
  }
  const kept = row?.hintSecretSealed ? openSecret(work.secretKey, owner, row.hintSecretSealed) : undefined;
  const secret = kept ?? randomBytes(32).toString("base64url");
  // Before the rules, so that their first call is let in.
  await keepHints(work, { secret, enabled: true, wasEnabled: row?.hintsEnabled ?? false });
  const url = `${webhookBase}/api/odoo/${slug}/${secret}`;
  const outcome = await ensureWebhooks(admin, {
    connection: rulesOf(slug, owner.connectionId),
    url,
    mayInstall: mayInstallModule,
  });
  if (outcome.kind === "unavailable") {
    await keepHints(work, { secret, enabled: false, wasEnabled: true });
    return { value: false, text: outcome.message, state: "warned" };
  }
  const changed = outcome.changed === 0 ? "all as they were" : `${outcome.changed} added or put right`;
  return { value: true, text: `${outcome.rules} rules call ${webhookBase}/api/odoo/${slug}/…, ${changed}.` };
}

/** Names the rules in Odoo, as the keys are named: another Milepost may have a connection of the same name to it. */
export const rulesOf = (slug: string, connectionId: string) => `${slug} ${connectionId.slice(-8)}`;

async function keepHints(
  { ctx, owner, secretKey }: HintWork,
  hints: { readonly secret: string; readonly enabled: boolean; readonly wasEnabled: boolean },
): Promise<void> {
  const hintSecretSealed = sealSecret(secretKey, owner, hints.secret);
  await inTransaction(ctx.db, async (tx) => {
    await updateOdooConnection(tx, owner, { hintSecretSealed, hintsEnabled: hints.enabled });
    if (hints.enabled === hints.wasEnabled) return;
    const subject = { kind: "connection", id: owner.connectionId };
    const entry = { action: "odoo.hints.switch", subject, after: { enabled: hints.enabled } };
    await appendAudit(tx, ctx.actor, entry, ctx.now());
  });
}
