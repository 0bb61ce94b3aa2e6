import { type AuditFilter, listAudit } from "@/db/queries/audit/list-audit";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { inTransaction } from "@/db/transaction";
import type { AuditRowDto } from "@/lib/contracts/audit/audit-page";
import type { AuditExportFormat, AuditQuery } from "@/lib/contracts/audit/audit-query";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { dayIn } from "@/lib/domain/shipment/wall-clock";
import type { Context } from "@/lib/usecases/context";
import { CSV_BOM, csvLine } from "@/lib/usecases/shipments/csv-line";
import { auditRowDto } from "@/lib/usecases/views/audit/audit-log";
import { auditNarrowing } from "@/lib/usecases/views/audit/audit-narrowing";
import { appendAudit } from "./append-audit";

const ROWS_A_READ = 500;

export interface AuditExport {
  readonly fileName: string;
  readonly contentType: string;
  /** Text in pieces, newest row first. */
  readonly pieces: AsyncIterable<string>;
}

/**
 * The rows that fit as a file, all of them: read by key some hundred at a time, so that neither the database nor this process
 * ever holds more. That it was taken is a row of the log itself, the newest in the file when it fits the filters.
 */
export async function exportAudit(
  ctx: Context,
  { before: _, after: __, ...query }: AuditQuery,
  format: AuditExportFormat,
): Promise<AuditExport> {
  requirePermission(ctx.actor, "audit.read");
  const now = ctx.now();
  const filter = await auditNarrowing(ctx, query);
  const zone = await selectCompanyZone(ctx.db, filter.companyId);
  const entry = { action: "audit.export", subject: { kind: "audit_log", id: format }, after: query };
  await inTransaction(ctx.db, (tx) => appendAudit(tx, ctx.actor, entry, now));
  return {
    fileName: `audit-log-${dayIn(zone, now.getTime())}.${format}`,
    contentType: format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8",
    pieces: pieces(ctx, filter, format),
  };
}

async function* pieces(ctx: Context, filter: AuditFilter, format: AuditExportFormat): AsyncGenerator<string> {
  if (format === "csv") yield CSV_BOM + csvLine(COLUMNS);
  let before: number | undefined;
  for (let full = true; full; ) {
    const rows = await listAudit(ctx.db, filter, { before }, ROWS_A_READ);
    if (rows.length > 0) yield rows.map((row) => line(auditRowDto(row), format)).join("");
    before = rows.at(-1)?.seq;
    full = rows.length === ROWS_A_READ;
  }
}

const COLUMNS = [
  "row",
  "at",
  "actor_kind",
  "actor_id",
  "actor_name",
  "action",
  "subject_kind",
  "subject_id",
  "reason",
  "before",
  "after",
  "hash",
];

function line(row: AuditRowDto, format: AuditExportFormat): string {
  if (format === "jsonl") return `${JSON.stringify(row)}\n`;
  const {
    seq,
    at,
    actorKind,
    actorId,
    actorName,
    action,
    subjectKind,
    subjectId,
    reason,
    before,
    after,
    hash,
  } = row;
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  return csvLine([
    ...[seq, at, actorKind, actorId, actorName, action, subjectKind, subjectId, reason],
    ...[json(before), json(after), hash],
  ]);
}
