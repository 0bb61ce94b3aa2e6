import { selectPeople } from "@/db/queries/exceptions/select-people";
import { type LendingRow, selectLendings } from "@/db/queries/flows/delegations";
import type { AwayPage, LendingDto } from "@/lib/contracts/flows/lending";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ForbiddenError } from "@/lib/domain/app-error";
import { lendable } from "@/lib/domain/flow/lending";
import type { Context } from "@/lib/usecases/context";

/** Whose approvals one stands in for, who stands in for one, and who could. */
export async function awayPage(ctx: Context): Promise<AwayPage> {
  requirePermission(ctx.actor, "flow.read");
  const { actor } = ctx;
  if (actor.kind !== "user") throw new ForbiddenError("Only a person approves.");
  const { companyId } = actor;
  const now = ctx.now();
  const mayLend = lendable(actor.role).length > 0;
  const [rows, people] = await Promise.all([
    selectLendings(ctx.db, { companyId, userId: actor.id, now }),
    mayLend ? selectPeople(ctx.db, companyId) : [],
  ]);
  const toDto = (row: LendingRow): LendingDto => ({
    ...{ id: row.id, person: row.person, reason: row.reason, isNow: row.startsAt <= now },
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
  });
  return {
    mayLend,
    mayAnswerAll: mayLend && can(actor, "flow.bulk"),
    lent: rows.filter(({ isOwn }) => isOwn).map(toDto),
    borrowed: rows.filter(({ isOwn }) => !isOwn).map(toDto),
    colleagues: people.filter(({ id }) => id !== actor.id),
  };
}
