import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "@/db/client";
import { decideCommand, lockCommand } from "@/db/queries/commands/write-command";
import type { FlowRunRow } from "@/db/queries/flows/claim-runs";
import {
  insertRunDecision,
  lockRun,
  replaceWaits,
  selectLastApproval,
  selectStepsDone,
  updateRun,
  withdrawApprovals,
} from "@/db/queries/flows/write-run";
import { inTransaction } from "@/db/transaction";
import { type RunDecisionInput, runDecisionInput } from "@/lib/contracts/flows/run-input";
import type { Actor } from "@/lib/domain/access/actor";
import type { Permission } from "@/lib/domain/access/permission";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, InvalidError, NotFoundError } from "@/lib/domain/app-error";
import { FINISH_FIRST, stepAfter, stepOf } from "@/lib/domain/flow/definition";
import { mayMove, RUN_TRANSITIONS } from "@/lib/domain/flow/run-state";
import type { FlowData } from "@/lib/domain/flow/step-outcome";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "@/lib/usecases/messages/actor-name";
import type { FlowImplementation } from "./engine/flow-implementation";
import { FLOWS, flowOfRun } from "./registry";

type Decision = ReturnType<typeof readInput<typeof runDecisionInput>>;
type Change = Partial<Parameters<typeof updateRun>[2]>;

/** The right each decision takes. */
export const DECISION_NEEDS: Readonly<Record<Decision["decision"], Permission>> = {
  retry: "flow.retry",
  restart: "flow.retry",
  edit: "flow.edit",
  hold: "flow.hold",
  release: "flow.hold",
  skip: "flow.skip",
  cancel: "flow.cancel",
};

/**
 * A person's decision on one run, as they saw it: it moves by the table of transitions, and the decision and its audit row commit with it or not at
 * all. A worker at it finds its fence passed and writes nothing. @returns the run's new version.
 * @throws {ConflictError} when the run changed meanwhile or its state does not allow it.
 */
export async function decideOnRun(
  ctx: Context,
  given: RunDecisionInput,
  flows: readonly FlowImplementation[] = FLOWS,
): Promise<number> {
  const input = readInput(runDecisionInput, given);
  requirePermission(ctx.actor, DECISION_NEEDS[input.decision]);
  return inTransaction(ctx.db, (tx) => decideWithin(tx, ctx, input, flows));
}

/** The same inside a transaction: the door bulk runs go through too. */
export async function decideWithin(
  tx: Transaction,
  { actor, now }: Pick<Context, "actor" | "now">,
  input: Decision,
  flows: readonly FlowImplementation[] = FLOWS,
): Promise<number> {
  requirePermission(actor, DECISION_NEEDS[input.decision]);
  const run = await lockRun(tx, { companyId: actor.companyId, id: input.runId });
  if (!run) throw new NotFoundError("There is no such run here. Nothing was changed.");
  if (run.version !== input.expectedVersion)
    throw new ConflictError("This run changed since you opened it. Nothing was changed; look again.");
  if (!mayMove(run.state, input.decision))
    throw new ConflictError(
      `A run that is ${run.state.replaceAll("_", " ")} can't be changed that way. Nothing was changed.`,
    );
  const at = now();
  const change = await changeFor(tx, actor, flowOfRun(run, flows), run, input, at);
  const state = change.state ?? RUN_TRANSITIONS[input.decision].to;
  const after = {
    state,
    step: change.step ?? run.step,
    ...(input.decision === "edit" ? { payload: input.payload } : {}),
  };
  const before = {
    state: run.state,
    step: run.step,
    ...(input.decision === "edit" ? { payload: run.payload } : {}),
  };
  await replaceWaits(tx, run, []);
  const version = await updateRun(tx, run, { ...change, state, changedAt: at });
  await insertRunDecision(tx, {
    companyId: run.companyId,
    runId: run.id,
    id: uuidv7({ msecs: at.getTime() }),
    kind: input.decision,
    step: run.step,
    actor: actorName(actor),
    actorId: actor.kind === "user" ? actor.id : null,
    reason: input.reason,
    before,
    after,
    at,
  });
  const subject = { kind: "flow_run", id: run.id };
  await appendAudit(
    tx,
    actor,
    { action: `flow.${input.decision}`, subject, reason: input.reason, before, after },
    at,
  );
  return version;
}

const QUEUED = { reason: null, blocker: null, failureClass: null, tries: 0 } as const;

async function changeFor(
  tx: Transaction,
  actor: Actor,
  flow: FlowImplementation,
  run: FlowRunRow,
  input: Decision,
  at: Date,
): Promise<Change> {
  const again = {
    ...QUEUED,
    nextAt: at,
    state: run.undoing === null ? ("queued" as const) : ("compensating" as const),
  };
  switch (input.decision) {
    case "retry":
      return { ...again, commandId: await tryCommandAgain(tx, run, at) };
    case "release":
      return again;
    case "restart":
      return { ...again, ...(await fromStart(tx, flow, run, at)) };
    case "edit":
      if (input.from === "step") await requireUnapproved(tx, run);
      return {
        ...again,
        commandId: await commandUnderWay(tx, run),
        payload: editedPayload(flow, input.payload),
        ...(input.from === "start" ? await fromStart(tx, flow, run, at) : {}),
      };
    case "hold":
      if (input.untilAt !== null && Date.parse(input.untilAt) <= at.getTime())
        throw new InvalidError("The end of a hold lies in the future. Nothing was changed.");
      await withdrawApprovals(tx, run, at);
      return {
        reason: input.reason,
        blocker: "by_person",
        nextAt: input.untilAt === null ? null : new Date(input.untilAt),
      };
    case "skip":
      return { ...again, ...skipped(flow, run, at) };
    case "cancel":
      return cancelled(tx, actor, flow, run, input.reason, at);
  }
}

const commandOf = ({ companyId, commandId }: FlowRunRow, tx: Transaction) =>
  commandId === null ? undefined : lockCommand(tx, { companyId, id: commandId });

/** The run's command unless it is over without an effect: then the step makes another. */
async function commandUnderWay(tx: Transaction, run: FlowRunRow): Promise<string | null> {
  const row = await commandOf(run, tx);
  return row && row.state !== "rejected" && row.state !== "cancelled" ? row.id : null;
}

/** A yes was given to what the run was: with another content it is asked for again. */
async function requireUnapproved(tx: Transaction, run: FlowRunRow): Promise<void> {
  const last = await selectLastApproval(tx, run);
  if (last?.state === "approved")
    throw new ConflictError(
      "This run was approved as it was. Edit it from the start, so that it is asked for again. Nothing was changed.",
    );
}

/** What Odoo refused is sent again as it was, behind whatever was given for its document meanwhile. @returns the command the run goes on with. */
async function tryCommandAgain(tx: Transaction, run: FlowRunRow, at: Date): Promise<string | null> {
  const row = await commandOf(run, tx);
  if (row?.state !== "rejected") return commandUnderWay(tx, run);
  await decideCommand(tx, row, {
    state: "pending",
    nextTryAt: at,
    settledAt: null,
    goesLast: true,
    startsAnew: true,
  });
  return row.id;
}

async function fromStart(
  tx: Transaction,
  { definition }: FlowImplementation,
  run: FlowRunRow,
  at: Date,
): Promise<Change> {
  if (run.undoing !== null)
    throw new ConflictError("This run is being undone and can't start anew. Nothing was changed.");
  await withdrawApprovals(tx, run, at);
  return { step: definition.steps[0]?.name ?? run.step, commandId: null };
}

function editedPayload({ payload }: FlowImplementation, given: FlowData): FlowData {
  return readInput(payload, given) as FlowData;
}

function skipped({ definition }: FlowImplementation, run: FlowRunRow, at: Date): Change {
  const step = stepOf(definition, run.step);
  if (!step?.skippable || run.undoing !== null)
    throw new ConflictError(
      `The step “${step?.title ?? run.step}” can't be passed over. Nothing was changed.`,
    );
  const next = stepAfter(definition, run.step);
  return next ? { step: next.name, commandId: null } : { state: "done", nextAt: null, endedAt: at };
}

/**
 * Without effects it is over at once; else what was done is undone first, the last effect first. A command that was never sent is withdrawn; the
 * effect of one that was is waited for, to be undone too.
 */
async function cancelled(
  tx: Transaction,
  actor: Actor,
  { definition }: FlowImplementation,
  run: FlowRunRow,
  reason: string,
  at: Date,
): Promise<Change> {
  if (run.undoing !== null)
    throw new ConflictError("This run is being undone already: retry it. Nothing was changed.");
  await withdrawApprovals(tx, run, at);
  const isOnItsWay = !(await withdrawnCommand(tx, actor, run, reason, at));
  const done = new Set(await selectStepsDone(tx, run));
  const effects = definition.steps
    .flatMap((step) => (step.compensation && done.has(step.name) ? [step.compensation.name] : []))
    .reverse();
  const undoing = isOnItsWay ? [FINISH_FIRST.name, ...effects] : effects;
  const base = { ...QUEUED, reason, commandId: isOnItsWay ? run.commandId : null };
  return undoing.length > 0
    ? { ...base, state: "compensating", undoing, nextAt: at }
    : { ...base, state: "cancelled", nextAt: null, endedAt: at };
}

/** @returns whether nothing of the run's command reaches Odoo any more. */
async function withdrawnCommand(
  tx: Transaction,
  actor: Actor,
  run: FlowRunRow,
  reason: string,
  at: Date,
): Promise<boolean> {
  const row = await commandOf(run, tx);
  if (!row || row.state === "rejected" || row.state === "cancelled") return true;
  if (row.state !== "pending" || row.attempts > 0) return false;
  const over = { state: "cancelled", nextTryAt: null, settledAt: at } as const;
  await decideCommand(tx, row, { ...over, goesLast: false, startsAnew: false });
  const subject = { kind: "command", id: row.id };
  await appendAudit(tx, actor, { action: "command.withdraw", subject, reason }, at);
  return true;
}

/** Decisions the table allows on a run in this state, before its step and its reader's rights are asked. */
export const decisionsFrom = (run: Pick<FlowRunRow, "state">): Decision["decision"][] =>
  (Object.keys(DECISION_NEEDS) as Decision["decision"][]).filter((kind) => mayMove(run.state, kind));
