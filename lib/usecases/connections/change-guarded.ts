import type { Transaction } from "@/db/client";
import { type ConnectionRow, findConnection } from "@/db/queries/connections/find-connection";
import { type ConnectionChanges, updateConnection } from "@/db/queries/connections/write-connection";
import { inTransaction } from "@/db/transaction";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, NotFoundError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";

export interface ConnectionTarget {
  readonly connectionId: string;
  readonly expectedVersion: number;
  readonly reason: string;
}

export interface ConnectionChange<T> {
  readonly action: string;
  readonly changes: ConnectionChanges;
  /** For the audit log; never a secret. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly result: T;
}

/**
 * One change of one connection, on the version the person saw, with its audit row, all or nothing.
 * @throws {ConflictError} when someone else changed the connection first.
 */
export async function changeGuarded<T>(
  ctx: Context,
  target: ConnectionTarget,
  decide: (tx: Transaction, current: ConnectionRow) => Promise<ConnectionChange<T>>,
): Promise<T> {
  requirePermission(ctx.actor, "connection.manage");
  const { companyId } = ctx.actor;
  const key = { companyId, id: target.connectionId };
  return inTransaction(ctx.db, async (tx) => {
    const current = await findConnection(tx, key);
    if (!current) throw new NotFoundError("There is no such connection. Nothing was changed.");
    const change = await decide(tx, current);
    const changed = await updateConnection(tx, key, target.expectedVersion, change.changes);
    if (!changed) {
      throw new ConflictError(
        "This connection changed since you opened it. Nothing was changed; look again.",
      );
    }
    const { action, before, after } = change;
    const subject = { kind: "connection", id: current.id };
    await appendAudit(tx, ctx.actor, { action, subject, reason: target.reason, before, after }, ctx.now());
    return change.result;
  });
}
