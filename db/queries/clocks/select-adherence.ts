import { sql } from "drizzle-orm";
import type { ClockKind } from "@/lib/domain/clock/clock-policy";
import type { Executor } from "../../client";

export interface AdherenceNarrowing {
  readonly by: "customer" | "carrier" | "policy_id";
  readonly from: Date;
  /** Not included. */
  readonly until: Date;
  readonly customer?: string;
  readonly carrier?: string;
  readonly kind?: ClockKind;
  readonly policyId?: string;
}

export interface StoredAdherence {
  readonly value: string | null;
  readonly met: number;
  readonly breached: number;
}

/**
 * Kept and broken promises that fell due in a time, by group, those with most broken first. Read from the index alone, the newest
 * `limit` of them at most: 100,000 take about a quarter of a second on a busy machine.
 */
export async function selectAdherence(
  db: Executor,
  companyId: number,
  { by, from, until, customer, carrier, kind, policyId }: AdherenceNarrowing,
  limit: number,
): Promise<StoredAdherence[]> {
  const parts = [
    sql`company_id = ${companyId} and state in ('met', 'breached')`,
    sql`due_at >= ${from.toISOString()}::timestamptz and due_at < ${until.toISOString()}::timestamptz`,
    ...(customer === undefined ? [] : [sql`customer = ${customer}`]),
    ...(carrier === undefined ? [] : [sql`carrier = ${carrier}`]),
    ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ...(policyId === undefined ? [] : [sql`policy_id = ${policyId}`]),
  ];
  const { rows } = await db.execute<StoredAdherence & Record<string, unknown>>(sql`
    select value, count(*) filter (where state = 'met')::int as met, count(*) filter (where state = 'breached')::int as breached
    from (select ${sql.raw(by)}::text as value, state from clock where ${sql.join(parts, sql` and `)} order by due_at desc limit ${limit}) newest
    group by value order by breached desc, met desc, value`);
  return rows;
}
