import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "@/db/client";
import type { FlowRunRow } from "@/db/queries/flows/claim-runs";
import { selectDelegationsTo } from "@/db/queries/flows/delegations";
import {
  type ApprovalRow,
  hasEdited,
  insertRunDecision,
  lockApproval,
  settleApproval,
  updateRun,
} from "@/db/queries/flows/write-run";
import { inTransaction } from "@/db/transaction";
import { type ApprovalInput, approvalInput, undoApprovalInput } from "@/lib/contracts/flows/run-input";
import type { UserActor } from "@/lib/domain/access/actor";
import { ConflictError, ForbiddenError, NotFoundError } from "@/lib/domain/app-error";
import { mayApprove, UNDO_MS } from "@/lib/domain/flow/approval";
import { type DecisionKind, mayMove, RUN_TRANSITIONS } from "@/lib/domain/flow/run-state";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";

/**
 * Yes or no to what a run asks, by one who may: by their role, or by a right lent to them; with four eyes never by who asked. It takes effect after
 * ten seconds, in which the same person can take it back. @returns until when.
 */
export async function decideApproval(
  ctx: Context,
  given: ApprovalInput,
): Promise<{ readonly undoUntil: string }> {
  const input = readInput(approvalInput, given);
  return inTransaction(ctx.db, (tx) => decideApprovalWithin(tx, ctx, input));
}

/** The same inside a transaction: the door bulk decisions go through too. */
export async function decideApprovalWithin(
  tx: Transaction,
  ctx: Pick<Context, "actor" | "now">,
  input: ReturnType<typeof readInput<typeof approvalInput>>,
): Promise<{ readonly undoUntil: string }> {
  const actor = person(ctx);
  const { approval, run } = await openApproval(tx, actor, input.approvalId);
  if (approval.state !== "open" || !mayMove(run.state, input.decision))
    throw new ConflictError(
      `This was decided already (${approval.state}${approval.decidedBy ? ` by ${approval.decidedBy}` : ""}). Nothing was changed.`,
    );
  const at = ctx.now();
  const delegations = await selectDelegationsTo(tx, {
    companyId: actor.companyId,
    userId: actor.id,
    now: at,
  });
  const allowed = mayApprove(actor, approval, delegations);
  if (!allowed.may) throw new ForbiddenError(`${allowed.why} Nothing was changed.`);
  if (approval.fourEyes && (await hasEdited(tx, run, actor.id)))
    throw new ForbiddenError(
      "You changed what this run does: a second person has to approve. Nothing was changed.",
    );
  const state = input.decision === "approve" ? ("approved" as const) : ("rejected" as const);
  await settleApproval(tx, approval, {
    state,
    decidedBy: actor.name,
    decidedById: actor.id,
    decidedAt: at,
    comment: input.comment || null,
  });
  const undoUntil = new Date(at.getTime() + UNDO_MS);
  const rejected = {
    blocker: "rejected" as const,
    reason: `${actor.name} refused: ${input.comment}`,
    nextAt: null,
  };
  await updateRun(tx, run, {
    state: RUN_TRANSITIONS[input.decision].to,
    changedAt: at,
    ...(state === "approved" ? { nextAt: undoUntil, reason: `${actor.name} approved` } : rejected),
  });
  const onBehalfOf = allowed.onBehalfOf?.fromName ?? null;
  await note(tx, {
    actor,
    run,
    approval,
    kind: input.decision,
    reason: input.comment || null,
    onBehalfOf,
    at,
  });
  return { undoUntil: undoUntil.toISOString() };
}

/** Takes one's own yes or no back within ten seconds, before anything came of it. */
export async function undoApproval(ctx: Context, given: { readonly approvalId: string }): Promise<void> {
  const { approvalId } = readInput(undoApprovalInput, given);
  const actor = person(ctx);
  const at = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    const { approval, run } = await openApproval(tx, actor, approvalId);
    const kind = approval.state === "approved" ? "undo_approval" : "undo_rejection";
    const decidedAt = approval.decidedAt?.getTime() ?? 0;
    const isOwn =
      approval.decidedById === actor.id && (approval.state === "approved" || approval.state === "rejected");
    if (
      !isOwn ||
      at.getTime() - decidedAt > UNDO_MS ||
      !mayMove(run.state, kind) ||
      run.step !== approval.step
    )
      throw new ConflictError("It is too late to take this back, or it was not yours. Nothing was changed.");
    await settleApproval(tx, approval, {
      state: "open",
      decidedBy: null,
      decidedById: null,
      decidedAt: null,
      comment: null,
    });
    await updateRun(tx, run, {
      state: RUN_TRANSITIONS[kind].to,
      changedAt: at,
      nextAt: null,
      blocker: null,
      reason: approval.question,
    });
    await note(tx, { actor, run, approval, kind, reason: null, onBehalfOf: null, at });
  });
}

function person({ actor }: Pick<Context, "actor">): UserActor {
  if (actor.kind !== "user") throw new ForbiddenError("Only a person approves. Nothing was changed.");
  return actor;
}

async function openApproval(tx: Transaction, { companyId }: UserActor, approvalId: string) {
  const found = await lockApproval(tx, companyId, approvalId);
  if (!found) throw new NotFoundError("There is no such approval here. Nothing was changed.");
  return found;
}

interface Noted {
  readonly actor: UserActor;
  readonly run: FlowRunRow;
  readonly approval: ApprovalRow;
  readonly kind: DecisionKind;
  readonly reason: string | null;
  readonly onBehalfOf: string | null;
  readonly at: Date;
}

async function note(
  tx: Transaction,
  { actor, run, approval, kind, reason, onBehalfOf, at }: Noted,
): Promise<void> {
  const what = {
    question: approval.question,
    amountMinor: approval.amountMinor,
    currency: approval.currency,
    onBehalfOf,
  };
  const { companyId, step } = run;
  const id = uuidv7({ msecs: at.getTime() });
  await insertRunDecision(tx, {
    companyId,
    runId: run.id,
    id,
    kind,
    step,
    actor: actor.name,
    actorId: actor.id,
    onBehalfOf,
    reason,
    after: what,
    at,
  });
  const entry = {
    action: `flow.${kind}`,
    subject: { kind: "flow_run", id: run.id },
    after: what,
    ...(reason ? { reason } : {}),
  };
  await appendAudit(tx, actor, entry, at);
}
