import type { Decided, IgnoreInput } from "@/lib/contracts/messages/decisions";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { MessageState } from "@/lib/domain/message/message-state";
import type { Context } from "@/lib/usecases/context";
import { decideMessage } from "./decide-message";

/** What is on the timeline can't be ignored away: a correction takes an event back. */
export const IGNORABLE: readonly MessageState[] = [
  "quarantined",
  "conflict",
  "ambiguous",
  "unmatched",
  "facts",
];

/** Says that a message does not count. Its bytes stay; it leaves the list of what needs a person. */
export async function ignoreMessage(ctx: Context, input: IgnoreInput): Promise<Decided> {
  requirePermission(ctx.actor, "message.dismiss");
  return decideMessage(ctx, { ...input, kind: "ignore", shipmentIds: [], states: IGNORABLE });
}
