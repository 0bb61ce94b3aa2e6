import { setTimeout as sleep } from "node:timers/promises";
import { listPullConnections, type PullConnection } from "@/db/queries/odoo/pull-connections";
import { listPulls, type PullRow } from "@/db/queries/odoo/pull-lease";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { compareCounts, type ModelCount, mendModel } from "./compare-counts";
import { pullConnection } from "./pull-connection";
import type { PullDeps } from "./pull-deps";
import { readingPlans } from "./reading-plan";
import { REFUSALS } from "./refusals";

export interface LoadProgress {
  readonly done: number;
  readonly total: number;
  /** Being read now, by whichever worker. */
  readonly models: readonly string[];
}

export interface LoadResult {
  readonly counts: readonly ModelCount[];
  /** Models Odoo refuses, with its words. */
  readonly refused: readonly { readonly model: string; readonly error: string }[];
}

const LOOK_EVERY_MS = 500;
const MENDING_ROUNDS = 3;

/**
 * Reads an Odoo for the first time, beside the worker that does the same: each model is read by one of them. Cut off, it goes on where it stood.
 * Ends when every model is in, with Odoo's own counts beside ours; what differs is compared by id and read before it is told.
 *
 * @throws {ConflictError} when the connection can't be read, or Odoo stopped answering for good.
 */
export async function loadOdoo(
  ctx: Context,
  openReader: PullDeps["openReader"],
  connectionId: string,
  onProgress: (progress: LoadProgress) => void,
): Promise<LoadResult> {
  requirePermission(ctx.actor, "connection.manage");
  const deps: PullDeps = { db: ctx.db, now: ctx.now, openReader };
  const connection = await readable(deps, ctx.actor.companyId, connectionId);
  const total = (await compareCounts(deps, connection)).reduce((sum, { inOdoo }) => sum + (inOdoo ?? 0), 0);
  const look = async () => {
    const pulls = await listPulls(deps.db, connection);
    onProgress(progressOf(pulls, total));
    return pulls;
  };
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS);
  try {
    for (;;) {
      const fresh = await readable(deps, ctx.actor.companyId, connectionId);
      await pullConnection(deps, fresh, "not_loaded");
      const pulls = await look();
      if (pulls.every((pull) => pull.loadedAt !== null || isRefused(pull))) break;
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    clearInterval(timer);
  }
  return resultOf(deps, connection);
}

async function readable(deps: PullDeps, companyId: number, connectionId: string): Promise<PullConnection> {
  const all = await listPullConnections(deps.db, deps.now());
  const found = all.find((one) => one.companyId === companyId && one.connectionId === connectionId);
  if (found) return found;
  throw new ConflictError(
    "This Odoo can't be read now: it is not set up, switched off, or resting after failures. What was read is kept; milepost odoo doctor says which.",
  );
}

function progressOf(pulls: readonly PullRow[], total: number): LoadProgress {
  const done = pulls.reduce((sum, { recordCount }) => sum + recordCount, 0);
  const models = pulls
    .filter(({ loadedAt, leaseOwner }) => loadedAt === null && leaseOwner !== null)
    .map(({ model }) => model);
  return { done: Math.min(done, total), total, models };
}

const isRefused = ({ errorClass }: PullRow) => REFUSALS.some((kind) => kind === errorClass);

async function resultOf(deps: PullDeps, connection: PullConnection): Promise<LoadResult> {
  const pulls = await listPulls(deps.db, connection);
  const refused = pulls.filter(isRefused).map(({ model, error }) => ({ model, error: error ?? "refused" }));
  const planned = new Set(readingPlans(connection.fields, connection.settings).map(({ model }) => model));
  for (const { model } of refused) planned.delete(model);
  let counts = await compareCounts(deps, connection);
  for (let round = 0; round < MENDING_ROUNDS; round += 1) {
    const differing = counts.filter(({ model, inOdoo, here }) => planned.has(model) && inOdoo !== here);
    if (differing.length === 0) break;
    for (const { model } of differing) await mendModel(deps, connection, model);
    counts = await compareCounts(deps, connection);
  }
  return { counts, refused };
}
