import { takeDue } from "@/db/queries/pipeline/attention";
import { inTransaction } from "@/db/transaction";
import { refoldShipments } from "./refold-shipments";
import type { PipelineDeps, PipelineResult } from "./run-pipeline";

const CLOCK_SLOT = 8;
const LIMIT = 500;

/** Judges anew the shipments whose moment has passed with no event: late at 14:00 is late at 14:00. Finds them by index, never by scan. */
export async function recheckAttention({ db, now }: PipelineDeps): Promise<PipelineResult> {
  return inTransaction(db, async (tx) => {
    const at = now();
    const due = await takeDue(tx, at, LIMIT);
    const companies = [...new Set(due.map((row) => row.companyId))].sort((a, b) => a - b);
    const touched: { companyId: number; shipmentIds: readonly string[] }[] = [];
    for (const companyId of companies) {
      const own = due.filter((row) => row.companyId === companyId);
      await refoldShipments(tx, companyId, own, { slot: CLOCK_SLOT, now: at, cause: "time" });
      touched.push({ companyId, shipmentIds: own.map((row) => row.shipmentId) });
    }
    return { messages: 0, events: 0, touched };
  });
}
