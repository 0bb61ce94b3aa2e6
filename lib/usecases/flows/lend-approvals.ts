import { selectColleagues } from "@/db/queries/exceptions/write-exception";
import { insertLending, selectLendings } from "@/db/queries/flows/delegations";
import { inTransaction } from "@/db/transaction";
import { type LendApprovalsInput, lendApprovalsInput } from "@/lib/contracts/flows/lending";
import type { UserActor } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ForbiddenError, InvalidError } from "@/lib/domain/app-error";
import { lendable, lendingProblems } from "@/lib/domain/flow/lending";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";

/** More open at once is a mistake. */
const MOST_OPEN = 20;

/**
 * Lets a colleague approve in one's stead while one is away. What was asked for by the one is not approved by the other where two pairs of eyes are
 * asked for; what was lent can't be lent on. Sent twice it is once.
 */
export async function lendApprovals(ctx: Context, given: LendApprovalsInput): Promise<void> {
  requirePermission(ctx.actor, "flow.read");
  const actor = approver(ctx);
  const { lendingId: id, toUserId, reason, ...span } = readInput(lendApprovalsInput, given);
  const at = ctx.now();
  const startsAt = new Date(Math.max(Date.parse(span.startsAt), at.getTime()));
  const endsAt = new Date(span.endsAt);
  refuse(lendingProblems({ startsAt: startsAt.getTime(), endsAt: endsAt.getTime() }, at.getTime()));
  if (toUserId === actor.id) refuse({ toUserId: "Somebody else." });
  const { companyId } = actor;
  await inTransaction(ctx.db, async (tx) => {
    const [colleague] = await selectColleagues(tx, companyId, [toUserId]);
    if (!colleague) return refuse({ toUserId: "Somebody of this company who can sign in." });
    const open = await selectLendings(tx, { companyId, userId: actor.id, now: at });
    if (open.filter(({ isOwn, id: known }) => isOwn && known !== id).length >= MOST_OPEN)
      throw new InvalidError(
        `You lend ${MOST_OPEN} times already. Nothing was changed; take one back first.`,
      );
    const row = { companyId, id, fromUserId: actor.id, toUserId, startsAt, endsAt, reason, createdAt: at };
    if (!(await insertLending(tx, row))) return;
    const after = { to: colleague.name, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    const subject = { kind: "flow_delegation", id };
    await appendAudit(tx, actor, { action: "approval.lend", subject, reason, after }, at);
  });
}

function approver({ actor }: Pick<Context, "actor">): UserActor {
  if (actor.kind !== "user" || lendable(actor.role).length === 0)
    throw new ForbiddenError("Your role approves nothing that could be lent. Nothing was changed.");
  return actor;
}

function refuse(problems: Readonly<Record<string, string>>): void {
  const [first] = Object.values(problems);
  if (first) throw new InvalidError(`Nothing was changed. ${first}`, { ...problems });
}
