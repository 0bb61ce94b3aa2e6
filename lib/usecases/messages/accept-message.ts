import type { AcceptInput, Decided } from "@/lib/contracts/messages/decisions";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";
import { decideMessage } from "./decide-message";

/** Lets a copy with other bytes under a known delivery key count as a message of its own. */
export async function acceptMessage(ctx: Context, input: AcceptInput): Promise<Decided> {
  requirePermission(ctx.actor, "message.attach");
  return decideMessage(ctx, { ...input, kind: "accept", shipmentIds: [], states: ["conflict"] });
}
