import { markRead as mark } from "@/db/queries/notices/list-notices";
import { type MarkReadInput, markReadInput } from "@/lib/contracts/notices/subscription-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ForbiddenError } from "@/lib/domain/app-error";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";

/** Notes that a person has seen their own notices. No decision, so it leaves no audit row. */
export async function markRead(ctx: Context, given: MarkReadInput): Promise<void> {
  requirePermission(ctx.actor, "notice.own");
  if (ctx.actor.kind !== "user")
    throw new ForbiddenError("Only a person reads notices. Nothing was changed.");
  const { noticeIds, until } = readInput(markReadInput, given);
  const { companyId, id: userId } = ctx.actor;
  await mark(ctx.db, { companyId, userId, ids: noticeIds, until: new Date(until), now: ctx.now() });
}
