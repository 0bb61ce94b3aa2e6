import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { idsIn } from "./trace-scope";

/** The W3C trace each event of these shipments stands in, that of its message, by the event's identity. */
export async function selectEventTraces(
  db: Executor,
  companyId: number,
  shipmentIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.execute<{ identity: string; traceId: string }>(sql`
    select e.identity, coalesce(m.trace_id, e.message_id) as "traceId" from event e
    left join inbox_message m on m.company_id = e.company_id and m.id = e.message_id
    where e.company_id = ${companyId} and e.shipment_id = any(array${idsIn(shipmentIds)})
    order by e.recorded_at desc`);
  return new Map(rows.map(({ identity, traceId }) => [identity, traceId]));
}
