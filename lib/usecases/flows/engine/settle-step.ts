import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "@/db/client";
import type { FlowRunRow } from "@/db/queries/flows/claim-runs";
import { insertApproval, insertRunAttempt, replaceWaits, updateRun } from "@/db/queries/flows/write-run";
import { ESCALATE_AFTER_MS } from "@/lib/domain/flow/approval";
import { type FlowDefinition, stepAfter } from "@/lib/domain/flow/definition";
import { afterStepFailure, stepBackoffMs } from "@/lib/domain/flow/retry";
import type { RunState } from "@/lib/domain/flow/run-state";
import type { StepOutcome } from "@/lib/domain/flow/step-outcome";

interface Looked {
  readonly run: FlowRunRow;
  readonly definition: FlowDefinition;
  readonly outcome: StepOutcome;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly chance: number;
}

/** Between looks at a command that undoes an effect. */
const UNDO_LOOK_MS = 2_000;

/** A wait that is new is looked at once more after this: what came between its look and its commit woke nobody. */
const SECOND_LOOK_MS = 1_000;

/** Writes what a look at a step came to: the run, its attempt, what wakes it and what it asks, in one transaction with the step's effects. */
export async function settleStep(tx: Transaction, looked: Looked): Promise<void> {
  const { run, outcome, startedAt, endedAt } = looked;
  const change = changeOf(looked);
  // Looked at again and found as before: nothing a person saw has changed.
  const isNews = !isSameWait(run, outcome);
  const number = isNews ? run.attempts + 1 : run.attempts;
  const keys = "keys" in outcome && run.undoing === null ? outcome.keys : [];
  const isToLookTwice = isNews && keys.length > 0;
  const written = {
    reason: null,
    blocker: null,
    failureClass: null,
    commandId: null,
    tries: 0,
    flowVersion: run.flowVersion,
    step: run.step,
    ...change,
    attempts: number,
    ...(isToLookTwice ? { nextAt: earlier(change.nextAt ?? null, endedAt.getTime() + SECOND_LOOK_MS) } : {}),
    passesPause: change.passesPause ?? run.passesPause,
    changedAt: isNews ? endedAt : run.changedAt,
  };
  await updateRun(tx, run, written, isNews);
  await replaceWaits(tx, run, keys);
  if (!isNews) return;
  await insertRunAttempt(tx, {
    companyId: run.companyId,
    runId: run.id,
    number,
    step: run.undoing?.[0] ?? run.step,
    startedAt,
    endedAt,
    outcome: outcome.kind,
    note: noteOf(outcome),
    failureClass: outcome.kind === "failure" ? outcome.failureClass : null,
    commandId: outcome.kind === "command" ? outcome.commandId : (run.commandId ?? null),
  });
  if (outcome.kind === "approval") await askApproval(tx, run, outcome, endedAt);
}

const earlier = (a: Date | null, b: number): Date => (a !== null && a.getTime() < b ? a : new Date(b));

function isSameWait(run: FlowRunRow, outcome: StepOutcome): boolean {
  if (outcome.kind === "command") return run.undoing !== null && run.commandId === outcome.commandId;
  if ((outcome.kind !== "wait" && outcome.kind !== "hold") || run.attempts === 0) return false;
  return run.reason === outcome.reason && run.blocker === (outcome.kind === "hold" ? outcome.blocker : null);
}

type Change = Partial<Parameters<typeof updateRun>[2]> & { readonly state: RunState };

function changeOf(looked: Looked): Change {
  const { run, outcome, endedAt } = looked;
  const data = "data" in outcome && outcome.data ? { data: { ...run.data, ...outcome.data } } : {};
  if (outcome.kind === "failure") return afterFailure(looked);
  if (run.undoing !== null) return { ...data, ...undoChange(run, outcome, endedAt) };
  switch (outcome.kind) {
    case "done":
      return { ...data, state: "done", reason: outcome.note, nextAt: null, endedAt };
    case "next":
      return { ...data, ...advance(looked, outcome) };
    case "command":
      return { ...data, state: "waiting", reason: outcome.note, commandId: outcome.commandId, nextAt: null };
    case "wait":
      return { ...data, state: "waiting", reason: outcome.reason, nextAt: dateOf(outcome.untilAt) };
    case "hold":
      return {
        ...data,
        state: "held",
        reason: outcome.reason,
        blocker: outcome.blocker,
        nextAt: dateOf(outcome.untilAt),
        passesPause: false,
      };
    case "approval":
      return {
        ...data,
        state: "awaiting_approval",
        reason: outcome.ask.question,
        nextAt: null,
        ...amountOf(outcome),
      };
  }
}

function advance(
  { run, definition, endedAt }: Looked,
  outcome: Extract<StepOutcome, { kind: "next" }>,
): Change {
  const next = outcome.to ?? stepAfter(definition, run.step)?.name;
  return next === undefined
    ? { state: "done", reason: outcome.note, nextAt: null, endedAt }
    : { state: "queued", step: next, reason: outcome.note, nextAt: endedAt };
}

/** One compensation after the other; what it waits for is looked at again every two seconds. */
function undoChange(run: FlowRunRow, outcome: Exclude<StepOutcome, { kind: "failure" }>, at: Date): Change {
  if (outcome.kind !== "next" && outcome.kind !== "done")
    return {
      state: "compensating",
      reason: noteOf(outcome),
      nextAt: new Date(at.getTime() + UNDO_LOOK_MS),
      commandId: outcome.kind === "command" ? outcome.commandId : null,
    };
  const left = run.undoing?.slice(1) ?? [];
  return left.length === 0
    ? { state: "cancelled", reason: outcome.note, undoing: null, nextAt: null, endedAt: at }
    : { state: "compensating", reason: outcome.note, undoing: left, nextAt: at };
}

function afterFailure({ run, outcome, endedAt, chance }: Looked): Change {
  if (outcome.kind !== "failure") throw new RangeError("no failure");
  const tries = run.tries + 1;
  const failed = {
    reason: outcome.message,
    failureClass: outcome.failureClass,
    tries,
    commandId: run.commandId,
  };
  switch (afterStepFailure(outcome.failureClass, tries)) {
    case "bury":
      return { ...failed, state: "dead", nextAt: null };
    case "give_up":
      return { ...failed, state: "failed", nextAt: null };
    case "back_off":
      return {
        ...failed,
        state: run.undoing === null ? "retrying" : "compensating",
        nextAt: new Date(endedAt.getTime() + stepBackoffMs(tries, chance)),
      };
  }
}

const dateOf = (at: number | null): Date | null => (at === null ? null : new Date(at));

const amountOf = ({ ask }: Extract<StepOutcome, { kind: "approval" }>) =>
  ask.amount ? { amountMinor: ask.amount.amountMinor, currency: ask.amount.currency } : {};

function noteOf(outcome: StepOutcome): string {
  switch (outcome.kind) {
    case "wait":
    case "hold":
      return outcome.reason;
    case "approval":
      return outcome.ask.question;
    case "failure":
      return outcome.message;
    default:
      return outcome.note;
  }
}

async function askApproval(
  tx: Transaction,
  run: FlowRunRow,
  { ask }: Extract<StepOutcome, { kind: "approval" }>,
  at: Date,
): Promise<void> {
  const after = (ms: number) => new Date(at.getTime() + ms);
  await insertApproval(tx, {
    companyId: run.companyId,
    id: uuidv7({ msecs: at.getTime() }),
    runId: run.id,
    step: run.step,
    state: "open",
    question: ask.question,
    permission: ask.permission,
    fourEyes: ask.fourEyes,
    requestedById: ask.requestedById,
    amountMinor: ask.amount?.amountMinor ?? null,
    currency: ask.amount?.currency ?? null,
    evidence: ask.evidence,
    askedAt: at,
    escalatesAt: after(ESCALATE_AFTER_MS),
    expiresAt: after(2 * ESCALATE_AFTER_MS),
  });
}
