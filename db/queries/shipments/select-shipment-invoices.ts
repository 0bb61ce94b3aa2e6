import { and, desc, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { connection } from "../../schema/connection";
import { carrierInvoiceFact } from "../../schema/inbox";

/** Carrier invoices that name one shipment, newest message first. */
export async function selectShipmentInvoices(
  db: Executor,
  companyId: number,
  shipmentId: string,
  limit: number,
) {
  return db
    .select({
      messageId: carrierInvoiceFact.messageId,
      number: carrierInvoiceFact.number,
      carrier: carrierInvoiceFact.carrier,
      invoice: carrierInvoiceFact.invoice,
      connectionName: connection.name,
    })
    .from(carrierInvoiceFact)
    .innerJoin(
      connection,
      and(
        eq(connection.id, carrierInvoiceFact.connectionId),
        eq(connection.companyId, carrierInvoiceFact.companyId),
      ),
    )
    .where(and(eq(carrierInvoiceFact.companyId, companyId), eq(carrierInvoiceFact.shipmentId, shipmentId)))
    .orderBy(desc(carrierInvoiceFact.messageId))
    .limit(limit);
}
