import { sql } from "drizzle-orm";
import type { ClockKind } from "@/lib/domain/clock/clock-policy";
import type { Executor } from "../../client";

export interface PromiseTold {
  readonly explanation: string;
  readonly judgedAt: string;
}

/** What was last told of a promise of a shipment that is due at a moment; undefined when none of these kinds is due then. */
export async function selectPromiseTold(
  db: Executor,
  given: { companyId: number; shipmentId: string; kinds: readonly ClockKind[]; dueAt: string },
): Promise<PromiseTold | undefined> {
  const { companyId, shipmentId, kinds, dueAt } = given;
  const { rows } = await db.execute<PromiseTold & Record<string, unknown>>(sql`
    select explanation, judged_at::text as "judgedAt" from clock_verdict
    where company_id = ${companyId} and shipment_id = ${shipmentId} and due_at = ${dueAt}::timestamptz
      and kind = any(array(select json_array_elements_text(${JSON.stringify(kinds)}::json)))
    order by judged_at desc, id desc limit 1`);
  return rows[0];
}
