import { and, asc, desc, eq, gt, gte, lt, type SQL } from "drizzle-orm";
import type { Executor } from "../../client";
import { auditLog } from "../../schema/access";

export type AuditRow = typeof auditLog.$inferSelect;

export interface AuditFilter {
  readonly companyId: number;
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly from?: Date | undefined;
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
  const conditions: (SQL | undefined)[] = [
    eq(auditLog.companyId, filter.companyId),
    filter.actorId ? eq(auditLog.actorId, filter.actorId) : undefined,
    filter.action ? eq(auditLog.action, filter.action) : undefined,
    filter.subjectKind ? eq(auditLog.subjectKind, filter.subjectKind) : undefined,
    filter.subjectId ? eq(auditLog.subjectId, filter.subjectId) : undefined,
    filter.from ? gte(auditLog.at, filter.from) : undefined,
    place.before === undefined ? undefined : lt(auditLog.seq, place.before),
    place.after === undefined ? undefined : gt(auditLog.seq, place.after),
  ];
  const rows = await db
    .select()
    .from(auditLog)
    .where(and(...conditions))
    .orderBy(upwards ? asc(auditLog.seq) : desc(auditLog.seq))
    .limit(limit);
  return upwards ? rows.reverse() : rows;
}

/** Rows in the order they were chained, from just after `afterSeq`. */
export async function auditChain(
  db: Executor,
  where: { readonly companyId: number; readonly afterSeq: number },
  limit: number,
): Promise<readonly AuditRow[]> {
  return db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.companyId, where.companyId), gt(auditLog.seq, where.afterSeq)))
    .orderBy(asc(auditLog.seq))
    .limit(limit);
}
