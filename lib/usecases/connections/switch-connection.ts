import type { ConnectionReasonInput } from "@/lib/contracts/connections/connection-input";
import type { Context } from "@/lib/usecases/context";
import { changeGuarded } from "./change-guarded";

/**
 * Switches a connection off or on. Off, its address answers 404 from two seconds on and dropped files wait; what it sent
 * before stays and is still read.
 */
export async function switchConnection(
  ctx: Context,
  { enabled, ...target }: ConnectionReasonInput & { readonly enabled: boolean },
): Promise<void> {
  await changeGuarded(ctx, target, async (_tx, current) => ({
    action: enabled ? "connection.enable" : "connection.disable",
    changes: { enabled },
    before: { enabled: current.enabled },
    after: { enabled },
    result: undefined,
  }));
}
