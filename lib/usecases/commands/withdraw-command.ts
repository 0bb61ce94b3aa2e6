import { decideCommand } from "@/db/queries/commands/write-command";
import type { Context } from "@/lib/usecases/context";
import { type CommandDecision, decideOnCommand } from "./decide-on-command";

/** Takes a command back before it was sent: Odoo never hears of it. @returns its new version. */
export async function withdrawCommand(ctx: Context, input: CommandDecision): Promise<number> {
  return decideOnCommand(ctx, input, {
    action: "command.withdraw",
    from: ["pending"],
    refusal: "Only a write that was not sent yet can be withdrawn.",
    decide: async (tx, row, at) => {
      const over = { state: "cancelled", nextTryAt: null, settledAt: at } as const;
      await decideCommand(tx, row, { ...over, goesLast: false, startsAnew: false });
      return "cancelled";
    },
  });
}
