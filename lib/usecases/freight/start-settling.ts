import type { Transaction } from "@/db/client";
import type { FreightInvoiceRow } from "@/db/queries/freight/read-bill";
import { SETTLE_CARRIER_INVOICE } from "@/lib/domain/flow/definitions/settle-carrier-invoice";
import { startRun } from "@/lib/usecases/flows/engine/start-run";
import { flowSettings } from "@/lib/usecases/flows/flow-settings";

/** Starts the settling of an audited bill: once, however often it is audited. */
export async function startSettling(
  tx: Transaction,
  bill: Pick<FreightInvoiceRow, "companyId" | "id" | "carrier" | "number" | "totalMinor" | "currency">,
  shipmentId: string | null,
  now: () => Date,
): Promise<void> {
  const { companyId, id, carrier, number } = bill;
  const { enabled } = await flowSettings(tx, companyId, "settle_carrier_invoice");
  if (!enabled) return;
  const actor = { kind: "system" as const, job: "flow settle carrier invoice", companyId };
  await startRun(tx, { actor, now }, SETTLE_CARRIER_INVOICE, {
    businessKey: id,
    subject: { kind: "freight_invoice", id, label: `${carrier || "Unknown carrier"} ${number}` },
    ...(shipmentId ? { shipmentId } : {}),
    ...(carrier ? { carrier } : {}),
    payload: { invoiceId: id },
    amount: { amountMinor: bill.totalMinor, currency: bill.currency },
  });
}
