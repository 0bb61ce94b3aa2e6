import type { Transaction } from "@/db/client";
import { selectRecorded } from "@/db/queries/flows/read-news";
import { wakeRuns } from "@/db/queries/flows/write-run";
import { lockCursor, selectCompanyIds } from "@/db/queries/notices/read-changes";
import { inTransaction, isDatabaseAway } from "@/db/transaction";
import { wakeKey } from "@/lib/domain/flow/step-outcome";
import { errorFields, log } from "@/lib/log";
import { follow } from "@/lib/usecases/notices/gather-notices";
import type { FlowDeps } from "./flow-implementation";

/**
 * Reads what was recorded since the last look: wakes runs that wait for something of these shipments, and starts the flows whose trigger it is. What was
 * committed late is looked at once more, so nothing is passed over; what is seen twice starts nothing twice. @returns whether there may be more.
 */
export async function followEvents(deps: Pick<FlowDeps, "db" | "now" | "flows">): Promise<boolean> {
  let more = false;
  const failed: unknown[] = [];
  for (const companyId of await selectCompanyIds(deps.db)) {
    try {
      const again = await inTransaction(deps.db, (tx) => followOf(deps, tx, companyId));
      more ||= again;
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      log("error", "flows of a company could not be started", { company: companyId, ...errorFields(error) });
      failed.push(error);
    }
  }
  // The others went on; the round failed all the same, and is tried again more slowly.
  if (failed.length > 0) throw failed[0];
  return more;
}

async function followOf(
  { flows, now }: Pick<FlowDeps, "now" | "flows">,
  tx: Transaction,
  companyId: number,
): Promise<boolean> {
  const at = now();
  const cursor = await lockCursor(tx, companyId, "flows", at);
  if (!cursor) return false;
  return follow(tx, companyId, "flows", cursor, at, async (after, range) => {
    const recorded = await selectRecorded(tx, companyId, after, range);
    const told = recorded.filter(({ isActual }) => isActual);
    for (const { startsOn, start } of flows) {
      const begun = told.filter(({ milestone }) => startsOn.includes(milestone));
      const ids = [...new Set(begun.map(({ shipmentId }) => shipmentId))].sort();
      if (ids.length > 0) await start?.(tx, companyId, ids, now);
    }
    const touched = [...new Set(recorded.map(({ shipmentId }) => shipmentId))];
    await wakeRuns(tx, companyId, touched.map(wakeKey.shipment), at);
    const last = recorded.at(-1);
    return { last: last ? { at: last.at, id: last.id } : null, looked: recorded.length };
  });
}
