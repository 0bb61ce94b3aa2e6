import { selectSignsOfLife } from "@/db/queries/health/select-signs-of-life";
import type { Context } from "@/lib/usecases/context";

const WORKER_SILENT_SECONDS = 15;

export interface WorkerSilence {
  /** ISO 8601; null when no worker was ever heard of. */
  readonly workerSeenAt: string | null;
}

/** Null while a worker shows signs of life. Without one nothing is read from Odoo and nothing is sent to it. */
export async function workerSilence(ctx: Context): Promise<WorkerSilence | null> {
  const { workerSeenSecondsAgo: seconds } = await selectSignsOfLife(ctx.db);
  if (seconds === null) return { workerSeenAt: null };
  if (seconds <= WORKER_SILENT_SECONDS) return null;
  return { workerSeenAt: new Date(ctx.now().getTime() - seconds * 1_000).toISOString() };
}
