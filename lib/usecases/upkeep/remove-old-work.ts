import type { Database } from "@/db/client";
import { removeBulkRun, removeNotices } from "@/db/queries/upkeep/remove-old";
import { selectCompanyIds } from "@/db/queries/watch/companies";
import { inTransaction } from "@/db/transaction";
import { DAY_MS } from "@/lib/domain/time/instant";
import { log } from "@/lib/log";

export interface RemoveDeps {
  readonly db: Database;
  readonly now: () => Date;
  /** What is younger stays. */
  readonly keepDays: number;
}

const BATCH = 1_000;
/** What is left then goes an hour later. */
const MOST_BATCHES = 200;

/** Removes what was told and what was done in bulk longer ago than it is kept. What people decided stays in history and audit for good. */
export async function removeOldWork({ db, now, keepDays }: RemoveDeps): Promise<void> {
  const before = new Date(now().getTime() - keepDays * DAY_MS);
  let notices = 0;
  let bulkRuns = 0;
  for (const companyId of await selectCompanyIds(db))
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const removed = await removeNotices(db, companyId, before, BATCH);
      notices += removed;
      if (removed < BATCH) break;
    }
  while (bulkRuns < BATCH && (await inTransaction(db, (tx) => removeBulkRun(tx, before)))) bulkRuns += 1;
  if (notices + bulkRuns > 0)
    log("info", "old notices and bulk runs were removed", { notices, bulkRuns, keepDays });
}
