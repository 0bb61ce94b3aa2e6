import { sql } from "drizzle-orm";
import { lockRun } from "@/db/queries/flows/write-run";
import { flowPause, flowRun } from "@/db/schema/flow";
import { inTransaction } from "@/db/transaction";
import { letThroughInput, pauseFlowInput } from "@/lib/contracts/flows/run-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, InvalidError, NotFoundError } from "@/lib/domain/app-error";
import { FLOW_NAMES, type FlowName } from "@/lib/domain/flow/definition";
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
    const isHere = sql`${flowPause.companyId} = ${companyId} and ${flowPause.flow} = ${name}`;
    const row = { companyId, flow: name, pausedBy: actorName(ctx.actor), reason, since: at };
    const changed = paused
      ? await tx.insert(flowPause).values(row).onConflictDoNothing().returning({ flow: flowPause.flow })
      : await tx.delete(flowPause).where(isHere).returning({ flow: flowPause.flow });
    if (changed.length === 0)
      throw new ConflictError(
        `This flow ${paused ? "is paused already" : "is not paused"}. Nothing was changed.`,
      );
    const action = paused ? "flow.pause" : "flow.resume";
    await appendAudit(tx, ctx.actor, { action, subject: { kind: "flow", id: name }, reason }, at);
  });
}

/** Lets one run through while its flow is paused. */
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
    await tx
      .update(flowRun)
      .set({ passesPause: true, version: sql`${flowRun.version} + 1` })
      .where(sql`${flowRun.companyId} = ${companyId} and ${flowRun.id} = ${runId}`);
    const subject = { kind: "flow_run", id: runId };
    await appendAudit(tx, ctx.actor, { action: "flow.let_through", subject, reason }, ctx.now());
  });
}
