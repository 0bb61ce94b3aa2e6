import { sql } from "drizzle-orm";
import type { OutboundState } from "@/lib/domain/outbound/outbound";
import type { Executor, Transaction } from "../../client";
import type { ClaimedOutbound } from "./claim-outbound";

type Lease = Pick<ClaimedOutbound, "companyId" | "id" | "fence">;

/** Says, before anything leaves, that from here on it may have left. @returns false when the lease was lost: nothing may be sent. */
export async function markBegun(db: Executor, { companyId, id, fence }: Lease): Promise<boolean> {
  const { rowCount } = await db.execute(sql`
    update outbound_message set state = 'sending', version = version + 1
    where company_id = ${companyId} and id = ${id} and fence = ${fence} and leased_until is not null`);
  return rowCount === 1;
}

export interface OutboundOutcome {
  readonly state: OutboundState;
  readonly error: string | null;
  readonly nextTryAt: Date | null;
  /** A try that says nothing about this message (the receiver is away) does not count towards giving up. */
  readonly counts: boolean;
  readonly at: Date;
}

/** Writes what came of a try, unless the lease was lost meanwhile. @returns false when it was. */
export async function settleOutbound(
  tx: Transaction,
  { companyId, id, fence }: Lease,
  { state, error, nextTryAt, counts, at }: OutboundOutcome,
): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    update outbound_message set state = ${state}, error = ${error}, next_try_at = ${nextTryAt}, leased_until = null,
      attempts = attempts + ${counts ? 1 : 0}, sent_at = case when ${state} = 'sent' then ${at}::timestamptz else sent_at end,
      version = version + 1
    where company_id = ${companyId} and id = ${id} and fence = ${fence} and leased_until is not null`);
  return rowCount === 1;
}

/** Gives back what was leased and not touched. */
export async function releaseOutbound(db: Executor, leases: readonly Lease[], now: Date): Promise<void> {
  for (const { companyId, id, fence } of leases) {
    await db.execute(sql`
      update outbound_message set leased_until = null, next_try_at = ${now}, version = version + 1
      where company_id = ${companyId} and id = ${id} and fence = ${fence} and leased_until is not null`);
  }
}

export interface AttemptNote {
  readonly kind: "send" | "look_up" | "fetch" | "confirm" | "resend";
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly outcome: string;
  readonly error: string | null;
}

/** Appends a try under the next number; one that failed just as the last did is left out. The message's row must be locked by this transaction. */
export async function insertOutboundAttempt(
  tx: Transaction,
  { companyId, id }: Pick<Lease, "companyId" | "id">,
  { kind, startedAt, endedAt, outcome, error }: AttemptNote,
): Promise<void> {
  await tx.execute(sql`
    insert into outbound_attempt (company_id, outbound_id, number, kind, started_at, ended_at, outcome, error)
    select ${companyId}, ${id}::uuid, coalesce(last.number, 0) + 1, ${kind}, ${startedAt}, ${endedAt}, ${outcome}, ${error}
    from (values (1)) one left join lateral (select number, kind, outcome, error from outbound_attempt
      where company_id = ${companyId} and outbound_id = ${id}::uuid order by number desc limit 1) last on true
    where ${error}::text is null or (last.kind, last.outcome, last.error) is distinct from (${kind}::text, ${outcome}::text, ${error}::text)`);
}
