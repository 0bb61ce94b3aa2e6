import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

export interface HourRow extends Record<string, unknown> {
  /** Start of the hour, milliseconds since 1970. */
  readonly at: number;
  readonly taken: number;
  readonly repeated: number;
  readonly refused: number;
  readonly read: number;
  readonly failed: number;
  readonly duplicates: number;
  readonly again: number;
  readonly sent: number;
  readonly sendFailed: number;
  readonly readLagMs: number;
  readonly readLagMaxMs: number;
  readonly arrivals: number;
  readonly arrivalLagMs: number;
  readonly arrivalLagMaxMs: number;
}

/** The hours of a connection since a moment in which anything happened, ascending: two ranges of primary keys. */
export async function selectHours(
  db: Executor,
  { companyId, id }: { readonly companyId: number; readonly id: string },
  since: Date,
): Promise<HourRow[]> {
  const { rows } = await db.execute<HourRow>(sql`
    select (extract(epoch from hour_at) * 1000)::float8 as at, sum(taken)::float8 as taken, sum(repeated)::float8 as repeated,
      sum(refused)::float8 as refused, sum(read)::float8 as read, sum(failed)::float8 as failed, sum(duplicates)::float8 as duplicates,
      sum(again)::float8 as again, sum(sent)::float8 as sent, sum(send_failed)::float8 as "sendFailed", sum(read_lag_ms)::float8 as "readLagMs",
      max(read_lag_max_ms)::float8 as "readLagMaxMs", sum(arrivals)::float8 as arrivals, sum(arrival_lag_ms)::float8 as "arrivalLagMs",
      max(arrival_lag_max_ms)::float8 as "arrivalLagMaxMs"
    from (
      select hour_at, accepted + conflicting as taken, repeated, unsigned + too_large + over_rate + bad_encoding as refused, 0 as read, 0 as failed,
        0 as duplicates, 0 as again, 0 as sent, 0 as send_failed, 0 as read_lag_ms, 0 as read_lag_max_ms, 0 as arrivals, 0 as arrival_lag_ms,
        0 as arrival_lag_max_ms
      from intake_counter where company_id = ${companyId} and connection_id = ${id} and hour_at >= ${since}
      union all
      select hour_at, 0, 0, 0, read, failed, duplicates, again, sent, send_failed, read_lag_ms, read_lag_max_ms, arrivals, arrival_lag_ms,
        arrival_lag_max_ms
      from connection_hour where company_id = ${companyId} and connection_id = ${id} and hour_at >= ${since}) each
    group by hour_at order by hour_at`);
  return rows;
}
