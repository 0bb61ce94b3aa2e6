import { sql } from "drizzle-orm";
import type { WayOut } from "@/lib/domain/connection/way-out";
import type { OutboundState } from "@/lib/domain/outbound/outbound";
import type { Executor, Transaction } from "../../client";
import { mayGo } from "../connections/hold";

/** Messages to one partner go out one after the other; mails of a company share a lane. */
export interface Lane {
  readonly companyId: number;
  readonly connectionId: string | null;
  readonly slug: string | null;
  readonly wayOut: WayOut | null;
  readonly wayOutSecret: Buffer | null;
}

/** A message leased to one worker. Every later write names the fence: who lost the lease writes nothing. */
export interface ClaimedOutbound {
  readonly companyId: number;
  readonly id: string;
  readonly connectionId: string | null;
  readonly address: string | null;
  readonly kind: string;
  readonly title: string | null;
  readonly contentType: string;
  readonly controlNumber: number | null;
  readonly body: Buffer;
  /** One that was begun under a lease that ran out is `uncertain` now. */
  readonly state: OutboundState;
  readonly attempts: number;
  readonly fence: number;
  readonly inReplyTo: string | null;
  /** The trace of the message it answers; its own id where it answers none. */
  readonly traceId: string;
}

const CLAIM_LOCK = 0x6f_75_74;

/** Lanes with something due that may be sent now: switched on, not paused, its breaker lets something through. */
export async function selectDueLanes(db: Executor, now: Date): Promise<Lane[]> {
  const { rows } = await db.execute<Lane & Record<string, unknown>>(sql`
    select c.company_id as "companyId", c.id as "connectionId", c.slug, c.way_out as "wayOut", c.way_out_secret as "wayOutSecret"
    from connection c
    where c.enabled and c.way_out ->> 'kind' in ('post', 'folder')
      and not exists (select 1 from connection_breaker b where b.company_id = c.company_id and b.connection_id = c.id
        and b.state <> 'closed' and b.retry_at > ${now})
      and exists (select 1 from outbound_message o where o.company_id = c.company_id and o.connection_id = c.id and o.next_try_at <= ${now}
        and ${mayGo(sql`o.company_id`, sql`o.connection_id`, sql`o.created_at`)})
    union all
    select k.id, null, null, null, null from company k
    where exists (select 1 from outbound_message o where o.company_id = k.id and o.connection_id is null and o.next_try_at <= ${now})`);
  return rows;
}

interface Claim {
  readonly lane: Lane;
  readonly now: Date;
  readonly leasedUntil: Date;
  readonly limit: number;
}

/** Leases the next due messages of a lane in the order they were made; none while another worker holds some of it. */
export async function claimOutbound(
  tx: Transaction,
  { lane, now, leasedUntil, limit }: Claim,
): Promise<ClaimedOutbound[]> {
  const { companyId, connectionId } = lane;
  await tx.execute(
    sql`select pg_advisory_xact_lock(${CLAIM_LOCK}::int, hashtext(${connectionId ?? `mail ${companyId}`}))`,
  );
  const ofLane = sql`o.company_id = ${companyId} and o.connection_id is not distinct from ${connectionId}::uuid`;
  const here = connectionId
    ? sql`o.company_id = ${companyId} and o.connection_id = ${connectionId}::uuid`
    : ofLane;
  const { rows } = await tx.execute<ClaimedOutbound & Record<string, unknown>>(sql`
    with due as (
      select o.company_id, o.id from outbound_message o
      where ${here} and o.state <> 'sent' and o.next_try_at <= ${now} and (o.leased_until is null or o.leased_until <= ${now})
        and ${mayGo(sql`o.company_id`, sql`o.connection_id`, sql`o.created_at`)}
        and not exists (select 1 from outbound_message l where l.company_id = o.company_id and l.connection_id is not distinct from o.connection_id
          and l.next_try_at is not null and l.leased_until > ${now})
      order by o.created_at, o.id limit ${limit} for update of o skip locked)
    update outbound_message o set leased_until = ${leasedUntil}, next_try_at = ${leasedUntil}, fence = o.fence + 1,
      state = case when o.state = 'sending' then 'uncertain' else o.state end, version = o.version + 1
    from due where o.company_id = due.company_id and o.id = due.id
    returning o.company_id as "companyId", o.id, o.connection_id as "connectionId", o.address, o.kind, o.title, o.content_type as "contentType",
      o.control_number as "controlNumber", o.body, o.state, o.attempts, o.fence, o.created_at::text as "createdAt", o.in_reply_to as "inReplyTo",
      coalesce((select m.trace_id from inbox_message m where m.company_id = o.company_id and m.id = o.in_reply_to), o.in_reply_to, o.id) as "traceId"`);
  const at = (row: Record<string, unknown>) => `${row.createdAt} ${row.id}`;
  return rows.sort((a, b) => (at(a) < at(b) ? -1 : 1));
}
