import { z } from "zod";
import { selectApprovalOfRun } from "@/db/queries/flows/select-approvals";
import {
  type AttemptRow,
  type RunDetailRow,
  selectRun,
  selectRunAttempts,
  selectRunCommands,
  selectRunDecisions,
} from "@/db/queries/flows/select-run";
import { selectPausedFlows } from "@/db/queries/flows/select-runs";
import type { RunAttemptDto, RunPage, RunStepDto } from "@/lib/contracts/flows/run-page";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import { FINISH_FIRST, type FlowDefinition, stepOf } from "@/lib/domain/flow/definition";
import type { DecisionKind } from "@/lib/domain/flow/run-state";
import type { Context } from "@/lib/usecases/context";
import { DECISION_NEEDS, decisionsFrom } from "@/lib/usecases/flows/decide-on-run";
import { delegationsOf, toApproval } from "./list-approvals";
import { definitionOf, isoOf, stepTitle, toRunRow } from "./run-row";

const MOST_ATTEMPTS = 100;
const MOST_DECISIONS = 100;

/** One run: its steps, looks, decisions, commands and what this person may do about it now. */
export async function runPage(ctx: Context, given: string): Promise<RunPage> {
  requirePermission(ctx.actor, "flow.read");
  const { companyId } = ctx.actor;
  const id = z.uuid().safeParse(given).data;
  const row = id && (await selectRun(ctx.db, { companyId, id }));
  if (!row) throw new NotFoundError("There is no such run here. Look it up under Flows.");
  const key = { companyId, id: row.id };
  const [attempts, decisions, commands, approval, paused] = await Promise.all([
    selectRunAttempts(ctx.db, key, MOST_ATTEMPTS),
    selectRunDecisions(ctx.db, key, MOST_DECISIONS),
    selectRunCommands(ctx.db, key),
    approvalOf(ctx, row.id),
    selectPausedFlows(ctx.db, companyId),
  ]);
  const definition = definitionOf(row);
  const isPaused = paused.some(({ flow }) => flow === row.flow);
  return {
    ...toRunRow(row),
    ...{
      version: row.version,
      flowVersion: row.flowVersion,
      payload: row.payload,
      shipmentNumber: row.shipmentNumber,
    },
    startedByRule: row.startedById === null,
    steps: stepsOf(definition, row),
    undoing: undoWords(definition, row.undoing ?? []),
    attempts: attempts.map((attempt) => toAttempt(attempt, definition)),
    attemptsBefore: Math.max(0, row.attempts - attempts.length),
    decisions: decisions.map((decision) => ({ ...decision, at: isoOf(decision.at) })),
    ...{ commands, approval },
    may: allowed(ctx, row, definition),
    mayLetThrough: isPaused && !row.passesPause && row.state === "queued" && can(ctx.actor, "flow.pause"),
  };
}

async function approvalOf(ctx: Context, runId: string) {
  const { actor } = ctx;
  const row = await selectApprovalOfRun(ctx.db, { companyId: actor.companyId, runId });
  return row && actor.kind === "user" ? toApproval(row, actor, await delegationsOf(ctx, actor)) : null;
}

function stepsOf(definition: FlowDefinition | null, { step, state }: RunDetailRow): RunStepDto[] {
  const here = definition?.steps.findIndex(({ name }) => name === step) ?? -1;
  return (definition?.steps ?? []).map((each, index) => ({
    ...each,
    place: state === "done" || index < here ? "over" : index === here ? "here" : "ahead",
  }));
}

function undoWords(definition: FlowDefinition | null, undoing: readonly string[]): string[] {
  const known = [
    FINISH_FIRST,
    ...(definition?.steps.flatMap(({ compensation }) => compensation ?? []) ?? []),
  ];
  return undoing.map((name) => known.find((each) => each.name === name)?.does ?? name);
}

function toAttempt(row: AttemptRow, definition: FlowDefinition | null): RunAttemptDto {
  const { number, outcome, note, failureClass, commandId } = row;
  return {
    ...{ number, outcome, note, failureClass, commandId },
    stepTitle: stepTitle(definition, row.step),
    startedAt: isoOf(row.startedAt),
    durationMs: Math.max(0, Date.parse(row.endedAt) - Date.parse(row.startedAt)),
  };
}

/** What the state, the step and this person's rights allow. Each action asks again. */
function allowed({ actor }: Context, row: RunDetailRow, definition: FlowDefinition | null): DecisionKind[] {
  const step = definition && stepOf(definition, row.step);
  return decisionsFrom(row).filter((kind) => {
    if (!can(actor, DECISION_NEEDS[kind])) return false;
    if (kind === "skip") return step?.skippable === true && row.undoing === null;
    return (kind !== "restart" && kind !== "cancel") || row.undoing === null;
  });
}
