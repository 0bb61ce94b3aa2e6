import type { ConnectionKey } from "@/db/queries/connections/find-connection";
import { deleteHold, lockHold, selectDraining, updateHold } from "@/db/queries/connections/hold";
import { takeHeld } from "@/db/queries/pipeline/claim-batch";
import { MESSAGE_STATES } from "@/lib/domain/message/message-state";
import { NOTHING, type PipelineDeps, type PipelineResult, recordBatch, tracedBatch } from "./run-pipeline";

const LIMITS = { maxMessages: 200, maxBytes: 16 * 1024 * 1024 };
/** Drained messages count in a slot of their own; the lock of the hold lets one worker in. */
const DRAIN_SLOT = 8;

/**
 * Reads the next of what waited at paused connections, in the order it came. A connection that was resumed runs again once nothing waits; what arrives until
 * then queues up behind. @returns true when there may be more.
 */
export async function drainHeld(
  deps: PipelineDeps,
  onResult: (result: PipelineResult) => void,
): Promise<boolean> {
  let more = false;
  for (const key of await selectDraining(deps.db)) {
    const result = await drainOne(deps, key);
    onResult(result);
    more ||= result.messages > 0;
  }
  return more;
}

async function drainOne({ db, now }: PipelineDeps, key: ConnectionKey): Promise<PipelineResult> {
  return tracedBatch(db, async (tx) => {
    const hold = await lockHold(tx, key);
    if (!hold?.drainUntil) return NOTHING;
    // Resumed, also what came since goes through before the connection runs freely.
    const until = hold.resuming ? null : hold.drainUntil;
    const messages = await takeHeld(tx, key, { rank: MESSAGE_STATES.held.rank, until, limits: LIMITS });
    if (messages.length > 0) {
      await updateHold(tx, key, { drained: hold.drained + messages.length });
      return recordBatch(tx, messages, { slot: DRAIN_SLOT, now: now(), again: true, wereHeld: true });
    }
    if (hold.resuming) await deleteHold(tx, key);
    return NOTHING;
  });
}
