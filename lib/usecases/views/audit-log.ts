import { distinctAuditActions } from "@/db/queries/audit/audit-choices";
import { type AuditFilter, type AuditPlace, type AuditRow, listAudit } from "@/db/queries/audit/list-audit";
import type { AuditPageDto, AuditRowDto } from "@/lib/contracts/audit";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";

const PAGE_ROWS = 50;

/** One page of the company's audit log, newest first, paged by sequence. */
export async function auditLogPage(
  ctx: Context,
  filter: Omit<AuditFilter, "companyId">,
  place: AuditPlace,
): Promise<AuditPageDto> {
  requirePermission(ctx.actor, "audit.read");
  const scoped = { ...filter, companyId: ctx.actor.companyId };
  const found = await listAudit(ctx.db, scoped, place, PAGE_ROWS + 1);
  const upwards = place.after !== undefined;
  const more = found.length > PAGE_ROWS;
  // Going up, the row too many is the newest one; going down, the oldest.
  const rows = more ? (upwards ? found.slice(1) : found.slice(0, PAGE_ROWS)) : found;
  const isFirst = place.before === undefined && !(upwards && more);
  return {
    rows: rows.map(toDto),
    olderBefore: upwards || more ? (rows.at(-1)?.seq ?? null) : null,
    newerAfter: isFirst ? null : (rows[0]?.seq ?? null),
  };
}

/** The actions that occur in the log, for its filter. */
export async function auditActions(ctx: Context): Promise<readonly string[]> {
  requirePermission(ctx.actor, "audit.read");
  return distinctAuditActions(ctx.db, ctx.actor.companyId);
}

function toDto(row: AuditRow): AuditRowDto {
  const { seq, actorKind, actorId, actorName, action, subjectKind, subjectId, reason, before, after } = row;
  return {
    seq,
    at: row.at.toISOString(),
    actorKind,
    actorId,
    actorName,
    action,
    subjectKind,
    subjectId,
    reason,
    before,
    after,
  };
}
