import { findConnection } from "@/db/queries/connections/find-connection";
import { findOdooConnection, updateOdooConnection } from "@/db/queries/odoo/odoo-connection";
import { inTransaction } from "@/db/transaction";
import { OdooError } from "@/lib/connectors/odoo/client/odoo-error";
import { odooAdmin } from "@/lib/connectors/odoo/setup/admin";
import { openSession } from "@/lib/connectors/odoo/setup/session";
import { switchWebhooks } from "@/lib/connectors/odoo/setup/webhooks";
import { type SwitchHintsInput, switchHintsInput } from "@/lib/contracts/odoo/setup-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, NotFoundError, UnavailableError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { rulesOf } from "./install-hints";

/**
 * Stops Odoo's calls, or lets them come again. While Milepost is away each save in Odoo waits up to a second for a call that arrives nowhere.
 * Polls go on either way.
 *
 * @returns how many rules were switched.
 */
export async function switchOdooHints(ctx: Context, given: SwitchHintsInput): Promise<number> {
  requirePermission(ctx.actor, "connection.manage");
  const { connectionId, enabled, adminLogin, adminPassword } = readInput(switchHintsInput, given);
  const owner = { companyId: ctx.actor.companyId, connectionId };
  const connection = await findConnection(ctx.db, { companyId: owner.companyId, id: connectionId });
  const row = await findOdooConnection(ctx.db, owner);
  if (!connection || !row) throw new NotFoundError("There is no such Odoo connection. Nothing was changed.");
  const rules = await switchRules(row, {
    rules: rulesOf(connection.slug, connectionId),
    enabled,
    adminLogin,
    adminPassword,
  });
  if (rules === 0) {
    throw new ConflictError(
      "Odoo has no rules of this connection. Run milepost odoo setup with --webhook-base.",
    );
  }
  await inTransaction(ctx.db, async (tx) => {
    await updateOdooConnection(tx, owner, { hintsEnabled: enabled });
    const subject = { kind: "connection", id: connectionId };
    const before = { enabled: row.hintsEnabled };
    const entry = { action: "odoo.hints.switch", subject, before, after: { enabled, rules } };
    await appendAudit(tx, ctx.actor, entry, ctx.now());
  });
  return rules;
}

async function switchRules(
  at: { readonly baseUrl: string; readonly database: string },
  asked: {
    readonly rules: string;
    readonly enabled: boolean;
    readonly adminLogin: string;
    readonly adminPassword: string;
  },
): Promise<number> {
  const { baseUrl, database } = at;
  try {
    const session = await openSession({
      baseUrl,
      database,
      login: asked.adminLogin,
      password: asked.adminPassword,
    });
    try {
      return await switchWebhooks(odooAdmin(session), asked.rules, asked.enabled);
    } finally {
      await session.close().catch(() => undefined);
    }
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    throw new UnavailableError(`Odoo's rules were not switched. ${error.message}`, error);
  }
}
