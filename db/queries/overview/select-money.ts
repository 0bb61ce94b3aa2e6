import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

export interface UnmatchedInvoice {
  readonly messageId: string;
  readonly document: number;
  readonly position: number;
  readonly number: string;
  readonly carrier: string | null;
  readonly total: string | null;
  readonly currency: string | null;
  readonly shipmentNumber: string | null;
}

interface InvoiceScope {
  readonly companyId: number;
  readonly fromAt: Date;
  readonly untilAt: Date;
  /** Of the shipment an invoice is for; one without a shipment has none. */
  readonly customer?: string | undefined;
  readonly carrier?: string | undefined;
  readonly limit: number;
  readonly after?: {
    readonly messageId: string;
    readonly document: number;
    readonly position: number;
  } | null;
}

/** Carrier invoices received in a time that no event of their shipment calls matched or approved, by message; at most `limit`. */
export async function selectUnmatchedInvoices(
  db: Executor,
  scope: InvoiceScope,
): Promise<UnmatchedInvoice[]> {
  const { companyId, fromAt, untilAt, customer, carrier, limit, after } = scope;
  const { rows } = await db.execute<UnmatchedInvoice & Record<string, unknown>>(sql`
    select f.message_id as "messageId", f.document, f.position, f.number, f.carrier, f.invoice ->> 'total' as total, f.invoice ->> 'currency' as currency,
      s.number as "shipmentNumber"
    from carrier_invoice_fact f left join shipment s on s.company_id = f.company_id and s.id = f.shipment_id
    where f.company_id = ${companyId} and f.message_id >= ${firstId(fromAt)}::uuid and f.message_id < ${firstId(untilAt)}::uuid
      ${carrier ? sql`and f.carrier = ${carrier}` : sql``}
      ${customer ? sql`and exists (select from shipment_state t where t.company_id = f.company_id and t.shipment_id = f.shipment_id and t.customer = ${customer})` : sql``}
      ${after ? sql`and (f.message_id, f.document, f.position) > (${after.messageId}::uuid, ${after.document}, ${after.position})` : sql``}
      and not exists (select 1 from event e where e.company_id = f.company_id and e.shipment_id = f.shipment_id
        and e.milestone in ('carrier_invoice_matched', 'carrier_invoice_approved'))
    order by f.message_id, f.document, f.position limit ${limit}`);
  return rows;
}

/** The lowest UUIDv7 of a moment: messages are numbered by when they came. */
function firstId(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
