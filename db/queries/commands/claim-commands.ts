import { sql } from "drizzle-orm";
import type { CommandBaseline, CommandKind, CommandPayload } from "@/lib/domain/command/command";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";
import { mayGo } from "../connections/hold";
import type { OdooOwner } from "../odoo/odoo-connection";

/** A command leased to one worker. Every later write names the fence: who lost the lease writes nothing. */
export interface ClaimedCommand {
  readonly companyId: number;
  readonly id: string;
  readonly connectionId: string;
  readonly operationKey: string;
  readonly kind: CommandKind;
  readonly payload: CommandPayload;
  readonly baseline: CommandBaseline | null;
  /** One that was `sent` under a lease that ran out is `uncertain` now. */
  readonly state: "pending" | "uncertain";
  readonly fence: number;
  /** Tries so far, of any kind. */
  readonly tries: number;
  /** The trace of what made it, and the span there; null: its own. */
  readonly traceId: string | null;
  readonly traceParent: string | null;
}

interface Claim {
  readonly owner: string;
  readonly connection: OdooOwner;
  /** What is due by then. */
  readonly now: Date;
  /** Of the database's clock: a lease that ran out by then may be taken. */
  readonly leaseNow: Date;
  readonly leasedUntil: Date;
  readonly limit: number;
}

/** "A claim is under way": two at once could each take a command of the same document, because neither sees the other's lease yet. */
const CLAIM_LOCK = 0x636d_6473;

/** Whether anything may be told to this Odoo now: it is switched on and its breaker lets something through. */
const mayBeTold = (now: Date) => sql`c.enabled and not exists (
  select 1 from connection_breaker b where b.company_id = c.company_id and b.connection_id = c.id
    and b.state <> 'closed' and b.retry_at > ${now})`;

/** A paused connection's wait; what was begun is brought to its end. */
const NOT_HELD = mayGo(sql`k.company_id`, sql`k.connection_id`, sql`k.requested_at`);

/**
 * Leases due commands of one Odoo, those that waited longest first. Per document one at a time: begun ones (`sent`, `uncertain`) first, then by
 * position; whatever is open and earlier holds the later ones back. Nothing while the connection is switched off or its breaker lets nothing through,
 * nothing new while it is paused.
 */
export async function claimCommands(tx: Transaction, claim: Claim): Promise<ClaimedCommand[]> {
  const { companyId, connectionId } = claim.connection;
  const open = await tx.execute(
    sql`select from connection c where c.company_id = ${companyId} and c.id = ${connectionId} and ${mayBeTold(claim.now)}`,
  );
  if (open.rows.length === 0) return [];
  await tx.execute(sql`select pg_advisory_xact_lock(${CLAIM_LOCK}::int, hashtext(${connectionId}))`);
  const { rows } = await tx.execute<ClaimedCommand & Record<string, unknown>>(sql`
    with due as (
      select k.company_id, k.id from command k
      where k.company_id = ${companyId} and k.connection_id = ${connectionId} and k.next_try_at <= ${claim.now}
        and (k.leased_until is null or k.leased_until <= ${claim.leaseNow}) and k.state in ('pending', 'sent', 'uncertain')
        and (k.state <> 'pending' or ${NOT_HELD}) and not exists (
          select 1 from command o
          where o.company_id = k.company_id and o.connection_id = k.connection_id and o.document_key = k.document_key
            and o.state in ('pending', 'sent', 'uncertain') and o.id <> k.id
            and (o.leased_until > ${claim.leaseNow} or case when k.state = 'pending'
              then o.state <> 'pending' or o.position < k.position
              else o.state <> 'pending' and o.position < k.position end))
      order by k.next_try_at, k.position limit ${claim.limit} for update of k skip locked)
    update command k set lease_owner = ${claim.owner}::uuid, leased_until = ${claim.leasedUntil}, next_try_at = ${claim.leasedUntil},
      fence = k.fence + 1, version = k.version + 1, state = case when k.state = 'sent' then 'uncertain' else k.state end
    from due where k.company_id = due.company_id and k.id = due.id
    returning k.company_id as "companyId", k.id, k.connection_id as "connectionId", k.operation_key as "operationKey", k.kind, k.payload,
      k.baseline, k.state, k.fence, k.tries, k.trace_id as "traceId", k.trace_parent as "traceParent"`);
  return rows;
}

/** Connections that may be told something and have a command that is due, also one that may not be claimed yet. */
export async function selectDueConnections(db: Executor, now: Date): Promise<OdooOwner[]> {
  const { rows } = await db.execute<{ companyId: number; connectionId: string }>(sql`
    select c.company_id as "companyId", c.id as "connectionId" from odoo_connection o
    join connection c on c.company_id = o.company_id and c.id = o.connection_id
    where ${mayBeTold(now)} and exists (
      select 1 from command k where k.company_id = c.company_id and k.connection_id = c.id and k.next_try_at <= ${now}
        and (k.state <> 'pending' or ${NOT_HELD}))`);
  return rows;
}

/** The clock leases go by, so that a process whose own is ahead can't take what another works on. */
export async function selectLeaseTime(db: Executor): Promise<Date> {
  const { rows } = await db.execute<{ ms: string }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::bigint::text as ms`,
  );
  return new Date(Number(rows[0]?.ms));
}

export type LeaseKey = Pick<ClaimedCommand, "companyId" | "id" | "fence">;

/** The heartbeat: these are still being worked on. One whose fence moved on is left alone. */
export async function renewLeases(
  db: Executor,
  leases: readonly LeaseKey[],
  leasedUntil: Date,
): Promise<void> {
  const held = leases.map(({ companyId, id, fence }) => ({ company_id: companyId, id, fence }));
  await db.execute(sql`
    update command k set leased_until = ${leasedUntil}, next_try_at = ${leasedUntil}
    from json_to_recordset(${jsonParameter(held)}::json) as held (company_id integer, id uuid, fence integer)
    where k.company_id = held.company_id and k.id = held.id and k.fence = held.fence and k.leased_until is not null`);
}
