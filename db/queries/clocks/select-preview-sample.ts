import { type SQL, sql } from "drizzle-orm";
import type { ClockKind } from "@/lib/domain/clock/clock-policy";
import type { Executor } from "../../client";

export interface SampleNarrowing {
  readonly kind: ClockKind;
  /** Every policy of that kind: an index range each. */
  readonly policyIds: readonly string[];
  readonly customer?: string;
  readonly carrier?: string;
  readonly since: Date;
  readonly until: Date;
}

/** Shipments with a promise of this kind that fell due in a time, the latest due first: a few index ranges, each stopping at `limit`. */
export async function selectPreviewSample(
  db: Executor,
  companyId: number,
  { kind, policyIds, customer, carrier, since, until }: SampleNarrowing,
  limit: number,
): Promise<{ readonly shipmentId: string; readonly number: string }[]> {
  const keys: SQL[] = customer
    ? [sql`customer = ${customer} and kind = ${kind}`]
    : carrier
      ? [sql`carrier = ${carrier} and kind = ${kind}`]
      : policyIds.map((id) => sql`policy_id = ${id}`);
  if (keys.length === 0) return [];
  const ranges = keys.flatMap((key) =>
    (["met", "breached"] as const).map(
      (
        state,
      ) => sql`(select shipment_id, due_at from clock where company_id = ${companyId} and ${key} and state = ${sql.raw(`'${state}'`)}
        and due_at >= ${since.toISOString()}::timestamptz and due_at <= ${until.toISOString()}::timestamptz order by due_at desc limit ${limit})`,
    ),
  );
  const { rows } = await db.execute<{ shipmentId: string; number: string }>(sql`
    select s.id as "shipmentId", s.number
    from (select shipment_id, max(due_at) as due_at from (${sql.join(ranges, sql` union all `)}) r
      group by shipment_id order by max(due_at) desc limit ${limit}) k
    join shipment s on s.company_id = ${companyId} and s.id = k.shipment_id
    order by k.due_at desc`);
  return rows;
}
