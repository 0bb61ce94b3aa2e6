import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { columnNames, jsonParameter } from "../../json";

/** What is added to a connection's hour; what is left out is zero. The maxima are compared, not added. */
export interface HourNews {
  readonly connectionId: string;
  readonly hourAt: Date;
  readonly read?: number;
  readonly duplicates?: number;
  readonly failed?: number;
  readonly again?: number;
  readonly events?: number;
  readonly sent?: number;
  readonly sendFailed?: number;
  readonly readLagMs?: number;
  readonly readLagMaxMs?: number;
  readonly arrivals?: number;
  readonly arrivalLagMs?: number;
  readonly arrivalLagMaxMs?: number;
}

const SUMS = [
  "read",
  "duplicates",
  "failed",
  "again",
  "events",
  "sent",
  "send_failed",
  "read_lag_ms",
  "arrivals",
  "arrival_lag_ms",
];
const MAXIMA = ["read_lag_max_ms", "arrival_lag_max_ms"];
const list = (names: readonly string[], one: (name: string) => string): SQL =>
  sql.raw(names.map(one).join(", "));

/** Adds to the kept hours, each writer in its own slot, so that writers never wait for each other. */
export async function addConnectionHours(
  db: Executor,
  companyId: number,
  slot: number,
  news: readonly HourNews[],
): Promise<void> {
  if (news.length === 0) return;
  const all = [...SUMS, ...MAXIMA];
  await db.execute(sql`
    insert into connection_hour (company_id, connection_id, hour_at, slot, ${list(all, (name) => name)})
    select ${companyId}, connection_id, hour_at, ${slot}, ${list(all, (name) => `coalesce(${name}, 0)`)}
    from json_to_recordset(${jsonParameter(news.map((each) => columnNames({ ...each })))}::json)
      as given(connection_id uuid, hour_at timestamptz, ${list(all, (name) => `${name} bigint`)})
    order by connection_id, hour_at
    on conflict (company_id, connection_id, hour_at, slot) do update set
      ${list(SUMS, (name) => `${name} = connection_hour.${name} + excluded.${name}`)},
      ${list(MAXIMA, (name) => `${name} = greatest(connection_hour.${name}, excluded.${name})`)}`);
}
