import { type SQL, sql } from "drizzle-orm";
import type { Role } from "@/lib/domain/access/role";
import type { ExceptionKind, ExceptionState, Severity, SubjectKind } from "@/lib/domain/exception/exception";
import type { Executor } from "../../client";

export interface ExceptionNarrowing {
  readonly companyId: number;
  readonly states: readonly ExceptionState[];
  /** Null: nobody. */
  readonly assigneeId?: string | null;
  readonly kind?: ExceptionKind;
  readonly severityRank?: number;
  readonly ownerRole?: Role;
  readonly customer?: string;
  readonly carrier?: string;
  readonly connectionId?: string;
  readonly groupId?: string;
  /** Closed at or after this moment; the list is then in order of closing, the newest first. */
  readonly resolvedSince?: Date;
}

export interface ExceptionPosition {
  readonly rank: number;
  /** `since_at`, or `resolved_at` where that is the order; as Postgres writes it, microseconds included. */
  readonly at: string;
  readonly id: string;
}

export interface ExceptionPaging {
  readonly after?: ExceptionPosition;
  readonly before?: ExceptionPosition;
  readonly limit: number;
  /** How many of each state are looked through where no index carries all of the filter. */
  readonly scanLimit: number;
}

export interface ExceptionListRow {
  readonly id: string;
  readonly version: number;
  readonly kind: ExceptionKind;
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  readonly subjectLabel: string;
  readonly groupId: string | null;
  readonly shipmentId: string | null;
  readonly customer: string | null;
  readonly carrier: string | null;
  readonly connectionId: string | null;
  readonly connectionName: string | null;
  readonly connectionSlug: string | null;
  readonly summary: string;
  readonly severity: Severity;
  readonly severityRank: number;
  readonly moneyMinor: number | null;
  readonly currency: string | null;
  readonly ownerRole: Role;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly state: ExceptionState;
  readonly dueAt: string | null;
  readonly openedAt: string;
  readonly sinceAt: string;
  readonly reopenedCount: number;
  readonly snoozedUntil: string | null;
  readonly snoozedForEvent: string | null;
  readonly ignoredUntil: string | null;
  readonly resolvedAt: string | null;
  readonly resolution: string | null;
  readonly causeHolds: number;
}

const COLUMNS = sql`e.id, e.version, e.kind, e.subject_kind as "subjectKind", e.subject_id as "subjectId", e.subject_label as "subjectLabel",
  e.group_id as "groupId", e.shipment_id as "shipmentId", e.customer, e.carrier, e.connection_id as "connectionId", c.name as "connectionName",
  c.slug as "connectionSlug", e.summary, e.severity, e.severity_rank as "severityRank", e.money_minor as "moneyMinor", e.currency,
  e.owner_role as "ownerRole", e.assignee_id as "assigneeId", u.name as "assigneeName", e.state, e.due_at::text as "dueAt",
  e.opened_at::text as "openedAt", e.since_at::text as "sinceAt", e.reopened_count as "reopenedCount", e.snoozed_until::text as "snoozedUntil",
  e.snoozed_for_event as "snoozedForEvent", e.ignored_until::text as "ignoredUntil", e.resolved_at::text as "resolvedAt", e.resolution,
  e.cause_holds as "causeHolds"`;
const JOINS = sql`left join connection c on c.company_id = e.company_id and c.id = e.connection_id
  left join app_user u on u.company_id = e.company_id and u.id = e.assignee_id`;

/**
 * One page by key, the gravest first and of equals the one that lasts longest. Each state is a range of an index that begins with the most telling
 * part of the filter and goes on in this order, so that a page costs the same at the start and at the end; rows come nearest first.
 */
export async function selectExceptionPage(
  db: Executor,
  narrowing: ExceptionNarrowing,
  page: ExceptionPaging,
): Promise<ExceptionListRow[]> {
  const backwards = page.before !== undefined && page.after === undefined;
  const order = orderOf(narrowing, backwards);
  const ranges = narrowing.states.map((state) => stateRange(state, narrowing, page, backwards));
  const { rows } = await db.execute<ExceptionListRow & Record<string, unknown>>(sql`
    select ${COLUMNS} from (select * from (${sql.join(ranges, sql` union all `)}) e ${order} limit ${page.limit}) e ${JOINS} ${order}`);
  return rows;
}

/** So many matches are put in order; the gravest of more than these are not known. */
const MOST_SORTED = 20_000;

/** Those whose label begins with a text, within the filter, in the order of the list. Nothing is cut before the whole filter holds: closed ones don't hide open ones. */
export async function findExceptions(
  db: Executor,
  narrowing: ExceptionNarrowing,
  text: string,
  limit: number,
): Promise<ExceptionListRow[]> {
  const start = text.toUpperCase();
  const { rows } = await db.execute<ExceptionListRow & Record<string, unknown>>(sql`
    select ${COLUMNS} from (
      select * from exception e where ${wholeOf(narrowing)} and (upper(e.subject_label) collate "C") >= ${start}
        and (upper(e.subject_label) collate "C") < ${`${start}\u{10FFFF}`} limit ${Math.max(limit, MOST_SORTED)}) e ${JOINS}
    ${orderOf(narrowing, false)} limit ${limit}`);
  return rows;
}

/** These, in no order; those of another company are left out. */
export async function selectExceptionsByIds(
  db: Executor,
  companyId: number,
  ids: readonly string[],
): Promise<ExceptionListRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.execute<ExceptionListRow & Record<string, unknown>>(sql`
    select ${COLUMNS} from exception e ${JOINS}
    where e.company_id = ${companyId} and e.id = any(${sql.param([...ids])}::uuid[])`);
  return rows;
}

/** Others of the same shipment: what is open first, then the newest. */
export async function selectRelated(
  db: Executor,
  { companyId, shipmentId, id }: { companyId: number; shipmentId: string; id: string },
  limit: number,
): Promise<ExceptionListRow[]> {
  const { rows } = await db.execute<ExceptionListRow & Record<string, unknown>>(sql`
    select ${COLUMNS} from exception e ${JOINS}
    where e.company_id = ${companyId} and e.shipment_id = ${shipmentId} and e.id <> ${id}
    order by e.state in ('resolved', 'ignored'), e.severity_rank, e.since_at desc, e.id limit ${limit}`);
  return rows;
}

interface Part {
  readonly is: SQL;
  /** An index begins with it and goes on with state and order. */
  readonly leads: boolean;
}

/** The most telling first: the first that leads chooses the index. */
function partsOf(narrowing: ExceptionNarrowing): Part[] {
  const { groupId, assigneeId, customer, carrier, connectionId, kind, ownerRole, severityRank } = narrowing;
  const parts: Part[] = [];
  if (groupId) parts.push({ is: sql`e.group_id = ${groupId}`, leads: true });
  if (assigneeId) parts.push({ is: sql`e.assignee_id = ${assigneeId}`, leads: true });
  if (customer) parts.push({ is: sql`e.customer = ${customer}`, leads: true });
  if (carrier) parts.push({ is: sql`e.carrier = ${carrier}`, leads: true });
  if (connectionId) parts.push({ is: sql`e.connection_id = ${connectionId}`, leads: true });
  if (kind) parts.push({ is: sql`e.kind = ${kind}`, leads: true });
  if (ownerRole) parts.push({ is: sql`e.owner_role = ${ownerRole}`, leads: true });
  if (assigneeId === null) parts.push({ is: sql`e.assignee_id is null`, leads: true });
  if (severityRank !== undefined) parts.push({ is: sql`e.severity_rank = ${severityRank}`, leads: false });
  return parts;
}

function stateRange(
  state: ExceptionState,
  narrowing: ExceptionNarrowing,
  page: ExceptionPaging,
  backwards: boolean,
): SQL {
  const isByClosing = narrowing.resolvedSince !== undefined;
  const parts = partsOf(narrowing);
  const leading = isByClosing ? undefined : parts.find(({ leads }) => leads);
  // Severity is the order's first column: any index range carries it, save the one by closing.
  const isCarried = (part: Part) => part === leading || (!part.leads && !isByClosing);
  const residual = parts.filter((part) => !isCarried(part)).map(({ is }) => is);
  const order = orderOf(narrowing, backwards, leading !== undefined && narrowing.assigneeId === null);
  const within = allOf([
    sql`e.company_id = ${narrowing.companyId}`,
    // Literal, so that the planner can prove that a partial index holds them.
    sql`e.state = ${sql.raw(`'${state}'`)}`,
    ...parts.filter(isCarried).map(({ is }) => is),
    ...(narrowing.resolvedSince
      ? [sql`e.resolved_at >= ${narrowing.resolvedSince.toISOString()}::timestamptz`]
      : []),
    ...placeOf(narrowing, page, backwards),
  ]);
  if (residual.length === 0)
    return sql`(select * from exception e where ${within} ${order} limit ${page.limit})`;
  return sql`(select * from (select * from exception e where ${within} ${order} limit ${page.scanLimit}) e
    where ${allOf(residual)} ${order} limit ${page.limit})`;
}

function placeOf({ resolvedSince }: ExceptionNarrowing, page: ExceptionPaging, backwards: boolean): SQL[] {
  const place = page.after ?? page.before;
  if (!place) return [];
  const { rank, at, id } = place;
  if (resolvedSince) {
    const key = sql`(${at}::timestamptz, ${id}::uuid)`;
    return [backwards ? sql`(e.resolved_at, e.id) > ${key}` : sql`(e.resolved_at, e.id) < ${key}`];
  }
  const key = sql`(${rank}::smallint, ${at}::timestamptz, ${id}::uuid)`;
  const own = sql`(e.severity_rank, e.since_at, e.id)`;
  return [backwards ? sql`${own} < ${key}` : sql`${own} > ${key}`];
}

/** `assignee_id is null` makes no constant of the column to the planner: named in the order, the index still serves it. */
function orderOf({ resolvedSince }: ExceptionNarrowing, backwards: boolean, byNobody = false): SQL {
  if (resolvedSince)
    return backwards ? sql`order by e.resolved_at, e.id` : sql`order by e.resolved_at desc, e.id desc`;
  const nobody = byNobody ? (backwards ? sql`e.assignee_id desc,` : sql`e.assignee_id,`) : sql``;
  return backwards
    ? sql`order by ${nobody} e.severity_rank desc, e.since_at desc, e.id desc`
    : sql`order by ${nobody} e.severity_rank, e.since_at, e.id`;
}

/** The whole filter, for reads that follow no order. */
function wholeOf(narrowing: ExceptionNarrowing): SQL {
  const { companyId, states, resolvedSince } = narrowing;
  return allOf([
    sql`e.company_id = ${companyId}`,
    sql`e.state = any(${sql.param([...states])}::text[])`,
    ...partsOf(narrowing).map(({ is }) => is),
    ...(resolvedSince ? [sql`e.resolved_at >= ${resolvedSince.toISOString()}::timestamptz`] : []),
  ]);
}

const allOf = (conditions: readonly SQL[]): SQL =>
  conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `);

/** How many the filter matches, counted up to `limit`. */
export async function countMatching(
  db: Executor,
  narrowing: ExceptionNarrowing,
  limit: number,
): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (select 1 from exception e where ${wholeOf(narrowing)} limit ${limit}) matching`);
  return rows[0]?.count ?? 0;
}
