import { type Acted, type IgnoreInput, ignoreInput } from "@/lib/contracts/exceptions/exception-input";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { type Act, actOnException } from "./act-on-exception";
import { readEnd } from "./read-end";

/** Keeps it quiet until a day, whatever the rules find; after that it opens again if its cause still holds. */
export async function ignoreException(ctx: Context, given: IgnoreInput): Promise<Acted> {
  const input = readInput(ignoreInput, given);
  return actOnException(ctx, input, ignoring(input));
}

export function ignoring({ reason, untilAt }: { readonly reason: string; readonly untilAt: string }): Act {
  return {
    action: "ignore",
    isDone: (row) => row.state === "ignored" && row.ignoredUntil?.getTime() === Date.parse(untilAt),
    change: async (_tx, _row, { at }) => ({
      state: "ignored",
      ignoredUntil: readEnd(untilAt, at),
      snoozedUntil: null,
      snoozedForEvent: null,
    }),
    note: reason,
  };
}
