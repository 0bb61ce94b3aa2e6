import { countRanks } from "@/db/queries/messages/count-messages";
import type { BoundedCount, MessageCounts } from "@/lib/contracts/messages/message-list";
import { PERSON_STATES } from "@/lib/contracts/messages/state-words";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { MESSAGE_STATES, type MessageState } from "@/lib/domain/message/message-state";
import type { Context } from "@/lib/usecases/context";
import { boundedCount, COUNT_LIMIT } from "./bounded-count";
import { ranksOf } from "./message-narrowing";

/** How many messages wait for a person, by state. No number costs more than a thousand index entries. */
export async function messageCounts(ctx: Context): Promise<MessageCounts> {
  requirePermission(ctx.actor, "message.read");
  const found = await countRanks(ctx.db, {
    companyId: ctx.actor.companyId,
    ranks: ranksOf(PERSON_STATES),
    limit: COUNT_LIMIT,
  });
  const byState: Partial<Record<MessageState, BoundedCount>> = {};
  let total = 0;
  for (const state of PERSON_STATES) {
    const count = found.get(MESSAGE_STATES[state].rank) ?? 0;
    byState[state] = boundedCount(count);
    total += count;
  }
  return { person: boundedCount(total), byState };
}
