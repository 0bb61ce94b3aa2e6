import { type Acted, type ReopenInput, reopenInput } from "@/lib/contracts/exceptions/exception-input";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { type Act, actOnException } from "./act-on-exception";

/** Takes back a resolve, an ignore or a snooze. */
export async function reopenException(ctx: Context, given: ReopenInput): Promise<Acted> {
  const input = readInput(reopenInput, given);
  return actOnException(ctx, input, reopening(input));
}

export function reopening({ reason }: { readonly reason: string }): Act {
  return {
    action: "reopen",
    isDone: (row) => row.state === "open" || row.state === "acknowledged",
    change: async (_tx, row) => ({
      state: "open",
      resolvedAt: null,
      resolution: null,
      snoozedUntil: null,
      snoozedForEvent: null,
      ignoredUntil: null,
      reopenedCount: row.reopenedCount + (row.state === "snoozed" ? 0 : 1),
    }),
    note: reason,
  };
}
