"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import { commandDecisionInput } from "@/lib/contracts/commands/command-input";
import { retryCommand as retry } from "@/lib/usecases/commands/retry-command";
import { withdrawCommand as withdraw } from "@/lib/usecases/commands/withdraw-command";

const shown = () => revalidatePath("/commands", "layout");

export const retryCommand = defineAction({
  permission: "command.retry",
  input: commandDecisionInput,
  run: async (ctx, input) => {
    await retry(ctx, input);
    shown();
  },
});

export const withdrawCommand = defineAction({
  permission: "command.retry",
  input: commandDecisionInput,
  run: async (ctx, input) => {
    await withdraw(ctx, input);
    shown();
  },
});
