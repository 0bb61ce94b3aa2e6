import { selectPipelineLag } from "@/db/queries/messages/select-pipeline-lag";
import type { PipelineLag } from "@/lib/contracts/messages/message-list";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";
import { boundedCount, COUNT_LIMIT } from "./bounded-count";

const WORKER_SILENT_MS = 15_000;
/** A message normally waits less than a second; this long is worth saying. */
const WAITS_LONG_MS = 15_000;

/** Whether messages are being read right now, and how many wait. */
export async function pipelineLag(ctx: Context): Promise<PipelineLag> {
  requirePermission(ctx.actor, "message.read");
  const row = await selectPipelineLag(ctx.db, { companyId: ctx.actor.companyId, limit: COUNT_LIMIT });
  const nowMs = ctx.now().getTime();
  const silentSince = nowMs - WORKER_SILENT_MS;
  return {
    workerSeenAt: row.workerSeenAt?.toISOString() ?? null,
    workerIsMissing: row.workerSeenAt === null || row.workerSeenAt.getTime() < silentSince,
    isBehind: row.oldestAt !== null && row.oldestAt.getTime() < nowMs - WAITS_LONG_MS,
    waiting: boundedCount(row.waiting),
    oldestAt: row.oldestAt?.toISOString() ?? null,
  };
}
