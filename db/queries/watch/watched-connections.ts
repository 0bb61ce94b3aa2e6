import { sql } from "drizzle-orm";
import type { BreakerState } from "@/lib/domain/connection/breaker";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";

export interface WatchedLink {
  readonly id: string;
  readonly name: string;
  readonly carrier: string | null;
  readonly enabled: boolean;
  readonly breakerState: BreakerState | null;
  readonly breakerError: string | null;
  readonly breakerOpenedAt: string | null;
  readonly takenHourAt: string | null;
  readonly refusedHourAt: string | null;
  readonly refusedSince: string | null;
  readonly unsigned: number;
  readonly tooLarge: number;
  readonly overRate: number;
  readonly badEncoding: number;
  /** The oldest acknowledgement that has not reached the partner. */
  readonly oldestAnswerAt: string | null;
}

/** Every connection with what its health is judged by: a step each on an index. */
export async function selectLinks(db: Executor, companyId: number, dayAgo: Date): Promise<WatchedLink[]> {
  const refused = sql`(i.unsigned + i.too_large + i.over_rate + i.bad_encoding)`;
  const ofDay = sql`i.company_id = c.company_id and i.connection_id = c.id and i.hour_at > ${dayAgo.toISOString()}::timestamptz`;
  const { rows } = await db.execute<WatchedLink & Record<string, unknown>>(sql`
    select c.id, c.name, c.carrier_scac as carrier, c.enabled, b.state as "breakerState", b.error as "breakerError",
      b.opened_at::text as "breakerOpenedAt", taken.at::text as "takenHourAt", door.last::text as "refusedHourAt", door.first::text as "refusedSince",
      door.unsigned, door.too_large as "tooLarge", door.over_rate as "overRate", door.bad_encoding as "badEncoding",
      answer.at::text as "oldestAnswerAt"
    from connection c left join connection_breaker b on b.company_id = c.company_id and b.connection_id = c.id
    cross join lateral (select max(i.hour_at) filter (where i.accepted + i.repeated > 0) as at from intake_counter i where ${ofDay}) taken
    cross join lateral (select max(i.hour_at) as last, min(i.hour_at) as first, coalesce(sum(i.unsigned), 0)::int as unsigned,
        coalesce(sum(i.too_large), 0)::int as too_large, coalesce(sum(i.over_rate), 0)::int as over_rate,
        coalesce(sum(i.bad_encoding), 0)::int as bad_encoding
      from intake_counter i where ${ofDay} and ${refused} > 0 and i.hour_at > coalesce(taken.at, '-infinity')) door
    cross join lateral (select min(o.created_at) as at from outbound_message o where o.company_id = c.company_id and o.connection_id = c.id
      and o.state <> 'sent' and o.kind = '997') answer
    where c.company_id = ${companyId}`);
  return rows;
}

/** The hours in which something came from these connections, by connection, ascending; starts in milliseconds. */
export async function selectSpokenHours(
  db: Executor,
  companyId: number,
  connectionIds: readonly string[],
  since: Date,
): Promise<Map<string, number[]>> {
  if (connectionIds.length === 0) return new Map();
  const { rows } = await db.execute<{ id: string; hours: number[] }>(sql`
    select connection_id as id, array_agg((extract(epoch from hour_at) * 1000)::float8 order by hour_at) as hours from intake_counter
    where company_id = ${companyId} and accepted + repeated > 0 and hour_at > ${since.toISOString()}::timestamptz
      and connection_id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(connectionIds)}::json)))
    group by connection_id`);
  return new Map(rows.map(({ id, hours }) => [id, hours]));
}
