import { type CommandRow, decideCommand } from "@/db/queries/commands/write-command";
import { ConflictError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { type CommandDecision, decideOnCommand } from "./decide-on-command";

/** Takes a command back before it was ever sent: Odoo never hears of it. @returns its new version. */
export async function withdrawCommand(ctx: Context, input: CommandDecision): Promise<number> {
  return decideOnCommand(ctx, input, {
    action: "command.withdraw",
    from: ["pending"],
    refusal: "Only a write that was not sent yet can be withdrawn.",
    decide: async (tx, row, at) => {
      if (row.attempts > 0) throw new ConflictError(`${whatStands(row.result)} Nothing was changed.`);
      const over = { state: "cancelled", nextTryAt: null, settledAt: at } as const;
      await decideCommand(tx, row, { ...over, goesLast: false, startsAnew: false });
      return "cancelled";
    },
  });
}

function whatStands(result: CommandRow["result"]): string {
  const sent = "This write was sent before, so it can't be taken back as if Odoo had never heard of it.";
  if (!result) return `${sent} When Odoo was looked up last, nothing of it was there.`;
  const { model, id, name, state } = result;
  return `${sent} In Odoo stands ${name ?? `${model} ${id}`}${state ? ` (${state})` : ""}: cancel or remove it there.`;
}
