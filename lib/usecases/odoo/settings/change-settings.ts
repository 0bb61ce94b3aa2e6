import type { Transaction } from "@/db/client";
import {
  compareIdsAgain,
  makePullsDue,
  markAllDeliveriesDirty,
  updateOdooSettings,
} from "@/db/queries/odoo/change-odoo";
import { findOdooConnection } from "@/db/queries/odoo/odoo-connection";
import { inTransaction } from "@/db/transaction";
import { type ChangeOdooSettingsInput, changeOdooSettingsInput } from "@/lib/contracts/odoo/odoo-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, InvalidError, NotFoundError } from "@/lib/domain/app-error";
import { DEFAULT_ODOO_SETTINGS, type OdooSettings } from "@/lib/domain/odoo/connection";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";

/**
 * Changes how an Odoo is read, on the version the person saw. Other companies: ids are compared again, so that older documents come in too.
 * Another meaning of a validated delivery: every delivery is told anew.
 *
 * @throws {ConflictError} when someone else changed it first.
 */
export async function changeOdooSettings(ctx: Context, given: ChangeOdooSettingsInput): Promise<void> {
  requirePermission(ctx.actor, "connection.manage");
  const {
    connectionId,
    expectedVersion,
    reason,
    settings: wanted,
  } = readInput(changeOdooSettingsInput, given);
  const owner = { companyId: ctx.actor.companyId, connectionId };
  const now = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    const current = await findOdooConnection(tx, owner);
    if (!current) throw new NotFoundError("There is no such Odoo connection. Nothing was changed.");
    const before = { ...DEFAULT_ODOO_SETTINGS, ...current.settings };
    const settings: OdooSettings = { ...before, ...wanted };
    const changed = changedNames(before, settings);
    if (changed.length === 0) throw new InvalidError("Nothing in it differs. Nothing was changed.");
    if (!(await updateOdooSettings(tx, owner, expectedVersion, settings))) {
      throw new ConflictError("This Odoo changed since you opened it. Nothing was changed; look again.");
    }
    await takeEffect(tx, owner, changed, now);
    const subject = { kind: "connection", id: connectionId };
    const part = (of: OdooSettings) => Object.fromEntries(changed.map((name) => [name, of[name]]));
    const entry = {
      action: "odoo.settings.change",
      subject,
      reason,
      before: part(before),
      after: part(settings),
    };
    await appendAudit(tx, ctx.actor, entry, now);
  });
}

type SettingName = keyof OdooSettings;

function changedNames(before: OdooSettings, after: OdooSettings): SettingName[] {
  const names = Object.keys(DEFAULT_ODOO_SETTINGS) as SettingName[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

async function takeEffect(
  tx: Transaction,
  owner: { readonly companyId: number; readonly connectionId: string },
  changed: readonly SettingName[],
  now: Date,
): Promise<void> {
  if (changed.includes("odooCompanyIds")) await compareIdsAgain(tx, owner);
  if (changed.includes("validatedMeans")) await markAllDeliveriesDirty(tx, owner, now);
  await makePullsDue(tx, owner, now);
}
