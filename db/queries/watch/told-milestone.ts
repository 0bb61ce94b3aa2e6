import { sql } from "drizzle-orm";
import type { Milestone } from "@/lib/domain/event/milestone";
import type { Executor } from "../../client";

/** When it was last recorded that a milestone came, and when the shipment was delivered in full; null: never, or it was taken back. */
export async function selectToldMilestone(
  db: Executor,
  companyId: number,
  shipmentId: string,
  milestone: Milestone,
): Promise<{ readonly recordedAt: Date | null; readonly deliveredAt: Date | null }> {
  const { rows } = await db.execute<{ recordedAt: string | null; deliveredAt: string | null }>(sql`
    select (select delivered_at::text from shipment_state s where s.company_id = ${companyId} and s.shipment_id = ${shipmentId}) as "deliveredAt",
      max(e.recorded_at)::text as "recordedAt"
    from event e where e.company_id = ${companyId} and e.shipment_id = ${shipmentId} and e.milestone = ${milestone}
      and (e.classifier = 'actual' or (e.classifier = 'planned' and e.milestone in ('pickup_appointment', 'delivery_appointment')))
      and not exists (select from event v where v.company_id = e.company_id and v.shipment_id = e.shipment_id and v.voids_identity = e.identity)`);
  const [row] = rows;
  const dateOf = (at: string | null | undefined) => (at ? new Date(at) : null);
  return { recordedAt: dateOf(row?.recordedAt), deliveredAt: dateOf(row?.deliveredAt) };
}
