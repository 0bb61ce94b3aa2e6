import {
  countSelection,
  type ReplayGroup,
  type ReplaySelection,
  requestNext,
} from "@/db/queries/messages/replay-selection";
import { inTransaction } from "@/db/transaction";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";

const BATCH_MESSAGES = 500;

/** What a replay of many would run again, by state and reason. Changes nothing. */
export async function planReplay(ctx: Context, selection: ReplaySelection): Promise<ReplayGroup[]> {
  requirePermission(ctx.actor, "message.replay");
  return countSelection(ctx.db, ctx.actor.companyId, selection);
}

/**
 * Asks for every message of a selection to be run again, in batches, each committed on its own: a run that is broken off is
 * simply started again. The audit row is written first and says what was asked for.
 * @returns how many now wait that did not wait before.
 */
export async function replayMany(
  ctx: Context,
  selection: ReplaySelection,
  onBatch: (seen: number) => void,
): Promise<number> {
  requirePermission(ctx.actor, "message.replay");
  const { companyId } = ctx.actor;
  const at = ctx.now();
  const subject = selection.connectionId
    ? { kind: "connection", id: selection.connectionId }
    : { kind: "company", id: String(companyId) };
  await inTransaction(ctx.db, (tx) =>
    appendAudit(tx, ctx.actor, { action: "message.replay", subject, after: asked(selection) }, at),
  );
  let queued = 0;
  for (let afterId: string | null = null; ; ) {
    const done = await requestNext(ctx.db, companyId, selection, {
      afterId,
      limit: BATCH_MESSAGES,
      cause: "replay",
      at,
    });
    if (!done) return queued;
    queued += done.queued;
    afterId = done.lastId;
    onBatch(done.seen);
  }
}

function asked({ ids, states, reasonCode, since, until }: ReplaySelection): Record<string, unknown> {
  return {
    states,
    ...(ids ? { ids: ids.slice(0, 100) } : {}),
    ...(reasonCode ? { reasonCode } : {}),
    ...(since ? { since: since.toISOString() } : {}),
    ...(until ? { until: until.toISOString() } : {}),
  };
}
