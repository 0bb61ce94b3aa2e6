import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "../../client";
import { columnNames, jsonParameter } from "../../json";
import { freightInvoice, freightInvoiceLine, freightMatch, freightNumber } from "../../schema/freight";
import type { FreightInvoiceRow, FreightLineRow, FreightMatchRow } from "./read-bill";

/** Keeps a bill as it is seen now: a new row, or the next version of an open one. */
export async function writeFreightInvoice(
  tx: Transaction,
  row: typeof freightInvoice.$inferInsert,
): Promise<void> {
  const { companyId, id, ...values } = row;
  await tx
    .insert(freightInvoice)
    .values(row)
    .onConflictDoUpdate({
      target: [freightInvoice.companyId, freightInvoice.id],
      set: { ...values, version: sql`${freightInvoice.version} + 1` },
    });
}

/** Changes what is kept of a bill that the caller has locked; its version goes on. */
export async function updateFreightInvoice(
  tx: Transaction,
  { companyId, id }: Pick<FreightInvoiceRow, "companyId" | "id">,
  change: Partial<typeof freightInvoice.$inferInsert>,
): Promise<void> {
  await tx
    .update(freightInvoice)
    .set({ ...change, version: sql`${freightInvoice.version} + 1` })
    .where(and(eq(freightInvoice.companyId, companyId), eq(freightInvoice.id, id)));
}

/** Puts these charges in place of those kept of a bill. */
export async function replaceFreightLines(
  tx: Transaction,
  { companyId, id }: Pick<FreightInvoiceRow, "companyId" | "id">,
  rows: readonly FreightLineRow[],
): Promise<void> {
  await tx
    .delete(freightInvoiceLine)
    .where(and(eq(freightInvoiceLine.companyId, companyId), eq(freightInvoiceLine.invoiceId, id)));
  if (rows.length > 0) await tx.insert(freightInvoiceLine).values([...rows]);
}

/** Puts these allocations in place of those kept of a bill. */
export async function replaceFreightMatches(
  tx: Transaction,
  { companyId, id }: Pick<FreightInvoiceRow, "companyId" | "id">,
  rows: readonly FreightMatchRow[],
): Promise<void> {
  await tx
    .delete(freightMatch)
    .where(and(eq(freightMatch.companyId, companyId), eq(freightMatch.invoiceId, id)));
  if (rows.length > 0) await tx.insert(freightMatch).values([...rows]);
}

/** Keeps exactly these numbers of a bill. */
export async function replaceFreightNumbers(
  tx: Transaction,
  { companyId, id }: Pick<FreightInvoiceRow, "companyId" | "id">,
  numbers: readonly { readonly type: string; readonly lookup: string }[],
): Promise<void> {
  await tx
    .delete(freightNumber)
    .where(and(eq(freightNumber.companyId, companyId), eq(freightNumber.invoiceId, id)));
  await tx.execute(sql`
    insert into freight_number (company_id, lookup, type, invoice_id)
    select distinct ${companyId}::integer, g.lookup, g.type, ${id}::uuid
    from json_to_recordset(${jsonParameter(numbers.map(columnNames))}::json) as g(type text, lookup text) order by 2, 3`);
}
