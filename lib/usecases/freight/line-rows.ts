import type { FreightLineRow } from "@/db/queries/freight/read-bill";
import type { AuditLine } from "@/lib/domain/freight/audit-result";

/** Charges as they are kept. */
export function lineRows(
  { companyId, id }: { readonly companyId: number; readonly id: string },
  lines: readonly AuditLine[],
): FreightLineRow[] {
  return lines.map(({ proposal, ...line }, position) => ({
    ...line,
    ...{ companyId, invoiceId: id, position, decision: proposal },
  }));
}

/** A charge as the rules know it. */
export function auditLineOf(row: FreightLineRow): AuditLine {
  const { companyId: _company, invoiceId: _invoice, position: _position, decision, ...line } = row;
  return { ...line, proposal: decision };
}
