import { deletePause, insertPause, isFlowPaused, markPassing } from "@/db/queries/flows/pauses";
import { lockRun } from "@/db/queries/flows/write-run";
import { inTransaction } from "@/db/transaction";
import { letThroughInput, pauseFlowInput } from "@/lib/contracts/flows/run-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, InvalidError, NotFoundError } from "@/lib/domain/app-error";
import { FLOW_NAMES, type FlowName } from "@/lib/domain/flow/definition";
import { OPEN_RUN_STATES } from "@/lib/domain/flow/run-state";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "@/lib/usecases/messages/actor-name";

/** Stops or resumes all work on a flow's runs. What arrives meanwhile is kept and worked on in order afterwards. */
export async function pauseFlow(
  ctx: Context,
  given: { readonly flow: string; readonly paused: boolean; readonly reason: string },
): Promise<void> {
  requirePermission(ctx.actor, "flow.pause");
  const { flow, paused, reason } = readInput(pauseFlowInput, given);
  if (!(FLOW_NAMES as readonly string[]).includes(flow))
    throw new InvalidError("There is no such flow. Nothing was changed.", { flow: "unknown" });
  const { companyId } = ctx.actor;
  const at = ctx.now();
  const name = flow as FlowName;
  await inTransaction(ctx.db, async (tx) => {
    const row = { companyId, flow: name, pausedBy: actorName(ctx.actor), reason, since: at };
    const isChanged = paused ? await insertPause(tx, row) : await deletePause(tx, row);
    if (!isChanged)
      throw new ConflictError(
        `This flow ${paused ? "is paused already" : "is not paused"}. Nothing was changed.`,
      );
    const action = paused ? "flow.pause" : "flow.resume";
    await appendAudit(tx, ctx.actor, { action, subject: { kind: "flow", id: name }, reason }, at);
  });
}

/** Lets one open run through while its flow is paused, until it is held or the flow goes on. */
export async function letRunThrough(
  ctx: Context,
  given: { readonly runId: string; readonly expectedVersion: number; readonly reason: string },
): Promise<void> {
  requirePermission(ctx.actor, "flow.pause");
  const { runId, expectedVersion, reason } = readInput(letThroughInput, given);
  const { companyId } = ctx.actor;
  await inTransaction(ctx.db, async (tx) => {
    const run = await lockRun(tx, { companyId, id: runId });
    if (!run) throw new NotFoundError("There is no such run here. Nothing was changed.");
    if (run.version !== expectedVersion)
      throw new ConflictError("This run changed since you opened it. Nothing was changed; look again.");
    if (!OPEN_RUN_STATES.includes(run.state) || !(await isFlowPaused(tx, run)))
      throw new ConflictError("Only an open run of a paused flow is let through. Nothing was changed.");
    await markPassing(tx, run);
    const subject = { kind: "flow_run", id: runId };
    await appendAudit(tx, ctx.actor, { action: "flow.let_through", subject, reason }, ctx.now());
  });
}
