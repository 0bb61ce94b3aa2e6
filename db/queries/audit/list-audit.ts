import { and, asc, desc, eq, gt, gte, lt, type SQL, sql } from "drizzle-orm";
import type { AuditActorKind } from "@/lib/domain/access/actor";
import type { Executor } from "../../client";
import { auditLog } from "../../schema/access";

export type AuditRow = typeof auditLog.$inferSelect;

export interface AuditFilter {
  readonly companyId: number;
  readonly who?: AuditActorKind | undefined;
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly from?: Date | undefined;
  /** Excluded. */
  readonly until?: Date | undefined;
  /** Words, each of which some word of the row begins with. */
  readonly words?: string | undefined;
}

/** `before` a sequence: older rows, newest first. `after` one: newer rows, also newest first. Neither: the newest. */
export type AuditPlace = { readonly before?: number | undefined; readonly after?: number | undefined };

/** Walked row by row before the index of words is asked. */
const NEAR_ROWS = 4_000;

/**
 * Words are looked for near the place first, row by row: what is common is found there at once, and the index would gather every
 * row of the log that holds it (2.4 s of a million rows where a third does). What is rare is then few rows in the index.
 */
export async function listAudit(
  db: Executor,
  filter: AuditFilter,
  place: AuditPlace,
  limit: number,
): Promise<readonly AuditRow[]> {
  if (filter.words !== undefined) {
    const near = await selectPage(db, [...narrowing(filter), ...nearby(filter, place)], place, limit);
    if (near.length === limit) return near;
  }
  const words = filter.words === undefined ? [] : [holds(filter.words)];
  // Sorted by what no index gives: else a word that is nowhere may be looked for in every row, newest first.
  const order = filter.words === undefined ? sql`${auditLog.seq}` : sql`${auditLog.seq} + 0`;
  return selectPage(db, [...narrowing(filter), ...words], place, limit, order);
}

async function selectPage(
  db: Executor,
  conditions: readonly (SQL | undefined)[],
  { before, after }: AuditPlace,
  limit: number,
  order: SQL = sql`${auditLog.seq}`,
): Promise<readonly AuditRow[]> {
  const upwards = after !== undefined;
  const rows = await db
    .select()
    .from(auditLog)
    .where(
      and(
        ...conditions,
        before === undefined ? undefined : lt(auditLog.seq, before),
        after === undefined ? undefined : gt(auditLog.seq, after),
      ),
    )
    .orderBy(upwards ? asc(order) : desc(order))
    .limit(limit);
  return upwards ? rows.reverse() : rows;
}

/** The rows next to a place that hold the words; "is true" keeps the index of words out of it. */
function nearby({ companyId, words = "" }: AuditFilter, { before, after }: AuditPlace): SQL[] {
  const newest = sql`(select h.seq + 1 from audit_head h where h.company_id = ${companyId})`;
  const bound =
    after === undefined
      ? sql`${auditLog.seq} >= ${before ?? newest}::bigint - ${NEAR_ROWS}::bigint`
      : sql`${auditLog.seq} <= ${after}::bigint + ${NEAR_ROWS}::bigint`;
  return [bound, sql`(${holds(words)}) is true`];
}

function narrowing(filter: AuditFilter): (SQL | undefined)[] {
  return [
    eq(auditLog.companyId, filter.companyId),
    filter.who ? eq(auditLog.actorKind, filter.who) : undefined,
    filter.actorId ? eq(auditLog.actorId, filter.actorId) : undefined,
    filter.action ? eq(auditLog.action, filter.action) : undefined,
    filter.subjectKind ? eq(auditLog.subjectKind, filter.subjectKind) : undefined,
    filter.subjectId ? eq(auditLog.subjectId, filter.subjectId) : undefined,
    ...(filter.from ? since(filter.companyId, filter.from) : []),
    ...(filter.until ? upTo(filter.companyId, filter.until) : []),
  ];
}

/**
 * Rows are read in order of sequence, so a time is turned into a place in that order as well: else a far day would be looked for
 * from the newest row down. A decision is written within an hour of the moment it carries.
 */
const SLACK = sql.raw(`interval '1 hour'`);

function since(companyId: number, at: Date): SQL[] {
  const first = sql`(select a.seq from audit_log a where a.company_id = ${companyId} and a.at >= ${at.toISOString()}::timestamptz - ${SLACK}
    order by a.at, a.seq limit 1)`;
  return [gte(auditLog.at, at), sql`${auditLog.seq} >= coalesce(${first}, 9223372036854775807)`];
}

function upTo(companyId: number, at: Date): SQL[] {
  const last = sql`(select a.seq from audit_log a where a.company_id = ${companyId} and a.at < ${at.toISOString()}::timestamptz + ${SLACK}
    order by a.at desc, a.seq desc limit 1)`;
  return [lt(auditLog.at, at), sql`${auditLog.seq} <= coalesce(${last}, 0)`];
}

/** Split into words the same way as the index; see `audit_words` in the migrations. */
function holds(words: string): SQL {
  return sql`audit_words(${auditLog.actorName}, ${auditLog.action}, ${auditLog.subjectId}, ${auditLog.reason}, ${auditLog.before}, ${auditLog.after})
    @@ audit_query(${words})`;
}

/** Rows in the order they were chained, from just after `afterSeq` up to `untilSeq`. */
export async function auditChain(
  db: Executor,
  where: { readonly companyId: number; readonly afterSeq: number; readonly untilSeq: number },
  limit: number,
): Promise<readonly AuditRow[]> {
  return db
    .select()
    .from(auditLog)
    .where(
      and(
        eq(auditLog.companyId, where.companyId),
        gt(auditLog.seq, where.afterSeq),
        sql`${auditLog.seq} <= ${where.untilSeq}`,
      ),
    )
    .orderBy(asc(auditLog.seq))
    .limit(limit);
}
