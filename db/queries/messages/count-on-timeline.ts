import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

/**
 * How many events of each message stand on a timeline; those taken back do not. Messages without any are left out.
 * Events are found by shipment, since none is indexed by message; where its shipments are not known any more, what it gave counts.
 */
export async function countOnTimeline(
  db: Executor,
  companyId: number,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (messageIds.length === 0) return new Map();
  const { rows } = await db.execute<{ id: string; count: number }>(sql`
    select m.message_id as id, case when cardinality(m.shipment_ids) = 0 then m.new_event_count else (
      select count(*)::integer from event e
      where e.company_id = m.company_id and e.shipment_id = any(m.shipment_ids) and e.message_id = m.message_id
        and not exists (
          select 1 from event v
          where v.company_id = e.company_id and v.shipment_id = e.shipment_id and v.voids_identity = e.identity)
      ) end as count
    from message_state m
    where m.company_id = ${companyId} and m.message_id = any(${sql.param([...messageIds])}::uuid[])
      and m.new_event_count > 0`);
  return new Map(rows.filter(({ count }) => count > 0).map(({ id, count }) => [id, count]));
}
