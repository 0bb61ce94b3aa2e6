import { takeDue, writeAttention } from "@/db/queries/pipeline/attention";
import { addToCounts } from "@/db/queries/pipeline/shipment-states";
import { inTransaction } from "@/db/transaction";
import { attentionOf, boardKey } from "@/lib/domain/shipment/attention";
import { countDeltas } from "./refold-shipments";
import type { PipelineDeps, PipelineResult } from "./run-pipeline";

const CLOCK_SLOT = 8;
const LIMIT = 500;

/** Judges anew the shipments whose moment has passed with no event: late at 14:00 is late at 14:00. Finds them by index, never by scan. */
export async function recheckAttention({ db, now }: PipelineDeps): Promise<PipelineResult> {
  return inTransaction(db, async (tx) => {
    const at = now();
    const due = await takeDue(tx, at, LIMIT);
    if (due.length === 0) return { messages: 0, events: 0, touched: [] };
    const rows = due.map((row) => {
      const attention = attentionOf(row.view, at.getTime());
      const recheckAt = attention.recheckAt === null ? null : new Date(attention.recheckAt);
      return {
        companyId: row.companyId,
        shipmentId: row.shipmentId,
        attentionKind: attention.kind,
        boardKey: boardKey(attention),
        recheckAt,
        stage: row.stage,
        open: row.open,
      };
    });
    await writeAttention(tx, rows);
    const companies = [...new Set(rows.map((row) => row.companyId))].sort((a, b) => a - b);
    for (const companyId of companies) {
      const before = new Map(
        due.filter((row) => row.companyId === companyId).map((row) => [row.shipmentId, row]),
      );
      await addToCounts(
        tx,
        companyId,
        CLOCK_SLOT,
        countDeltas(
          rows.filter((row) => row.companyId === companyId),
          before,
        ),
      );
    }
    return {
      messages: 0,
      events: 0,
      touched: companies.map((companyId) => ({
        companyId,
        shipmentIds: rows.filter((row) => row.companyId === companyId).map((row) => row.shipmentId),
      })),
    };
  });
}
