import { findCommandByKey, lockCommand } from "@/db/queries/commands/write-command";
import { ConflictError } from "@/lib/domain/app-error";
import type { CommandResult } from "@/lib/domain/command/command";
import type { CommandState } from "@/lib/domain/command/command-state";
import { operationKeyOf } from "@/lib/domain/command/operation-key";
import type { StepOutcome } from "@/lib/domain/flow/step-outcome";
import { formatTraceparent, spanIdOf, traceIdOf } from "@/lib/domain/trace/trace-context";
import type { CommandInput } from "@/lib/usecases/commands/command-input";
import { type EnqueuedCommand, enqueueCommand } from "@/lib/usecases/commands/enqueue-command";
import type { StepContext } from "./flow-implementation";

/** Corrections of one command a run may go through. */
const MOST_ROUNDS = 5;

/** The commands a run has written, by operation key: what it said once it does not say in other words at the next look. */
type Written = Readonly<Record<string, string>>;

const isOver = (state: CommandState | undefined) => state === "rejected" || state === "cancelled";

/**
 * A step that has its effect in Odoo: writes the command in the step's transaction, waits for it, and goes on by what Odoo shows. Looked at again it
 * finds its command, also when it would word it otherwise today. After a rejected one an edited payload gets a command of its own; what somebody else
 * had done under the same business key with another content is a conflict, because the effect is there.
 */
export async function commandStep(
  step: StepContext,
  given: CommandInput,
  after: (result: CommandResult, commandId: string) => StepOutcome,
): Promise<StepOutcome> {
  const { companyId, data } = step.run;
  const key = operationKeyOf(given.kind, given.businessKey);
  const written = (data.written ?? {}) as Written;
  const before = written[key];
  const own = before === undefined ? undefined : await lockCommand(step.tx, { companyId, id: before });
  // Its no is told first; only what a person decides then makes another of it.
  const isStanding = own && (!isOver(own.state) || step.run.commandId === own.id);
  const command = isStanding ? own : await enqueueOnce(step, given, own !== undefined);
  if ("outcome" in command) return command.outcome;
  const row = await lockCommand(step.tx, { companyId, id: command.id });
  if (row?.state === "confirmed" && row.result) return after(row.result, row.id);
  if (row && isOver(row.state)) {
    const withdrawn = "The write was withdrawn before it was sent.";
    const message = row.state === "rejected" ? (row.error ?? "Odoo refused it.") : withdrawn;
    return { kind: "failure", failureClass: "rejected_by_target", message };
  }
  return {
    kind: "command",
    commandId: command.id,
    note: `${given.kind.replaceAll("_", " ")} on its way to Odoo`,
    data: { written: { ...written, [key]: command.id } },
  };
}

async function enqueueOnce(
  step: StepContext,
  given: CommandInput,
  isAgain: boolean,
): Promise<EnqueuedCommand | { readonly outcome: StepOutcome }> {
  const { id, traceId } = step.run;
  const traceparent = formatTraceparent(traceIdOf(traceId ?? id), spanIdOf(id));
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const businessKey = round === 0 ? given.businessKey : [...given.businessKey, `again ${round}`];
    try {
      const made = await enqueueCommand(step.tx, step, { ...given, businessKey, traceparent });
      if (!isAgain || !isOver(made.state)) return made;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      const key = operationKeyOf(given.kind, businessKey);
      const before = await findCommandByKey(step.tx, step.run.companyId, key);
      if (isOver(before?.state)) continue;
      return { outcome: { kind: "failure", failureClass: "conflict", message: error.message } };
    }
  }
  const message = `Odoo refused ${MOST_ROUNDS} corrections and changed nothing. Mend the cause in Odoo, or cancel the run.`;
  return { outcome: { kind: "failure", failureClass: "rejected_by_target", message } };
}
