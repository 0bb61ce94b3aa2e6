import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { NOTICE_SHIPMENT, type ToldEvent } from "./customer-notices";
import type { Place } from "./read-changes";

export interface ToldEstimate extends Omit<ToldEvent, "milestone"> {
  /** What was planned or estimated first for the same milestone of the same stop. */
  readonly firstAt: string;
}

/** Estimates recorded after a place and up to another that were not taken back, each with the first word on the same. */
export async function selectEstimates(
  db: Executor,
  companyId: number,
  after: Place,
  last: Place,
): Promise<ToldEstimate[]> {
  const { rows } = await db.execute<ToldEstimate & Record<string, unknown>>(sql`
    select ev.id, ev.recorded_at::text as at, ev.occurred_at::text as "occurredAt", ev.received_at::text as "receivedAt", ev.place,
      ev.time_zone as "timeZone", (
        select f.occurred_at::text from event f where f.company_id = ev.company_id and f.shipment_id = ev.shipment_id and f.classifier <> 'actual'
          and f.milestone = ev.milestone and f.stop_sequence is not distinct from ev.stop_sequence
        order by f.recorded_at, f.id limit 1) as "firstAt", ${NOTICE_SHIPMENT}
    from event ev join shipment_state s on s.company_id = ev.company_id and s.shipment_id = ev.shipment_id join company k on k.id = ev.company_id
    where ev.company_id = ${companyId} and (ev.recorded_at, ev.id) > (${after.at}::timestamptz, ${after.id}::uuid)
      and (ev.recorded_at, ev.id) <= (${last.at}::timestamptz, ${last.id}::uuid) and ev.classifier = 'estimated'
      and not exists (select from event v where v.company_id = ev.company_id and v.shipment_id = ev.shipment_id and v.voids_identity = ev.identity)
    order by ev.recorded_at, ev.id`);
  return rows;
}
