import { selectRecorded } from "@/db/queries/flows/read-news";
import { markInvoicesOfShipments } from "@/db/queries/freight/marks";
import { lockCursor, selectCompanyIds } from "@/db/queries/notices/read-changes";
import { inTransaction } from "@/db/transaction";
import { follow } from "@/lib/usecases/notices/gather-notices";
import type { FreightDeps } from "./audit-invoices";

/** Marks open bills behind which a timeline changed, or for which a shipment with their number turned up. @returns whether there may be more. */
export async function followShipments({ db, now }: FreightDeps): Promise<boolean> {
  let more = false;
  for (const companyId of await selectCompanyIds(db)) {
    const again = await inTransaction(db, async (tx) => {
      const at = now();
      const cursor = await lockCursor(tx, companyId, "freight", at);
      if (!cursor) return false;
      return follow(tx, companyId, "freight", cursor, at, async (after, range) => {
        const recorded = await selectRecorded(tx, companyId, after, range);
        const ids = [...new Set(recorded.map(({ shipmentId }) => shipmentId))];
        await markInvoicesOfShipments(tx, companyId, ids, at);
        const last = recorded.at(-1);
        return { last: last ? { at: last.at, id: last.id } : null, looked: recorded.length };
      });
    });
    more ||= again;
  }
  return more;
}
