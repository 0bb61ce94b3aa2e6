import { restReading } from "@/db/queries/odoo/pull-connections";
import type { PullLease, PullPatch, PullRow } from "@/db/queries/odoo/pull-lease";
import { updatePull } from "@/db/queries/odoo/pull-lease";
import { inTransaction } from "@/db/transaction";
import { OdooError } from "@/lib/connectors/odoo/client/odoo-error";
import { errorFields, log } from "@/lib/log";
import { BreakerOpenError, breakingFailure } from "../breaker";
import { countLoaded } from "./count-loaded";
import { finishLoading } from "./finish-loading";
import { HiddenRecordsError } from "./missing-records";
import { LeaseLostError, type PullDeps } from "./pull-deps";
import { REFUSALS } from "./refusals";

/** What Odoo refuses is asked again this seldom: somebody has to change something there first. */
const REFUSED_WAIT_MS = 300_000;
const LOCKED_WAIT_MS = 5_000;
const FAULT_WAIT_MS = 30_000;
/** After an outage models come back one by one, not all at once. */
const SPREAD_MS = 5_000;

/**
 * Gives a model back after a failure, with what went wrong in words. The others go on, unless the failure concerns the whole Odoo.
 *
 * @param isSweep ids were compared: looks by time go on, the comparison is tried again later, and until it has come to its end this stays told.
 * @returns whether this Odoo can be asked for other models now.
 */
export async function notePullFailure(
  deps: PullDeps,
  lease: PullLease,
  pull: PullRow,
  error: unknown,
  isSweep = false,
): Promise<boolean> {
  if (error instanceof LeaseLostError) {
    log("warn", error.message, { connection: lease.connectionId });
    return true;
  }
  const now = deps.now();
  const at = (ms: number) => new Date(now.getTime() + ms);
  const free = { leaseOwner: null, leasedUntil: null };
  if (error instanceof BreakerOpenError) {
    const wait = Math.max(0, error.retryAt.getTime() - now.getTime());
    await updatePull(deps.db, lease, { ...free, nextPollAt: at(wait + Math.random() * SPREAD_MS) });
    return false;
  }
  const words = error instanceof OdooError ? error.message : "Ids could not be compared; the log says why.";
  const swept = isSweep ? { idSweepFailedAt: now, idSweepError: words } : {};
  if (error instanceof HiddenRecordsError) {
    const patch = { ...swept, idSweepError: error.message, nextPollAt: at(LOCKED_WAIT_MS) };
    await updatePull(deps.db, lease, { ...free, ...patch });
    log("warn", "ids of a model were not taken over", { model: lease.model, ...errorFields(error) });
    return true;
  }
  // A fault of ours or of our database: the loop tells of it and waits.
  if (!(error instanceof OdooError)) {
    const patch = { ...free, ...swept, nextPollAt: at(FAULT_WAIT_MS) };
    await updatePull(deps.db, lease, patch).catch(() => undefined);
    throw error;
  }
  if (error.kind === "authentication") await restReading(deps.db, lease, at(REFUSED_WAIT_MS));
  const concernsAll = error.kind === "authentication" || breakingFailure(error) !== undefined;
  const isRefused = REFUSALS.includes(error.kind) || error.kind === "authentication";
  const wait = isRefused ? REFUSED_WAIT_MS : LOCKED_WAIT_MS;
  const patch = {
    ...free,
    ...swept,
    errorClass: error.kind,
    error: error.message,
    errorAt: now,
    nextPollAt: at(wait),
  };
  await storeFailure(deps, lease, pull, patch);
  if (pull.errorClass !== error.kind)
    log("warn", "a model of Odoo could not be read", { model: lease.model, ...errorFields(error) });
  return !concernsAll;
}

/** A model that is refused before it was ever loaded is waited for no more: what is there is told without it. */
async function storeFailure(
  deps: PullDeps,
  lease: PullLease,
  pull: PullRow,
  patch: PullPatch,
): Promise<void> {
  const isRefused = (errorClass: string | null | undefined) => REFUSALS.some((kind) => kind === errorClass);
  const givesUpLoad = pull.loadedAt === null && !isRefused(pull.errorClass) && isRefused(patch.errorClass);
  const marked = await inTransaction(deps.db, async (tx) => {
    const held = await updatePull(tx, lease, patch);
    return held && givesUpLoad ? finishLoading(tx, lease, deps.now()) : 0;
  });
  await countLoaded(deps.db, marked);
}
