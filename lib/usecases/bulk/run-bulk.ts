import type { Database, Executor, Transaction } from "@/db/client";
import {
  type BulkItemRow,
  type BulkRunRow,
  claimRun,
  type Settlement,
  selectRun,
  selectWaitingItems,
  settleItem,
  skipWaiting,
  takeItem,
  updateRun,
} from "@/db/queries/bulk/bulk-runs";
import { selectColleagues } from "@/db/queries/exceptions/write-exception";
import { inTransaction, isDataFault } from "@/db/transaction";
import type { UserActor } from "@/lib/domain/access/actor";
import { roleMay } from "@/lib/domain/access/permission";
import { AppError } from "@/lib/domain/app-error";
import { errorFields, log } from "@/lib/log";
import { BULK_KINDS } from "./bulk-kinds";

export interface BulkDeps {
  readonly db: Database;
  readonly now: () => Date;
}

/** Longer than any item takes; a killed worker's run goes on after this. */
const LEASE_MS = 15_000;
/** Items read at a time. */
const CHUNK = 50;

/**
 * Works on the next chunk of a run, each item in a transaction of its own that settles it as well: a worker killed anywhere leaves an item either
 * done and settled or untouched. @returns true when there may be more.
 */
export async function runBulk({ db, now }: BulkDeps): Promise<boolean> {
  const run = await inTransaction(db, (tx) => claimRun(tx, now(), leaseFrom(now())));
  if (!run) return false;
  if (run.state === "stopping") {
    await inTransaction(db, (tx) =>
      updateRun(tx, run, { state: "stopped", endedAt: now(), leasedUntil: null }),
    );
    return true;
  }
  if (!(await requesterOf(db, run))) {
    await inTransaction(db, async (tx) => {
      await skipWaiting(
        tx,
        run,
        "Whoever started this may not do it any more. It was left as it was.",
        now(),
      );
      await updateRun(tx, run, { state: "done", endedAt: now(), leasedUntil: null });
    });
    return true;
  }
  const items = await selectWaitingItems(db, run, CHUNK);
  for (const item of items) if (!(await settle(db, run, item, now))) break;
  await inTransaction(db, (tx) => giveBack(tx, run, now()));
  return true;
}

/** The person as they are now: what they may do counts when it is done, not when it was planned. */
async function requesterOf(db: Executor, run: BulkRunRow): Promise<UserActor | null> {
  const { companyId } = run;
  const [person] = await selectColleagues(db, companyId, [run.requestedById]);
  if (!person || !roleMay(person.role, BULK_KINDS[run.subjectKind].permission)) return null;
  return { kind: "user", companyId, ...person };
}

/** @returns false when there is nothing more to do here: stopped, taken over by another worker, or no longer permitted. */
async function settle(db: Database, run: BulkRunRow, item: BulkItemRow, now: () => Date): Promise<boolean> {
  try {
    return await inTransaction(db, async (tx) => {
      if (!(await takeItem(tx, item))) return false;
      const actor = await requesterOf(tx, run);
      if (!actor) return false;
      const at = now();
      const outcome = await BULK_KINDS[run.subjectKind].act(tx, item, run.input, { actor, at });
      await settleItem(tx, item, outcome, at, leaseFrom(at));
      return true;
    });
  } catch (error) {
    const outcome = outcomeOf(error, item);
    await inTransaction(db, async (tx) => {
      if (await takeItem(tx, item)) await settleItem(tx, item, outcome, now(), leaseFrom(now()));
    });
    return true;
  }
}

/** @throws what passes with time: the run goes on later where it stood. */
function outcomeOf(error: unknown, { runId, position }: BulkItemRow): Settlement {
  if (error instanceof AppError)
    return { state: error.code === "conflict" ? "skipped" : "failed", message: error.message };
  if (!isDataFault(error)) throw error;
  log("error", "an item of a bulk run failed", { runId, position, ...errorFields(error) });
  return { state: "failed", message: "Something of ours went wrong with this one. It was left as it was." };
}

async function giveBack(tx: Transaction, run: BulkRunRow, at: Date): Promise<void> {
  const current = await selectRun(tx, run);
  const isOver = current?.state === "running" && (await selectWaitingItems(tx, run, 1)).length === 0;
  await updateRun(
    tx,
    run,
    isOver ? { state: "done", endedAt: at, leasedUntil: null } : { leasedUntil: null },
  );
}

const leaseFrom = (at: Date): Date => new Date(at.getTime() + LEASE_MS);
