import { sql } from "drizzle-orm";
import type { CommandBaseline, CommandKind, CommandPayload } from "@/lib/domain/command/command";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";

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
}

interface Claim {
  readonly owner: string;
  readonly now: Date;
  readonly leasedUntil: Date;
  readonly limit: number;
  /** Absent: of every connection. */
  readonly connectionId?: string;
}

/** "A claim is under way": two at once could each take a command of the same document, because neither sees the other's lease yet. */
const CLAIM_LOCK = 0x636d_6473;

/**
 * Leases due commands, those that waited longest first. Per document one at a time: begun ones (`sent`, `uncertain`) first, then by position;
 * whatever is open and earlier holds the later ones back. Nothing of a connection that is switched off, or whose breaker lets nothing through yet.
 */
export async function claimCommands(tx: Transaction, claim: Claim): Promise<ClaimedCommand[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(${CLAIM_LOCK})`);
  const { rows } = await tx.execute<ClaimedCommand & Record<string, unknown>>(sql`
    with due as (
      select k.company_id, k.id from command k
      join connection c on c.company_id = k.company_id and c.id = k.connection_id and c.enabled
      where k.next_try_at <= ${claim.now} and (k.leased_until is null or k.leased_until <= ${claim.now})
        and k.state in ('pending', 'sent', 'uncertain')
        and (${claim.connectionId ?? null}::uuid is null or k.connection_id = ${claim.connectionId ?? null}::uuid)
        and not exists (
          select 1 from command o
          where o.company_id = k.company_id and o.connection_id = k.connection_id and o.document_key = k.document_key
            and o.state in ('pending', 'sent', 'uncertain') and o.id <> k.id
            and (o.leased_until > ${claim.now} or case when k.state = 'pending'
              then o.state <> 'pending' or o.position < k.position
              else o.state <> 'pending' and o.position < k.position end))
        and not exists (
          select 1 from connection_breaker b where b.company_id = k.company_id and b.connection_id = k.connection_id
            and b.state <> 'closed' and b.retry_at > ${claim.now})
      order by k.next_try_at, k.position limit ${claim.limit} for update of k skip locked)
    update command k set lease_owner = ${claim.owner}::uuid, leased_until = ${claim.leasedUntil}, next_try_at = ${claim.leasedUntil},
      fence = k.fence + 1, version = k.version + 1, state = case when k.state = 'sent' then 'uncertain' else k.state end
    from due where k.company_id = due.company_id and k.id = due.id
    returning k.company_id as "companyId", k.id, k.connection_id as "connectionId", k.operation_key as "operationKey", k.kind, k.payload,
      k.baseline, k.state, k.fence, k.tries`);
  return rows;
}

/** Connections with a command that is due, also one that may not be claimed yet. */
export async function selectDueConnections(db: Executor, now: Date): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select distinct connection_id as id from command where next_try_at <= ${now}`,
  );
  return rows.map(({ id }) => id);
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
