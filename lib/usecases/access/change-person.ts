import type { Transaction } from "@/db/client";
import { lockUser, type UserRow } from "@/db/queries/access/find-user";
import { lockEnabledAdmins } from "@/db/queries/access/write-user";
import { inTransaction } from "@/db/transaction";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, NotFoundError } from "@/lib/domain/app-error";
import type { AuditEntry } from "@/lib/usecases/audit/append-audit";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";

/** What a change did, for the audit log; null when there was nothing to change. */
type ChangeNote = Omit<AuditEntry, "subject"> | null;

/**
 * The frame of every change to a person: permission, their row locked, the change, the audit row, one commit.
 * @throws {NotFoundError} no such person in this company.
 */
export async function changePerson<T>(
  ctx: Context,
  userId: string,
  change: (tx: Transaction, user: UserRow) => Promise<{ readonly note: ChangeNote; readonly result: T }>,
): Promise<T> {
  requirePermission(ctx.actor, "user.manage");
  return inTransaction(ctx.db, async (tx) => {
    const user = await lockUser(tx, { companyId: ctx.actor.companyId, userId });
    if (!user) throw new NotFoundError("This person is not in your company any more. Reload the page.");
    const { note, result } = await change(tx, user);
    if (note) await appendAudit(tx, ctx.actor, { ...note, subject: { kind: "user", id: userId } }, ctx.now());
    return result;
  });
}

/** @throws {ConflictError} when `user` is the last enabled admin: then nobody could manage people any more. */
export async function keepOneAdmin(tx: Transaction, user: UserRow): Promise<void> {
  if (user.role !== "admin" || user.disabledAt) return;
  const admins = await lockEnabledAdmins(tx, user.companyId);
  if (admins.some((id) => id !== user.id)) return;
  throw new ConflictError(
    `${user.name} is the last admin. Make someone else an admin first; nothing was changed.`,
  );
}
