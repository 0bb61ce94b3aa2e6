import type { AuditFilter } from "@/db/queries/audit/list-audit";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import type { AuditQuery } from "@/lib/contracts/audit/audit-query";
import { startOfDay } from "@/lib/domain/overview/start-of-day";
import type { Context } from "@/lib/usecases/context";

const DAY_MS = 86_400_000;

/** The filters of an address as the database takes them: days begin where the company is. */
export async function auditNarrowing(
  ctx: Context,
  query: Omit<AuditQuery, "before" | "after">,
): Promise<AuditFilter> {
  const { who, actorId, action, subjectKind, subjectId, days, from, until, q } = query;
  const { companyId } = ctx.actor;
  const zone = from || until ? await selectCompanyZone(ctx.db, companyId) : "UTC";
  const recently = days === undefined ? undefined : new Date(ctx.now().getTime() - days * DAY_MS);
  return {
    ...{ companyId, who, actorId, action, subjectKind, subjectId },
    from: from ? new Date(startOfDay(from, zone)) : recently,
    until: until ? new Date(startOfDay(dayAfter(until), zone)) : undefined,
    words: /[\p{L}\p{N}]/u.test(q ?? "") ? q : undefined,
  };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
