import { and, asc, eq, sql } from "drizzle-orm";
import type { InvoiceDraft } from "@/lib/domain/message/parsed-message";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";
import { freightInvoice, freightInvoiceLine, freightMatch } from "../../schema/freight";
import type { MarkedInvoice } from "./marks";

export type FreightInvoiceRow = typeof freightInvoice.$inferSelect;
export type FreightLineRow = typeof freightInvoiceLine.$inferSelect;
export type FreightMatchRow = typeof freightMatch.$inferSelect;

interface ReadBill extends Record<string, unknown> {
  readonly connectionId: string;
  readonly connectionCarrier: string | null;
  readonly invoice: InvoiceDraft;
  readonly receivedAt: string;
}

/** What a message stated as a bill, and when it arrived. */
export async function selectReadBill(
  db: Executor,
  { companyId, messageId, document, position }: MarkedInvoice,
): Promise<ReadBill | null> {
  const { rows } = await db.execute<ReadBill>(sql`
    select f.connection_id as "connectionId", c.carrier_scac as "connectionCarrier", f.invoice, m.received_at as "receivedAt"
    from carrier_invoice_fact f join inbox_message m on m.company_id = f.company_id and m.id = f.message_id
    join connection c on c.company_id = f.company_id and c.id = f.connection_id
    where f.company_id = ${companyId} and f.message_id = ${messageId} and f.document = ${document} and f.position = ${position}`);
  return rows[0] ?? null;
}

const ofInvoice = (companyId: number, id: string) =>
  and(eq(freightInvoice.companyId, companyId), eq(freightInvoice.id, id));

/** A bill as it is kept, locked until commit; null: none. */
export async function lockFreightInvoice(
  tx: Transaction,
  companyId: number,
  id: string,
): Promise<FreightInvoiceRow | null> {
  const [row] = await tx.select().from(freightInvoice).where(ofInvoice(companyId, id)).for("update");
  return row ?? null;
}

/** The charges of a bill, in the order of its audit. */
export async function selectFreightLines(
  db: Executor,
  companyId: number,
  invoiceId: string,
): Promise<FreightLineRow[]> {
  return db
    .select()
    .from(freightInvoiceLine)
    .where(and(eq(freightInvoiceLine.companyId, companyId), eq(freightInvoiceLine.invoiceId, invoiceId)))
    .orderBy(asc(freightInvoiceLine.position));
}

/** Which part of which line of a bill is of which shipment. */
export async function selectFreightMatches(
  db: Executor,
  companyId: number,
  invoiceId: string,
): Promise<FreightMatchRow[]> {
  return db
    .select()
    .from(freightMatch)
    .where(and(eq(freightMatch.companyId, companyId), eq(freightMatch.invoiceId, invoiceId)))
    .orderBy(asc(freightMatch.lineIndex), asc(freightMatch.shipmentId));
}

/** Most bills and shipments one number is looked up to; one that names more says nothing. */
const MOST = 200;

/** Other bills that share a number, a PRO or a BOL with this one. */
export async function selectBillsLike(
  db: Executor,
  companyId: number,
  invoiceId: string,
): Promise<Pick<FreightInvoiceRow, "invoice" | "state">[]> {
  const { rows } = await db.execute<Pick<FreightInvoiceRow, "invoice" | "state">>(sql`
    select i.invoice, i.state from freight_invoice i where i.company_id = ${companyId} and i.id <> ${invoiceId} and i.id in (
      select o.invoice_id from freight_number n join freight_number o on o.company_id = n.company_id and o.lookup = n.lookup and o.type = n.type
      where n.company_id = ${companyId} and n.invoice_id = ${invoiceId} and n.type in ('invoice', 'pro', 'bol'))
    order by i.received_at, i.id limit ${MOST}`);
  return rows;
}

/** Shipments that have any of these numbers, in look-up form, with all of their own. */
export async function selectShipmentsNamed(
  db: Executor,
  companyId: number,
  lookups: readonly string[],
): Promise<{ readonly shipmentId: string; readonly type: string; readonly value: string }[]> {
  const { rows } = await db.execute<{ shipmentId: string; type: string; value: string }>(sql`
    select r.shipment_id as "shipmentId", r.type, r.value from shipment_reference r where r.company_id = ${companyId} and r.shipment_id in (
      select shipment_id from shipment_reference where company_id = ${companyId}
        and lookup = any(array(select value collate "C" from json_array_elements_text(${jsonParameter(lookups)}::json)))
      order by shipment_id limit ${MOST})
    order by 1, 2, 3`);
  return rows;
}

export interface SettledCharge {
  readonly shipmentId: string;
  readonly kind: FreightLineRow["kind"];
  readonly amountMinor: number;
  readonly currency: string;
  readonly number: string;
  readonly correction: FreightInvoiceRow["invoice"]["correction"];
}

/** What was approved of these shipments on bills other than this one. */
export async function selectSettled(
  db: Executor,
  companyId: number,
  shipmentIds: readonly string[],
  except: string,
): Promise<SettledCharge[]> {
  if (shipmentIds.length === 0) return [];
  const { rows } = await db.execute<SettledCharge & Record<string, unknown>>(sql`
    select l.shipment_id as "shipmentId", l.kind, l.pay_minor::float8 as "amountMinor", i.currency, i.number, i.invoice ->> 'correction' as correction
    from freight_invoice_line l join freight_invoice i on i.company_id = l.company_id and i.id = l.invoice_id
    where l.company_id = ${companyId} and l.shipment_id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(shipmentIds)}::json)))
      and i.id <> ${except} and i.state in ('decided', 'settled') and l.pay_minor <> 0
    order by i.received_at, i.id, l.position`);
  return rows;
}
