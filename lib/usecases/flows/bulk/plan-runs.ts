import { countRuns, type RunToDecide, selectRunsToDecide } from "@/db/queries/flows/select-runs";
import { type BulkRunDto, MOST_IN_BULK } from "@/lib/contracts/bulk/bulk-run";
import { type BulkDecision, type PlanRunsInput, planRunsInput } from "@/lib/contracts/flows/bulk-input";
import { FLOW_TITLES, RUN_STATE_WORDS } from "@/lib/contracts/flows/flow-words";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { InvalidError } from "@/lib/domain/app-error";
import { stepOf } from "@/lib/domain/flow/definition";
import { mayMove } from "@/lib/domain/flow/run-state";
import { countReasons, keepPlan, leftBeyond, type PlannedItem } from "@/lib/usecases/bulk/keep-plan";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { runNarrowing } from "@/lib/usecases/views/flows/list-runs";
import { definitionOf } from "@/lib/usecases/views/flows/run-row";
import { DECISION_NEEDS } from "../decide-on-run";

/** A count beyond this is said as "at least". */
const MOST_COUNTED = 200_000;

/**
 * What a decision on every run the filter matches would do: how many, what money they move, and which are left out and why. Nothing is changed; a run
 * that moves before its turn is left as it is.
 */
export async function planRuns(ctx: Context, given: PlanRunsInput): Promise<BulkRunDto> {
  const { filter, input } = readInput(planRunsInput, given);
  requirePermission(ctx.actor, "flow.bulk");
  requirePermission(ctx.actor, DECISION_NEEDS[input.decision]);
  if (input.decision === "hold" && input.untilAt !== null && Date.parse(input.untilAt) <= ctx.now().getTime())
    throw new InvalidError("The end of a hold lies in the future. Nothing was planned.", {
      "input.untilAt": "A moment to come, or none.",
    });
  const narrowing = runNarrowing(ctx.actor.companyId, filter);
  const found = await selectRunsToDecide(ctx.db, narrowing, MOST_IN_BULK + 1);
  const matched =
    found.length > MOST_IN_BULK ? await countRuns(ctx.db, narrowing, MOST_COUNTED) : found.length;
  const judged = found.slice(0, MOST_IN_BULK).map((run) => ({ run, reason: reasonAgainst(run, input) }));
  const reasons = judged.flatMap(({ reason }) => reason ?? []);
  return keepPlan(ctx, {
    ...{ subjectKind: "flow_run", action: input.decision, input, filter },
    items: judged.filter(({ reason }) => reason === null).map(({ run }) => itemOf(run)),
    leftOut: [...countReasons(reasons), ...leftBeyond(matched, matched === MOST_COUNTED)],
  });
}

const itemOf = ({ id, version, flow, subjectLabel, amountMinor, currency }: RunToDecide): PlannedItem => ({
  ...{ subjectId: id, subjectVersion: version, amountMinor, currency },
  label: `${FLOW_TITLES[flow]}, ${subjectLabel}`,
});

function reasonAgainst(run: RunToDecide, { decision }: BulkDecision): string | null {
  if (!mayMove(run.state, decision)) return `Is ${RUN_STATE_WORDS[run.state].label.toLowerCase()}`;
  if (run.undoing !== null && (decision === "restart" || decision === "skip")) return "Is being undone";
  const definition = definitionOf(run);
  if (!definition) return "Is of a flow this Milepost does not know";
  const step = stepOf(definition, run.step);
  return decision === "skip" && !step?.skippable
    ? `The step “${step?.title ?? run.step}” can't be passed over`
    : null;
}
