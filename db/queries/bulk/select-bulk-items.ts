import { and, asc, eq, gt } from "drizzle-orm";
import type { Executor } from "../../client";
import { bulkItem } from "../../schema/exception";
import type { BulkItemRow } from "./bulk-runs";

/** Items of a run in their order, from behind a position on. */
export async function selectBulkItems(
  db: Executor,
  { companyId, runId, after, limit }: { companyId: number; runId: string; after: number; limit: number },
): Promise<BulkItemRow[]> {
  return db
    .select()
    .from(bulkItem)
    .where(and(eq(bulkItem.companyId, companyId), eq(bulkItem.runId, runId), gt(bulkItem.position, after)))
    .orderBy(asc(bulkItem.position))
    .limit(limit);
}
