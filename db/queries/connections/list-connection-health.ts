import { sql } from "drizzle-orm";
import type { BreakerState } from "@/lib/domain/connection/breaker";
import type { Verification } from "@/lib/domain/message/verification";
import type { Executor } from "../../client";

export interface ConnectionHealthRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly dialect: string;
  readonly partnerKind: string;
  readonly carrierScac: string | null;
  readonly enabled: boolean;
  readonly watchFolder: boolean;
  readonly verification: Verification;
  readonly lastMessageAt: Date | null;
  readonly accepted: number;
  readonly repeated: number;
  readonly conflicting: number;
  readonly unsigned: number;
  readonly tooLarge: number;
  readonly overRate: number;
  readonly badEncoding: number;
  readonly waiting: number;
  readonly oldestWaitingAt: Date | null;
  readonly unmappedCodes: number;
  readonly hold: "paused" | "resuming" | null;
  readonly held: number;
  readonly outboundWaiting: number;
  readonly breaker: BreakerState;
  readonly readLagMs: number | null;
  readonly failed: number;
  readonly again: number;
}

interface HealthScope {
  readonly companyId: number;
  /** Only this one; null: all. */
  readonly connectionId: string | null;
  readonly sinceAt: Date;
  /** Ranks of messages that wait for a person, and all ranks there are. */
  readonly waitingRanks: readonly number[];
  readonly ranks: readonly number[];
  readonly waitingLimit: number;
  readonly heldRank: number;
}

/**
 * Each connection with what came in since a moment and what of it waits. Message counts come from the hourly counters;
 * the newest and the waiting messages are a step each on the index by connection and rank.
 */
export async function listConnectionHealth(db: Executor, scope: HealthScope): Promise<ConnectionHealthRow[]> {
  const { companyId, connectionId, sinceAt, waitingLimit } = scope;
  const waitingRanks = sql.param([...scope.waitingRanks]);
  const { rows } = await db.execute<Record<string, unknown>>(sql`
    select c.id, c.slug, c.name, c.dialect, c.partner_kind as "partnerKind", c.carrier_scac as "carrierScac",
      c.enabled, c.watch_folder as "watchFolder", c.verification, newest.at::text as "lastMessageAt", day.*,
      waits.waiting, waits.oldest::text as "oldestWaitingAt", codes."unmappedCodes",
      case when h.connection_id is null then null when h.resuming then 'resuming' else 'paused' end as hold, holding.held,
      outbound.waiting as "outboundWaiting", coalesce(b.state, 'closed') as breaker, done.*
    from connection c
    cross join lateral (
      select max(top.received_at) as at from unnest(${sql.param([...scope.ranks])}::smallint[]) as each(rank)
      cross join lateral (
        select m.received_at from message_state m
        where m.company_id = c.company_id and m.connection_id = c.id and m.rank = each.rank
        order by m.received_at desc limit 1) top) newest
    cross join lateral (
      select coalesce(sum(accepted), 0)::int as accepted, coalesce(sum(repeated), 0)::int as repeated,
        coalesce(sum(conflicting), 0)::int as conflicting, coalesce(sum(unsigned), 0)::int as unsigned,
        coalesce(sum(too_large), 0)::int as "tooLarge", coalesce(sum(over_rate), 0)::int as "overRate",
        coalesce(sum(bad_encoding), 0)::int as "badEncoding"
      from intake_counter i where i.company_id = c.company_id and i.connection_id = c.id
        and i.hour_at > ${sinceAt.toISOString()}::timestamptz) day
    cross join lateral (
      select count(*)::int as waiting, min(w.received_at) as oldest
      from unnest(${waitingRanks}::smallint[]) as each(rank)
      cross join lateral (
        select m.received_at from message_state m
        where m.company_id = c.company_id and m.connection_id = c.id and m.rank = each.rank
        order by m.received_at limit ${waitingLimit}) w) waits
    cross join lateral (
      select count(*)::int as "unmappedCodes" from unmapped_code u
      where u.company_id = c.company_id and u.connection_id = c.id) codes
    left join connection_hold h on h.company_id = c.company_id and h.connection_id = c.id
    left join connection_breaker b on b.company_id = c.company_id and b.connection_id = c.id
    cross join lateral (select count(*)::int as held from (select from message_state m where m.company_id = c.company_id
      and m.connection_id = c.id and m.rank = ${scope.heldRank} limit ${waitingLimit}) m) holding
    cross join lateral (select count(*)::int as waiting from (select from outbound_message o where o.company_id = c.company_id
      and o.connection_id = c.id and o.state <> 'sent' limit ${waitingLimit}) o) outbound
    cross join lateral (
      select (sum(read_lag_ms) / nullif(sum(read), 0))::float8 as "readLagMs", coalesce(sum(failed + send_failed), 0)::int as failed,
        coalesce(sum(again), 0)::int as again
      from connection_hour n where n.company_id = c.company_id and n.connection_id = c.id
        and n.hour_at > ${sinceAt.toISOString()}::timestamptz) done
    where c.company_id = ${companyId} and (${connectionId}::uuid is null or c.id = ${connectionId}::uuid)
    order by c.name, c.id`);
  return rows.map((row) => ({
    ...(row as unknown as ConnectionHealthRow),
    lastMessageAt: dateOrNull(row.lastMessageAt),
    oldestWaitingAt: dateOrNull(row.oldestWaitingAt),
  }));
}

function dateOrNull(text: unknown): Date | null {
  return typeof text === "string" ? new Date(text) : null;
}
