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

export async function listAudit(
  db: Executor,
  filter: AuditFilter,
  place: AuditPlace,
  limit: number,
): Promise<readonly AuditRow[]> {
  const upwards = place.after !== undefined;
  const rows = await db
    .select()
    .from(auditLog)
    .where(
      and(
        ...narrowing(filter),
        place.before === undefined ? undefined : lt(auditLog.seq, place.before),
        place.after === undefined ? undefined : gt(auditLog.seq, place.after),
      ),
    )
    .orderBy(upwards ? asc(auditLog.seq) : desc(auditLog.seq))
    .limit(limit);
  return upwards ? rows.reverse() : rows;
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
    filter.words ? holds(filter.words) : undefined,
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
