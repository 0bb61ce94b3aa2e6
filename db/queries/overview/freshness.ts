import { sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";

export interface FreshnessRow {
  readonly connectionId: string;
  readonly hourAt: Date;
  readonly bucketSeconds: number;
  readonly count: number;
}

/** Adds to the kept delays. A slot a writer, so that writers never wait for each other. */
export async function addFreshness(
  db: Executor,
  companyId: number,
  slot: number,
  rows: readonly FreshnessRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map(({ connectionId, hourAt, bucketSeconds, count }) => ({
    ...{ connection_id: connectionId, hour_at: hourAt, bucket_seconds: bucketSeconds, count },
  }));
  await db.execute(sql`
    insert into freshness_hour (company_id, connection_id, hour_at, bucket_seconds, slot, count)
    select ${companyId}, connection_id, hour_at, bucket_seconds, ${slot}, count
    from json_to_recordset(${jsonParameter(given)}::json) as given(connection_id uuid, hour_at timestamptz, bucket_seconds integer, count bigint)
    order by hour_at, connection_id, bucket_seconds
    on conflict (company_id, hour_at, connection_id, bucket_seconds, slot) do update set count = freshness_hour.count + excluded.count`);
}

/** Counts the delays of a company from its events, by upper bounds in seconds. What counts is the same as in `freshnessOf`. */
export async function recountFreshness(
  tx: Transaction,
  companyId: number,
  scale: readonly number[],
): Promise<void> {
  const bounds = sql.raw(`array[${scale.join(", ")}]::numeric[]`);
  await tx.execute(sql`lock table freshness_hour in share row exclusive mode`);
  await tx.execute(sql`delete from freshness_hour where company_id = ${companyId}`);
  await tx.execute(sql`
    insert into freshness_hour (company_id, connection_id, hour_at, bucket_seconds, slot, count)
    select company_id, connection_id, date_trunc('hour', received_at, 'UTC'),
      (${bounds})[least(1 + width_bucket(extract(epoch from received_at - occurred_at), ${bounds}), ${sql.raw(String(scale.length))})]::int, 0, count(*)
    from event where company_id = ${companyId} and classifier = 'actual' and occurred_local is not null and actor_name is null
    group by 1, 2, 3, 4`);
}
