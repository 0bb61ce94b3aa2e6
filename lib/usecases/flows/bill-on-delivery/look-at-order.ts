import { z } from "zod";
import { mirroredRecords } from "@/db/queries/odoo/bundle-records";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { idOf } from "@/lib/connectors/odoo/record-values";
import type { OpenOrder } from "@/lib/domain/billing/open-order";
import { type BillingTerms, termsFor } from "@/lib/domain/billing/terms";
import { type OpenRow, unbilledOf } from "@/lib/domain/billing/unbilled-of";
import { readOpenOrders } from "@/lib/usecases/billing/read-open-orders";
import { readTerms } from "@/lib/usecases/billing/read-terms";
import type { StepContext } from "../engine/flow-implementation";

export const billPayload = z.strictObject({
  connectionId: z.uuid(),
  saleOrderId: z.number().int().positive(),
  /** The delivery that was delivered: what the run is about. */
  pickingId: z.number().int().positive(),
  pickingName: z.string().max(200),
});
export type BillPayload = z.output<typeof billPayload>;

export const payloadOf = ({ run }: StepContext): BillPayload => run.payload as unknown as BillPayload;

/** The order as Odoo and the timeline have it now. */
export interface OrderLook {
  readonly order: OpenOrder;
  readonly terms: BillingTerms;
  readonly zone: string;
  /** Odoo's `res.company`. */
  readonly odooCompanyId: number;
  /** What is delivered and on no invoice, while the run's delivery is among it. */
  readonly delivered: OpenRow | null;
  readonly drafts: readonly OpenRow[];
  readonly shipmentIds: readonly string[];
}

/** Null while Odoo has no such order, or has not been read so far. */
export async function lookAtOrder(step: StepContext): Promise<OrderLook | null> {
  const { connectionId, saleOrderId, pickingId } = payloadOf(step);
  const { companyId } = step.run;
  const owner = { companyId, connectionId };
  const [order] = await readOpenOrders(step.tx, owner, [saleOrderId]);
  const [record] = await mirroredRecords(step.tx, owner, new Map([["sale.order", [saleOrderId]]]));
  const odooCompanyId = record ? idOf(record.values, "company_id") : null;
  if (!order || odooCompanyId === null) return null;
  const terms = termsFor(await readTerms(step.tx, companyId), order.customer);
  const zone = await selectCompanyZone(step.tx, companyId);
  const rows = unbilledOf({ order, terms, zone, now: step.now().getTime() });
  const delivered = rows.find(
    ({ part, deliveries }) => part === "delivered" && deliveries.some((one) => one.pickingId === pickingId),
  );
  return {
    ...{ order, terms, zone, odooCompanyId },
    delivered: delivered ?? null,
    drafts: rows.filter(({ part }) => part === "draft"),
    shipmentIds: [...new Set(order.deliveries.flatMap(({ shipment }) => shipment?.shipmentId ?? []))],
  };
}
