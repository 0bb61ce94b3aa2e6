import { sql } from "drizzle-orm";
import type { FlowName } from "@/lib/domain/flow/definition";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";
import type { flowRun } from "../../schema/flow";

export type FlowRunRow = typeof flowRun.$inferSelect;
export type RunLease = Pick<FlowRunRow, "companyId" | "id" | "fence">;

interface Claim {
  readonly owner: string;
  /** What is due by then. */
  readonly now: Date;
  /** Of the database's clock: a lease that ran out by then may be taken. */
  readonly leaseNow: Date;
  readonly leasedUntil: Date;
  readonly limit: number;
  /** At most so many of one connection at once. */
  readonly perConnection: number;
  /** The flows this worker has code for, by name and version; a run of another is left to a worker that has. */
  readonly known: readonly `${FlowName} ${number}`[];
}

/** "Runs are being claimed": two at once could each take a run of the same subject, because neither sees the other's lease yet. */
const CLAIM_LOCK = 0x666c_6f77;

/** Still in the way of later runs of its subject. One that waits for evidence, is held or dead blocks nobody. */
const IN_THE_WAY = sql`(o.state in ('queued', 'running', 'retrying', 'compensating') or (o.state = 'waiting' and o.command_id is not null))`;

/** Being worked on, in whatever order: an earlier one may have been held, and released when a later one had begun. */
const IN_HAND = sql`o.state in ('running', 'compensating') and o.id <> r.id`;

/**
 * Leases due runs, those that waited longest first; per subject one at a time, the earliest. Nothing of a paused flow, except a run that was let through.
 * (What a paused connection is to be told waits as a command.) Each claim raises the fence: who held the lease before can write nothing any more.
 */
export async function claimRuns(tx: Transaction, claim: Claim): Promise<RunLease[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(${CLAIM_LOCK})`);
  const { rows } = await tx.execute<RunLease & Record<string, unknown>>(sql`
    with due as (
      select r.company_id, r.id, r.connection_id, r.next_at, r.position from flow_run r
      where r.next_at <= ${claim.now} and r.state in ('queued', 'retrying', 'running', 'compensating')
        and (r.leased_until is null or r.leased_until <= ${claim.leaseNow})
        and r.flow || ' ' || r.flow_version = any(array(select value from json_array_elements_text(${jsonParameter(claim.known)}::json)))
        and (r.passes_pause or not exists (select from flow_pause p where p.company_id = r.company_id and p.flow = r.flow))
        and not exists (select from flow_run o where o.company_id = r.company_id and o.order_key = r.order_key and o.position < r.position and ${IN_THE_WAY})
        and not exists (select from flow_run o where o.company_id = r.company_id and o.order_key = r.order_key and ${IN_HAND} and o.leased_until > ${claim.leaseNow})
      order by r.next_at, r.position limit ${claim.limit * 4} for update of r skip locked),
    fair as (
      select company_id, id from (
        select *, row_number() over (partition by company_id, connection_id order by next_at, position) as turn from due) turns
      where turn <= ${claim.perConnection} order by next_at, position limit ${claim.limit})
    update flow_run r set lease_owner = ${claim.owner}::uuid, leased_until = ${claim.leasedUntil}, next_at = ${claim.leasedUntil},
      fence = r.fence + 1, state = case when r.undoing is null then 'running' else 'compensating' end
    from fair where r.company_id = fair.company_id and r.id = fair.id
    returning r.company_id as "companyId", r.id, r.fence`);
  return rows;
}

/** The heartbeat: these are still being worked on. One whose fence moved on is left alone. */
export async function renewRunLeases(
  db: Executor,
  leases: readonly RunLease[],
  leasedUntil: Date,
): Promise<void> {
  const held = leases.map(({ companyId, id, fence }) => ({ company_id: companyId, id, fence }));
  await db.execute(sql`
    update flow_run r set leased_until = ${leasedUntil}, next_at = ${leasedUntil}
    from json_to_recordset(${jsonParameter(held)}::json) as held (company_id integer, id uuid, fence integer)
    where r.company_id = held.company_id and r.id = held.id and r.fence = held.fence and r.leased_until is not null`);
}
