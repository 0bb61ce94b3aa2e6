import { selectOpenApprovals } from "@/db/queries/flows/select-approvals";
import { type BulkRunDto, MOST_IN_BULK } from "@/lib/contracts/bulk/bulk-run";
import { type PlanApprovalsInput, planApprovalsInput } from "@/lib/contracts/flows/bulk-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ForbiddenError } from "@/lib/domain/app-error";
import { countReasons, keepPlan, leftBeyond } from "@/lib/usecases/bulk/keep-plan";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { delegationsOf, toApproval } from "@/lib/usecases/views/flows/list-approvals";

/**
 * What one answer to everything that waits for a yes would do: to how many, for how much money, and what this person may not decide and why. What is
 * asked can't change under a plan: another question is another request.
 */
export async function planApprovals(ctx: Context, given: PlanApprovalsInput): Promise<BulkRunDto> {
  requirePermission(ctx.actor, "flow.bulk");
  const { input } = readInput(planApprovalsInput, given);
  const { actor } = ctx;
  if (actor.kind !== "user") throw new ForbiddenError("Only a person approves. Nothing was planned.");
  const everything = { companyId: actor.companyId, permissions: null, notFrom: null };
  const found = await selectOpenApprovals(ctx.db, everything, { limit: MOST_IN_BULK + 1 });
  const delegations = await delegationsOf(ctx, actor);
  const asked = found.slice(0, MOST_IN_BULK).map((row) => toApproval(row, actor, delegations));
  return keepPlan(ctx, {
    ...{ subjectKind: "approval", action: input.decision, input, filter: {} },
    items: asked
      .filter(({ whyNot }) => whyNot === null)
      .map(({ id, runId, question, amount }) => ({
        ...{ subjectId: id, subjectVersion: 1, label: question, given: { runId } },
        ...amount,
      })),
    leftOut: [
      ...countReasons(asked.flatMap(({ whyNot }) => whyNot ?? [])),
      ...leftBeyond(found.length, true),
    ],
  });
}
