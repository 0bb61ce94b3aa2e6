import { and, eq, sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";
import { flowApproval, flowAttempt, flowDecision, flowRun, flowWait } from "../../schema/flow";
import type { FlowRunRow, RunLease } from "./claim-runs";

/** @returns false when this run was started before. */
export async function insertRun(tx: Transaction, row: typeof flowRun.$inferInsert): Promise<boolean> {
  const made = await tx
    .insert(flowRun)
    .values(row)
    .onConflictDoNothing({ target: [flowRun.companyId, flowRun.flow, flowRun.businessKey] })
    .returning({ id: flowRun.id });
  return made.length > 0;
}

export async function findRunByKey(
  db: Executor,
  { companyId, flow, businessKey }: Pick<FlowRunRow, "companyId" | "flow" | "businessKey">,
): Promise<FlowRunRow | undefined> {
  const [row] = await db
    .select()
    .from(flowRun)
    .where(
      and(eq(flowRun.companyId, companyId), eq(flowRun.flow, flow), eq(flowRun.businessKey, businessKey)),
    );
  return row;
}

const ofRun = ({ companyId, id }: { readonly companyId: number; readonly id: string }) =>
  and(eq(flowRun.companyId, companyId), eq(flowRun.id, id));

/** The run, locked until the transaction ends. */
export async function lockRun(
  tx: Transaction,
  key: { readonly companyId: number; readonly id: string },
): Promise<FlowRunRow | undefined> {
  const [row] = await tx.select().from(flowRun).where(ofRun(key)).for("update");
  return row;
}

/** The run, locked, while its lease still stands; undefined when another took it over or a person decided meanwhile. */
export async function lockLeasedRun(tx: Transaction, lease: RunLease): Promise<FlowRunRow | undefined> {
  const row = await lockRun(tx, lease);
  return row?.fence === lease.fence && row.leasedUntil !== null ? row : undefined;
}

type Change = Partial<
  Omit<typeof flowRun.$inferInsert, "companyId" | "id" | "fence" | "version" | "leaseOwner" | "leasedUntil">
>;

/**
 * Writes what became of a locked run and ends any lease: a worker that still holds one finds its fence passed. A look that found nothing new leaves the
 * version, so that a person who looks at the run may still decide.
 */
export async function updateRun(
  tx: Transaction,
  key: { readonly companyId: number; readonly id: string },
  change: Change & { readonly changedAt: Date },
  isNews = true,
): Promise<number> {
  const [row] = await tx
    .update(flowRun)
    .set({
      ...change,
      leaseOwner: null,
      leasedUntil: null,
      fence: sql`${flowRun.fence} + 1`,
      version: isNews ? sql`${flowRun.version} + 1` : sql`${flowRun.version}`,
    })
    .where(ofRun(key))
    .returning({ version: flowRun.version });
  if (!row) throw new RangeError(`flow run ${key.id} is gone`);
  return row.version;
}

/** The keys that wake a run from now on; those of its wait before are forgotten. */
export async function replaceWaits(
  tx: Transaction,
  { companyId, id }: { readonly companyId: number; readonly id: string },
  keys: readonly string[],
): Promise<void> {
  await tx.delete(flowWait).where(and(eq(flowWait.companyId, companyId), eq(flowWait.runId, id)));
  if (keys.length === 0) return;
  await tx.insert(flowWait).values([...new Set(keys)].map((key) => ({ companyId, key, runId: id })));
}

export async function insertRunAttempt(tx: Transaction, row: typeof flowAttempt.$inferInsert): Promise<void> {
  await tx.insert(flowAttempt).values(row);
}

export async function insertRunDecision(
  tx: Transaction,
  row: typeof flowDecision.$inferInsert,
): Promise<void> {
  await tx.insert(flowDecision).values(row);
}

export async function insertApproval(tx: Transaction, row: typeof flowApproval.$inferInsert): Promise<void> {
  await tx.insert(flowApproval).values(row);
}

/** The approval a run has asked for last, whatever became of it. */
export async function selectLastApproval(
  db: Executor,
  { companyId, id }: { readonly companyId: number; readonly id: string },
): Promise<typeof flowApproval.$inferSelect | undefined> {
  const [row] = await db
    .select()
    .from(flowApproval)
    .where(and(eq(flowApproval.companyId, companyId), eq(flowApproval.runId, id)))
    .orderBy(sql`${flowApproval.askedAt} desc`, sql`${flowApproval.id} desc`)
    .limit(1);
  return row;
}

export async function settleApproval(
  tx: Transaction,
  { companyId, id }: { readonly companyId: number; readonly id: string },
  settled: Pick<
    typeof flowApproval.$inferInsert,
    "state" | "decidedBy" | "decidedById" | "decidedAt" | "comment"
  >,
): Promise<void> {
  await tx
    .update(flowApproval)
    .set(settled)
    .where(and(eq(flowApproval.companyId, companyId), eq(flowApproval.id, id)));
}

/**
 * Puts runs that wait under one of these keys back in the queue. One that is being looked at just now is waited for: it may be about to wait on, and would
 * sleep over this. @returns how many.
 */
export async function wakeRuns(
  tx: Transaction,
  companyId: number,
  keys: readonly string[],
  now: Date,
): Promise<number> {
  if (keys.length === 0) return 0;
  const { rowCount } = await tx.execute(sql`
    with woken as (
      select r.company_id, r.id, r.state from flow_run r
      where r.company_id = ${companyId} and r.state in ('waiting', 'held', 'queued', 'running') and r.id in (
        select run_id from flow_wait where company_id = ${companyId}
          and key = any(array(select value from json_array_elements_text(${jsonParameter(keys)}::json))))
      order by r.id for update)
    update flow_run r set state = 'queued', next_at = ${now} from woken
    where r.company_id = woken.company_id and r.id = woken.id and woken.state in ('waiting', 'held')`);
  return rowCount ?? 0;
}

/** Puts runs back in the queue whose wait or hold has come to its end. @returns how many. */
export async function wakeDueRuns(tx: Transaction, now: Date, limit: number): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    with woken as (
      select company_id, id from flow_run where next_at <= ${now} and state in ('waiting', 'held')
      order by next_at limit ${limit} for update skip locked)
    update flow_run r set state = 'queued', next_at = ${now} from woken where r.company_id = woken.company_id and r.id = woken.id`);
  return rowCount ?? 0;
}

/** Puts runs back in the queue whose command is settled, the earliest first. What is open is few beside what is settled: that is what they are held against. @returns how many. */
export async function wakeSettledRuns(tx: Transaction, now: Date, limit: number): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    with woken as (
      select w.company_id, w.id from flow_run w where w.state = 'waiting' and w.command_id is not null and not exists (
        select from command k where k.company_id = w.company_id and k.id = w.command_id and k.state in ('pending', 'sent', 'uncertain'))
      order by w.position limit ${limit} for update skip locked)
    update flow_run r set state = 'queued', next_at = ${now} from woken where r.company_id = woken.company_id and r.id = woken.id`);
  return rowCount ?? 0;
}

/** What was asked of a run counts no more: it goes on with other content, or not at all. */
export async function withdrawApprovals(
  tx: Transaction,
  { companyId, id }: { readonly companyId: number; readonly id: string },
  at: Date,
): Promise<void> {
  await tx.execute(sql`
    update flow_approval set state = 'withdrawn', decided_at = coalesce(decided_at, ${at})
    where company_id = ${companyId} and run_id = ${id} and state in ('open', 'approved', 'rejected')`);
}

/** Steps of a run that went through, in their order. */
export async function selectStepsDone(
  db: Executor,
  { companyId, id }: { readonly companyId: number; readonly id: string },
): Promise<string[]> {
  const { rows } = await db.execute<{ step: string }>(sql`
    select step from flow_attempt where company_id = ${companyId} and run_id = ${id} and outcome in ('next', 'done', 'command')
    group by step order by min(number)`);
  return rows.map(({ step }) => step);
}

/** Whether this person has ever changed what the run was started with. */
export async function hasEdited(
  db: Executor,
  { companyId, id }: { readonly companyId: number; readonly id: string },
  userId: string,
): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select from flow_decision where company_id = ${companyId} and run_id = ${id} and kind = 'edit' and actor_id = ${userId} limit 1`);
  return rows.length > 0;
}

export type ApprovalRow = typeof flowApproval.$inferSelect;

/** An approval with its run, both locked, the run first: the order every writer takes. */
export async function lockApproval(
  tx: Transaction,
  companyId: number,
  approvalId: string,
): Promise<{ readonly approval: ApprovalRow; readonly run: FlowRunRow } | undefined> {
  const [found] = await tx
    .select({ runId: flowApproval.runId })
    .from(flowApproval)
    .where(and(eq(flowApproval.companyId, companyId), eq(flowApproval.id, approvalId)));
  const run = found && (await lockRun(tx, { companyId, id: found.runId }));
  if (!run) return undefined;
  const [approval] = await tx
    .select()
    .from(flowApproval)
    .where(and(eq(flowApproval.companyId, companyId), eq(flowApproval.id, approvalId)))
    .for("update");
  return approval && { approval, run };
}

/** Open approvals whose moment to be shown to leads, or to expire, has come. */
export async function selectOverdueApprovals(
  db: Executor,
  now: Date,
  limit: number,
): Promise<{ readonly companyId: number; readonly id: string }[]> {
  const { rows } = await db.execute<{ companyId: number; id: string }>(sql`
    select company_id as "companyId", id from flow_approval
    where state = 'open' and escalates_at <= ${now} and (escalated_at is null or expires_at <= ${now}) order by escalates_at limit ${limit}`);
  return rows;
}

export async function markEscalated(
  tx: Transaction,
  { companyId, id }: Pick<ApprovalRow, "companyId" | "id">,
  at: Date,
): Promise<void> {
  await tx
    .update(flowApproval)
    .set({ escalatedAt: at })
    .where(and(eq(flowApproval.companyId, companyId), eq(flowApproval.id, id)));
}
