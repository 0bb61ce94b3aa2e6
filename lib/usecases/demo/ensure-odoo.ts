import { findOdooConnection } from "@/db/queries/odoo/odoo-connection";
import type { SetUpOdooInput } from "@/lib/contracts/odoo/setup-input";
import { InvalidError } from "@/lib/domain/app-error";
import { DEFAULT_ODOO_SETTINGS } from "@/lib/domain/odoo/connection";
import type { Context } from "@/lib/usecases/context";
import { changeOdooSettings } from "@/lib/usecases/odoo/settings/change-settings";
import { setUpOdoo } from "@/lib/usecases/odoo/setup/set-up-odoo";

/** The demo's warehouse tells of every movement within seconds; what differs for longer is real. */
const STOCK_GRACE_MINUTES = 2;

/**
 * Milepost's own connection to the demo's Odoo, as an administrator would set it up. Safe to repeat.
 * @returns what went through but should be read.
 */
export async function ensureOdoo(ctx: Context, secretKey: Buffer, input: SetUpOdooInput): Promise<string[]> {
  const report = await setUpOdoo(ctx, secretKey, input);
  const failed = report.steps.find(({ state }) => state === "failed");
  if (failed || !report.connectionId) {
    throw new InvalidError(`Odoo could not be connected. ${failed?.title}: ${failed?.text}`);
  }
  await shortenGrace(ctx, report.connectionId);
  return report.steps.filter(({ state }) => state === "warned").map(({ text }) => text);
}

async function shortenGrace(ctx: Context, connectionId: string): Promise<void> {
  const row = await findOdooConnection(ctx.db, { companyId: ctx.actor.companyId, connectionId });
  const isDefault = row?.settings.stockGraceMinutes === DEFAULT_ODOO_SETTINGS.stockGraceMinutes;
  if (!row || !isDefault) return;
  await changeOdooSettings(ctx, {
    connectionId,
    expectedVersion: row.version,
    reason: "The demo's warehouse tells of every movement at once",
    settings: { ...DEFAULT_ODOO_SETTINGS, ...row.settings, stockGraceMinutes: STOCK_GRACE_MINUTES },
  });
}
