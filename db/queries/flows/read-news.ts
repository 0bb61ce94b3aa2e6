import { sql } from "drizzle-orm";
import type { Milestone } from "@/lib/domain/event/milestone";
import type { Executor } from "../../client";
import type { Place } from "../notices/read-changes";

interface RecordedEvent extends Place {
  readonly shipmentId: string;
  readonly milestone: Milestone;
  readonly isActual: boolean;
}

/** What was recorded of shipments after a place, in the order of recording. */
export async function selectRecorded(
  db: Executor,
  companyId: number,
  after: Place,
  { until, limit }: { readonly until?: string; readonly limit: number },
): Promise<RecordedEvent[]> {
  const { rows } = await db.execute<RecordedEvent & Record<string, unknown>>(sql`
    select recorded_at::text as at, id, shipment_id as "shipmentId", milestone, classifier = 'actual' as "isActual" from event
    where company_id = ${companyId} and (recorded_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)
      and (${until ?? null}::timestamptz is null or recorded_at <= ${until ?? null}::timestamptz)
    order by recorded_at, id limit ${limit}`);
  return rows;
}
