import { decideCommand } from "@/db/queries/commands/write-command";
import type { Context } from "@/lib/usecases/context";
import { type CommandDecision, decideOnCommand } from "./decide-on-command";

/**
 * Lets a rejected command go out again, behind whatever was given for its document meanwhile; a waiting or uncertain one is tried now instead of
 * later. It is looked up in Odoo first like any other. @returns its new version.
 */
export async function retryCommand(ctx: Context, input: CommandDecision): Promise<number> {
  return decideOnCommand(ctx, input, {
    action: "command.retry",
    from: ["rejected", "pending", "uncertain"],
    refusal: "Only a write that was rejected or waits can be sent again.",
    decide: async (tx, row, at) => {
      const state = row.state === "uncertain" ? "uncertain" : "pending";
      const isOver = row.state === "rejected";
      const again = { goesLast: isOver, startsAnew: isOver };
      await decideCommand(tx, row, { state, nextTryAt: at, settledAt: null, ...again });
      return state;
    },
  });
}
