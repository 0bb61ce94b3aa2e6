import { type Acted, type ResolveInput, resolveInput } from "@/lib/contracts/exceptions/exception-input";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { type Act, actOnException } from "./act-on-exception";

/** Says that it is dealt with and how. It opens again when the cause happens anew. */
export async function resolveException(ctx: Context, given: ResolveInput): Promise<Acted> {
  const input = readInput(resolveInput, given);
  return actOnException(ctx, input, resolution(input));
}

export function resolution({ note }: { readonly note: string }): Act {
  return {
    action: "resolve",
    isDone: (row) => row.state === "resolved",
    change: async (_tx, _row, { at }) => ({
      state: "resolved",
      resolvedAt: at,
      resolution: note,
      snoozedUntil: null,
      snoozedForEvent: null,
    }),
    note,
  };
}
