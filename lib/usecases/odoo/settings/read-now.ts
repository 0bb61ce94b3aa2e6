import { makePullsDue } from "@/db/queries/odoo/change-odoo";
import { findOdooConnection } from "@/db/queries/odoo/odoo-connection";
import { inTransaction } from "@/db/transaction";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";

/**
 * Has every model of an Odoo looked at by the next free worker. Asking twice is asking once.
 *
 * @returns how many models are due.
 */
export async function readOdooNow(ctx: Context, { connectionId }: { connectionId: string }): Promise<number> {
  requirePermission(ctx.actor, "connection.manage");
  const owner = { companyId: ctx.actor.companyId, connectionId };
  const now = ctx.now();
  return inTransaction(ctx.db, async (tx) => {
    if (!(await findOdooConnection(tx, owner))) {
      throw new NotFoundError("There is no such Odoo connection. Nothing was asked for.");
    }
    const models = await makePullsDue(tx, owner, now);
    const subject = { kind: "connection", id: connectionId };
    await appendAudit(tx, ctx.actor, { action: "odoo.read_now", subject, after: { models } }, now);
    return models;
  });
}
