import { distinctAuditActions, distinctAuditSubjects } from "@/db/queries/audit/audit-choices";
import { type AuditPlace, type AuditRow, listAudit } from "@/db/queries/audit/list-audit";
import type { AuditChoices, AuditPageDto, AuditRowDto } from "@/lib/contracts/audit/audit-page";
import type { AuditQuery } from "@/lib/contracts/audit/audit-query";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";
import { auditNarrowing } from "./audit-narrowing";

const PAGE_ROWS = 50;

/** One page of the company's audit log, newest first, paged by sequence. */
export async function auditLogPage(ctx: Context, query: AuditQuery): Promise<AuditPageDto> {
  requirePermission(ctx.actor, "audit.read");
  const place: AuditPlace = query.after === undefined ? { before: query.before } : { after: query.after };
  const found = await listAudit(ctx.db, await auditNarrowing(ctx, query), place, PAGE_ROWS + 1);
  const upwards = place.after !== undefined;
  const more = found.length > PAGE_ROWS;
  // Going up, the row too many is the newest one; going down, the oldest.
  const rows = more ? (upwards ? found.slice(1) : found.slice(0, PAGE_ROWS)) : found;
  const isFirst = place.before === undefined && !(upwards && more);
  return {
    rows: rows.map(auditRowDto),
    olderBefore: upwards || more ? (rows.at(-1)?.seq ?? null) : null,
    newerAfter: isFirst ? null : (rows[0]?.seq ?? null),
  };
}

/** The actions and the kinds of subjects that occur in the log, for its filters. */
export async function auditChoices(ctx: Context): Promise<AuditChoices> {
  requirePermission(ctx.actor, "audit.read");
  const { companyId } = ctx.actor;
  const [actions, subjectKinds] = await Promise.all([
    distinctAuditActions(ctx.db, companyId),
    distinctAuditSubjects(ctx.db, companyId),
  ]);
  return { actions, subjectKinds };
}

/** A row as screens and files tell it. */
export function auditRowDto(row: AuditRow): AuditRowDto {
  const { companyId: _, at, previousHash: __, hash, ...told } = row;
  return { ...told, at: at.toISOString(), hash: hash.toString("hex") };
}
