import { and, eq, sql } from "drizzle-orm";
import type { OdooSettings } from "@/lib/domain/odoo/connection";
import type { Transaction } from "../../client";
import { odooConnection } from "../../schema/odoo";

interface Owner {
  readonly companyId: number;
  readonly connectionId: string;
}

/** Sets the settings of the version someone saw, and makes the next. False: that version is gone. */
export async function updateOdooSettings(
  tx: Transaction,
  owner: Owner,
  expectedVersion: number,
  settings: OdooSettings,
): Promise<boolean> {
  const rows = await tx
    .update(odooConnection)
    .set({ settings, version: sql`${odooConnection.version} + 1` })
    .where(
      and(
        eq(odooConnection.companyId, owner.companyId),
        eq(odooConnection.connectionId, owner.connectionId),
        eq(odooConnection.version, expectedVersion),
      ),
    )
    .returning({ version: odooConnection.version });
  return rows.length > 0;
}

/** Makes every model due now. @returns how many there are. */
export async function makePullsDue(tx: Transaction, owner: Owner, now: Date): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    update odoo_pull set next_poll_at = least(next_poll_at, ${now.toISOString()}::timestamptz)
    where company_id = ${owner.companyId} and connection_id = ${owner.connectionId}`);
  return rowCount ?? 0;
}

/** Has every loaded model compare ids at its next look, which also finds records that other settings left out before. */
export async function compareIdsAgain(tx: Transaction, owner: Owner): Promise<void> {
  await tx.execute(sql`
    update odoo_pull set id_swept_at = 'epoch' where company_id = ${owner.companyId}
      and connection_id = ${owner.connectionId} and loaded_at is not null`);
}

/** Has every delivery and receipt told anew, because what they say changed its meaning. */
export async function markAllDeliveriesDirty(tx: Transaction, owner: Owner, now: Date): Promise<void> {
  await tx.execute(sql`
    update odoo_delivery set dirty_at = ${now.toISOString()}::timestamptz
    where company_id = ${owner.companyId} and connection_id = ${owner.connectionId}`);
}
