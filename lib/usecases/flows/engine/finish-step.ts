import { lockCommand } from "@/db/queries/commands/write-command";
import type { StepHandler } from "./flow-implementation";

/**
 * The first of what undoes a run that was cancelled with a command on its way: waits for the command, and has the step keep what Odoo made of it, so that
 * there is something to undo. The step's own way forward counts no more.
 */
export const finishStep =
  (handler: StepHandler | undefined): StepHandler =>
  async (step) => {
    const { companyId, commandId } = step.run;
    const command = commandId === null ? undefined : await lockCommand(step.tx, { companyId, id: commandId });
    if (!command || command.state === "rejected" || command.state === "cancelled")
      return { kind: "next", note: "Nothing of it came to Odoo." };
    if (command.state !== "confirmed")
      return {
        kind: "command",
        commandId: command.id,
        note: "Waits for what is on its way to Odoo, to undo it.",
      };
    const outcome = await handler?.(step);
    if (outcome?.kind === "failure") return outcome;
    const data = outcome && "data" in outcome && outcome.data ? { data: outcome.data } : {};
    return { kind: "next", note: "What was on its way has arrived.", ...data };
  };
