import type { Database } from "@/db/client";
import { hasDueShipments, markUnmeasured } from "@/db/queries/overview/catch-up";
import { isOldestMeasured } from "@/db/queries/overview/select-pressing";
import { selectCompanyIds } from "@/db/queries/watch/companies";
import { moveCursor, noteSweep, takeCursor } from "@/db/queries/watch/watch-cursor";
import { inTransaction } from "@/db/transaction";

/** Judged within some seconds. */
const BATCH = 2_000;

/** Where catching up with a company's shipments stands. */
export const measuresWatcher = (companyId: number) => `measures of company ${companyId}`;

interface CatchUpDeps {
  readonly db: Database;
  readonly now: () => Date;
}

/**
 * Measures the shipments from before there was an overview: the newest first, a batch at a time, and only while nothing else waits to be judged. The
 * oldest is measured last, so that its measure says that all are. @returns true while there is more.
 */
export async function catchUpOverviews({ db, now }: CatchUpDeps): Promise<boolean> {
  let more = false;
  for (const companyId of await selectCompanyIds(db)) {
    if (await isOldestMeasured(db, companyId)) continue;
    if (await hasDueShipments(db, now())) return true;
    const again = await inTransaction(db, async (tx) => {
      const watcher = measuresWatcher(companyId);
      const place = await takeCursor(tx, watcher);
      // Another worker is at it, or all were looked at and the rest is not to be had this way.
      if (!place || place.sweptAt) return false;
      const isNew = Date.parse(place.changedAt) === 0;
      const last = await markUnmeasured(tx, companyId, isNew ? null : place.subjectId, {
        now: now(),
        limit: BATCH,
      });
      if (last) await moveCursor(tx, watcher, { changedAt: now().toISOString(), subjectId: last });
      else await noteSweep(tx, watcher, now());
      return last !== null;
    });
    more ||= again;
  }
  return more;
}
