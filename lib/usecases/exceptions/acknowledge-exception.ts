import {
  type AcknowledgeInput,
  type Acted,
  acknowledgeInput,
} from "@/lib/contracts/exceptions/exception-input";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { type Act, actOnException } from "./act-on-exception";

/** Says that a person has seen it and is at it. */
export async function acknowledgeException(ctx: Context, given: AcknowledgeInput): Promise<Acted> {
  return actOnException(ctx, readInput(acknowledgeInput, given), acknowledgement());
}

export function acknowledgement(): Act {
  return {
    action: "acknowledge",
    isDone: (row) => row.state === "acknowledged",
    change: async () => ({ state: "acknowledged" }),
    note: null,
  };
}
