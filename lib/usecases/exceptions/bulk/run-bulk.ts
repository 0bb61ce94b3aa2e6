import type { Database, Transaction } from "@/db/client";
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
} from "@/db/queries/exceptions/bulk-runs";
import { selectColleagues } from "@/db/queries/exceptions/write-exception";
import { inTransaction, isDataFault } from "@/db/transaction";
import { type BulkAction, bulkActionSchema } from "@/lib/contracts/exceptions/exception-input";
import type { UserActor } from "@/lib/domain/access/actor";
import { roleMay } from "@/lib/domain/access/permission";
import { AppError } from "@/lib/domain/app-error";
import { errorFields, log } from "@/lib/log";
import { actOnItem } from "./bulk-act";

export interface BulkDeps {
  readonly db: Database;
  readonly now: () => Date;
}

const BULK_SLOT = 13;
/** Longer than any item takes; a killed worker's run goes on after this. */
const LEASE_MS = 15_000;
/** Items between two looks whether to stop. */
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
  const actor = await requesterOf(db, run);
  if (!actor) {
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
  const input = bulkActionSchema.parse(run.input);
  const items = await selectWaitingItems(db, run, CHUNK);
  for (const item of items) {
    await settle(db, item, input, actor, now);
  }
  await inTransaction(db, (tx) => giveBack(tx, run, items.length < CHUNK, now()));
  return true;
}

/** The person as they are now: what they may do counts when it is done, not when it was planned. */
async function requesterOf(db: Database, run: BulkRunRow): Promise<UserActor | null> {
  const { companyId } = run;
  const [person] = await selectColleagues(db, companyId, [run.requestedById]);
  if (!person || !roleMay(person.role, "exception.bulk")) return null;
  return { kind: "user", companyId, ...person };
}

async function settle(
  db: Database,
  item: BulkItemRow,
  input: BulkAction,
  actor: UserActor,
  now: () => Date,
): Promise<void> {
  try {
    await inTransaction(db, async (tx) => {
      if (!(await takeItem(tx, item))) return;
      const at = now();
      const { repeated } = await actOnItem(tx, item, input, { actor, at, slot: BULK_SLOT });
      const outcome: Settlement = repeated
        ? { state: "skipped", message: "It was so already." }
        : { state: "done", message: null };
      await settleItem(tx, item, outcome, at, leaseFrom(at));
    });
  } catch (error) {
    const outcome = outcomeOf(error, item);
    await inTransaction(db, async (tx) => {
      if (await takeItem(tx, item)) await settleItem(tx, item, outcome, now(), leaseFrom(now()));
    });
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

async function giveBack(tx: Transaction, run: BulkRunRow, isLast: boolean, at: Date): Promise<void> {
  const current = await selectRun(tx, run);
  const isOver = isLast && current?.state === "running";
  await updateRun(
    tx,
    run,
    isOver ? { state: "done", endedAt: at, leasedUntil: null } : { leasedUntil: null },
  );
}

const leaseFrom = (at: Date): Date => new Date(at.getTime() + LEASE_MS);
