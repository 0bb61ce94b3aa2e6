import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";
import { bulkItem, bulkRun } from "../../schema/exception";

export type BulkRunRow = typeof bulkRun.$inferSelect;
export type BulkItemRow = typeof bulkItem.$inferSelect;

interface RunKey {
  readonly companyId: number;
  readonly id: string;
}

export type NewItem = Pick<BulkItemRow, "subjectId" | "subjectVersion" | "label"> & {
  readonly given?: object;
};

const ofRun = ({ companyId, id }: RunKey) => and(eq(bulkRun.companyId, companyId), eq(bulkRun.id, id));

/** Writes a plan and its items; earlier plans of the same person that were never started go. */
export async function insertPlan(
  tx: Transaction,
  run: typeof bulkRun.$inferInsert,
  items: readonly NewItem[],
): Promise<void> {
  await tx.execute(sql`
    with gone as (delete from bulk_run where company_id = ${run.companyId} and requested_by_id = ${run.requestedById} and state = 'planned'
      returning id)
    delete from bulk_item i using gone where i.company_id = ${run.companyId} and i.run_id = gone.id`);
  await tx.insert(bulkRun).values(run);
  const rows = items.map(({ subjectId, subjectVersion, label, given }, index) => ({
    position: index + 1,
    subject_id: subjectId,
    subject_version: subjectVersion,
    label,
    given: given ?? null,
  }));
  await tx.execute(sql`
    insert into bulk_item (company_id, run_id, position, subject_id, subject_version, label, given, state)
    select ${run.companyId}, ${run.id}::uuid, position, subject_id, subject_version, label, given, 'waiting'
    from json_to_recordset(${jsonParameter(rows)}::json) as given(position integer, subject_id uuid, subject_version integer, label text, given jsonb)`);
}

export async function lockRun(tx: Transaction, key: RunKey): Promise<BulkRunRow | undefined> {
  const [row] = await tx.select().from(bulkRun).where(ofRun(key)).for("update");
  return row;
}

export async function selectRun(db: Executor, key: RunKey): Promise<BulkRunRow | undefined> {
  const [row] = await db.select().from(bulkRun).where(ofRun(key));
  return row;
}

export async function updateRun(
  tx: Executor,
  key: RunKey,
  set: Partial<Pick<BulkRunRow, "state" | "startedAt" | "endedAt" | "leasedUntil">>,
): Promise<void> {
  await tx
    .update(bulkRun)
    .set({ ...set, version: sql`${bulkRun.version} + 1` })
    .where(ofRun(key));
}

/** The oldest run nobody works on, for this worker until `leasedUntil`. */
export async function claimRun(
  tx: Transaction,
  now: Date,
  leasedUntil: Date,
): Promise<BulkRunRow | undefined> {
  const { rows } = await tx.execute<{ companyId: number; id: string }>(sql`
    select company_id as "companyId", id from bulk_run where state in ('running', 'stopping')
      and (leased_until is null or leased_until < ${now.toISOString()}::timestamptz)
    order by planned_at limit 1 for update skip locked`);
  const [key] = rows;
  if (!key) return undefined;
  const [row] = await tx.update(bulkRun).set({ leasedUntil }).where(ofRun(key)).returning();
  return row;
}

/** The next items that wait, in order. */
export async function selectWaitingItems(
  db: Executor,
  { companyId, id }: RunKey,
  limit: number,
): Promise<BulkItemRow[]> {
  return db
    .select()
    .from(bulkItem)
    .where(and(eq(bulkItem.companyId, companyId), eq(bulkItem.runId, id), eq(bulkItem.state, "waiting")))
    .orderBy(asc(bulkItem.position))
    .limit(limit);
}

/** Takes an item for this transaction. False when its run was stopped, or when it was settled before, by whoever held the run then. */
export async function takeItem(
  tx: Transaction,
  { companyId, runId, position }: BulkItemRow,
): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from bulk_item i join bulk_run r on r.company_id = i.company_id and r.id = i.run_id and r.state = 'running'
    where i.company_id = ${companyId} and i.run_id = ${runId} and i.position = ${position} and i.state = 'waiting' for update of i`);
  return rows.length > 0;
}

export interface Settlement {
  readonly state: "done" | "failed" | "skipped";
  readonly message: string | null;
  /** The flow run it led to. */
  readonly resultRunId?: string;
}

/** Writes what came of a taken item, and the run's numbers with it. The lease grows with each. */
export async function settleItem(
  tx: Transaction,
  { companyId, runId, position }: Pick<BulkItemRow, "companyId" | "runId" | "position">,
  { state, message, resultRunId }: Settlement,
  at: Date,
  leasedUntil: Date,
): Promise<void> {
  await tx.execute(sql`
    with settled as (update bulk_item set state = ${state}, message = ${message}, result_run_id = ${resultRunId ?? null}::uuid, settled_at = ${at.toISOString()}::timestamptz
      where company_id = ${companyId} and run_id = ${runId} and position = ${position} and state = 'waiting' returning 1)
    update bulk_run set ${sql.raw(`${state}_count = ${state}_count + 1`)}, leased_until = ${leasedUntil.toISOString()}::timestamptz
    where company_id = ${companyId} and id = ${runId} and exists (select from settled)`);
}

/** Skips everything that still waits, for one reason. */
export async function skipWaiting(
  tx: Transaction,
  { companyId, id }: RunKey,
  message: string,
  at: Date,
): Promise<void> {
  await tx.execute(sql`
    with skipped as (update bulk_item set state = 'skipped', message = ${message}, settled_at = ${at.toISOString()}::timestamptz
      where company_id = ${companyId} and run_id = ${id} and state = 'waiting' returning 1)
    update bulk_run set skipped_count = skipped_count + (select count(*) from skipped) where company_id = ${companyId} and id = ${id}`);
}

/** Items in these states, in order. */
export async function selectItems(
  db: Executor,
  { companyId, id }: RunKey,
  states: readonly BulkItemRow["state"][],
  limit: number,
): Promise<BulkItemRow[]> {
  return db
    .select()
    .from(bulkItem)
    .where(
      and(eq(bulkItem.companyId, companyId), eq(bulkItem.runId, id), inArray(bulkItem.state, [...states])),
    )
    .orderBy(asc(bulkItem.position))
    .limit(limit);
}
