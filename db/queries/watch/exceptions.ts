import { type SQL, sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { columnNames, jsonParameter } from "../../json";
import type { exception, exceptionHistory } from "../../schema/exception";

export type ExceptionRow = typeof exception.$inferSelect;
export type HistoryRow = typeof exceptionHistory.$inferSelect;

/** What a rule's look needs to know of an exception. */
export type StandingRow = Pick<
  ExceptionRow,
  | "id"
  | "subjectId"
  | "kind"
  | "cause"
  | "state"
  | "causeHolds"
  | "sinceAt"
  | "dueAt"
  | "summary"
  | "severity"
  | "resolvedAt"
  | "snoozedUntil"
  | "snoozedForEvent"
  | "ignoredUntil"
  | "reopenedCount"
  | "groupId"
  | "moneyMinor"
  | "currency"
  | "resolution"
  | "subjectLabel"
  | "customer"
  | "carrier"
>;

/** What `toStanding` reads. */
export const STANDING = sql`id, subject_id as "subjectId", kind, cause, state, cause_holds as "causeHolds", since_at as "sinceAt", due_at as "dueAt", summary,
  severity, resolved_at as "resolvedAt", snoozed_until as "snoozedUntil", snoozed_for_event as "snoozedForEvent", ignored_until as "ignoredUntil",
  reopened_count as "reopenedCount", group_id as "groupId", money_minor as "moneyMinor", currency, resolution,
  subject_label as "subjectLabel", customer, carrier`;

/** Every exception of these subjects, locked: what a rule decides and what a person decides follow one another. */
export async function lockExceptions(
  db: Executor,
  companyId: number,
  subjectKind: ExceptionRow["subjectKind"],
  subjectIds: readonly string[],
): Promise<StandingRow[]> {
  if (subjectIds.length === 0) return [];
  const { rows } = await db.execute<StandingRow & Record<string, unknown>>(sql`
    select ${STANDING} from exception where company_id = ${companyId} and subject_kind = ${subjectKind}
      and subject_id = any(array(select value collate "C" from json_array_elements_text(${jsonParameter(subjectIds)}::json)))
    order by id for update`);
  return rows.map(toStanding);
}

export interface EndedRow extends StandingRow {
  readonly companyId: number;
}

/** Those whose snooze or whose time of being ignored is over, taken for this transaction: two short ranges of indexes. */
export async function takeEnded(tx: Transaction, now: Date, limit: number): Promise<EndedRow[]> {
  const columns = sql`company_id as "companyId", ${STANDING}`;
  const read = async (due: SQL) => {
    const { rows } = await tx.execute<EndedRow & Record<string, unknown>>(sql`
      select ${columns} from exception where ${due} limit ${limit} for update skip locked`);
    return rows.map((row) => ({ ...toStanding(row), companyId: row.companyId }));
  };
  const at = sql`${now.toISOString()}::timestamptz`;
  return [
    ...(await read(sql`snoozed_until is not null and snoozed_until <= ${at}`)),
    ...(await read(sql`state = 'ignored' and cause_holds = 1 and ignored_until <= ${at}`)),
  ];
}

/** Moments as dates. */
export function toStanding(row: StandingRow): StandingRow {
  return {
    ...row,
    sinceAt: new Date(row.sinceAt),
    dueAt: dateOf(row.dueAt),
    resolvedAt: dateOf(row.resolvedAt),
    snoozedUntil: dateOf(row.snoozedUntil),
    ignoredUntil: dateOf(row.ignoredUntil),
  };
}

export type NewException = Pick<
  ExceptionRow,
  | "companyId"
  | "id"
  | "kind"
  | "subjectKind"
  | "subjectId"
  | "cause"
  | "groupId"
  | "shipmentId"
  | "subjectLabel"
  | "customer"
  | "carrier"
  | "connectionId"
  | "summary"
  | "severity"
  | "severityRank"
  | "moneyMinor"
  | "currency"
  | "ownerRole"
  | "dueAt"
  | "openedAt"
  | "sinceAt"
>;

const NEW_COLUMNS = `company_id integer, id uuid, kind text, subject_kind text, subject_id text, cause text, group_id uuid, shipment_id uuid,
  subject_label text, customer text, carrier text, connection_id uuid, summary text, severity text, severity_rank smallint, money_minor bigint,
  currency text, owner_role text, due_at timestamptz, opened_at timestamptz, since_at timestamptz`;
const NEW_NAMES = NEW_COLUMNS.split(",").map((column) => column.trim().split(" ")[0]);

/** Opens these. One another transaction opened meanwhile stays as that one opened it. @returns the ids that were opened. */
export async function insertExceptions(db: Executor, rows: readonly NewException[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const names = sql.raw(NEW_NAMES.join(", "));
  const opened = await db.execute<{ id: string }>(sql`
    insert into exception (${names}, state, changed_at)
    select ${names}, 'open', opened_at from json_to_recordset(${jsonParameter(rows.map(columnNames))}::json) as given(${sql.raw(NEW_COLUMNS)})
    order by subject_id, kind, cause on conflict (company_id, subject_kind, subject_id, kind, cause) do nothing returning id`);
  return new Set(opened.rows.map(({ id }) => id));
}

export type ExceptionChange = Pick<
  ExceptionRow,
  | "id"
  | "state"
  | "causeHolds"
  | "sinceAt"
  | "dueAt"
  | "summary"
  | "severity"
  | "severityRank"
  | "moneyMinor"
  | "currency"
  | "resolvedAt"
  | "resolution"
  | "snoozedUntil"
  | "snoozedForEvent"
  | "ignoredUntil"
  | "reopenedCount"
  | "subjectLabel"
  | "customer"
  | "carrier"
  | "changedAt"
>;

/** Writes what a rule's look changed of these. */
export async function updateExceptions(
  db: Executor,
  companyId: number,
  rows: readonly ExceptionChange[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    update exception e set state = g.state, cause_holds = g.cause_holds, since_at = g.since_at, due_at = g.due_at, summary = g.summary,
      severity = g.severity, severity_rank = g.severity_rank, money_minor = g.money_minor, currency = g.currency, resolved_at = g.resolved_at, resolution = g.resolution, snoozed_until = g.snoozed_until,
      snoozed_for_event = g.snoozed_for_event, ignored_until = g.ignored_until, reopened_count = g.reopened_count, changed_at = g.changed_at,
      subject_label = g.subject_label, customer = g.customer, carrier = g.carrier, version = e.version + 1
    from json_to_recordset(${jsonParameter(rows.map(columnNames))}::json) as g(id uuid, state text, cause_holds smallint, since_at timestamptz, due_at timestamptz,
      summary text, severity text, severity_rank smallint, money_minor bigint, currency text, resolved_at timestamptz, resolution text, snoozed_until timestamptz, snoozed_for_event text,
      ignored_until timestamptz, reopened_count integer, subject_label text, customer text, carrier text, changed_at timestamptz)
    where e.company_id = ${companyId} and e.id = g.id`);
}

export type NewHistory = Pick<
  HistoryRow,
  "companyId" | "id" | "exceptionId" | "action" | "actor" | "note" | "at"
>;

export async function insertHistory(db: Executor, rows: readonly NewHistory[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    insert into exception_history (company_id, id, exception_id, action, actor, note, at)
    select company_id, id, exception_id, action, actor, note, at from json_to_recordset(${jsonParameter(rows.map(columnNames))}::json)
      as given(company_id integer, id uuid, exception_id uuid, action text, actor text, note text, at timestamptz)`);
}

/** Adds to the kept counts, one slot a writer. */
export async function addToExceptionCounts(
  db: Executor,
  companyId: number,
  slot: number,
  deltas: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = [...deltas].filter(([, delta]) => delta !== 0).map(([key, delta]) => ({ key, delta }));
  if (rows.length === 0) return;
  await db.execute(sql`
    insert into exception_count (company_id, key, slot, count)
    select ${companyId}, key, ${slot}, delta from json_to_recordset(${jsonParameter(rows)}::json) as given(key text, delta bigint) order by key
    on conflict (company_id, key, slot) do update set count = exception_count.count + excluded.count`);
}

const dateOf = (at: Date | string | null): Date | null => (at === null ? null : new Date(at));
