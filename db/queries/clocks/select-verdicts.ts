import { and, desc, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { clockVerdict } from "../../schema/clock";

/** The newest turns of a shipment's verdicts, newest first. */
export async function selectVerdicts(db: Executor, companyId: number, shipmentId: string, limit: number) {
  return db
    .select()
    .from(clockVerdict)
    .where(and(eq(clockVerdict.companyId, companyId), eq(clockVerdict.shipmentId, shipmentId)))
    .orderBy(desc(clockVerdict.judgedAt), desc(clockVerdict.id))
    .limit(limit);
}
