import type { Transaction } from "@/db/client";
import { selectShipmentDeliveries } from "@/db/queries/flows/odoo-deliveries";
import { relationsFrom } from "@/db/queries/odoo/bundle-records";
import { selectBoardRows } from "@/db/queries/shipments/select-board-rows";
import type { Actor } from "@/lib/domain/access/actor";
import { BILL_ON_DELIVERY } from "@/lib/domain/flow/definitions/bill-on-delivery";
import type { FlowImplementation } from "../engine/flow-implementation";
import { startRun } from "../engine/start-run";
import { flowSettings } from "../flow-settings";
import { accessorials, delivered, exceptions, proof, references, terms } from "./before-draft";
import { againstOrder, approve, draft, noteDraft, post, told } from "./draft-and-post";
import { type BillPayload, billPayload } from "./look-at-order";

interface BillStart extends BillPayload {
  readonly orderLabel: string;
  readonly shipmentId: string | null;
  readonly customer: string | null;
}

/** Starts the billing of one delivery: once, whoever asks for it. */
export function startBilling(
  tx: Transaction,
  by: { readonly actor: Actor; readonly now: () => Date },
  { orderLabel, shipmentId, customer, ...payload }: BillStart,
): ReturnType<typeof startRun> {
  const { connectionId, saleOrderId, pickingId, pickingName } = payload;
  return startRun(tx, by, BILL_ON_DELIVERY, {
    businessKey: `${connectionId} ${saleOrderId} ${pickingId}`,
    subject: {
      kind: "sale.order",
      id: `${connectionId} ${saleOrderId}`,
      label: `${orderLabel}, ${pickingName}`,
    },
    ...(shipmentId ? { shipmentId } : {}),
    connectionId,
    ...(customer ? { customer } : {}),
    payload: { ...payload },
  });
}

/** A run for each delivery of a sales order behind these shipments. */
async function start(
  tx: Transaction,
  companyId: number,
  shipmentIds: readonly string[],
  now: () => Date,
): Promise<void> {
  const { enabled } = await flowSettings(tx, companyId, "bill_on_delivery");
  if (!enabled) return;
  const actor = { kind: "system" as const, job: "flow bill on delivery", companyId };
  for (const { id: shipmentId, number, view } of await selectBoardRows(tx, companyId, shipmentIds)) {
    for (const { connectionId, pickingId, name } of await selectShipmentDeliveries(
      tx,
      companyId,
      shipmentId,
    )) {
      const owner = { companyId, connectionId };
      const [order] = await relationsFrom(tx, owner, { model: "stock.picking", field: "sale_id" }, [
        pickingId,
      ]);
      if (!order) continue;
      const payload = { connectionId, saleOrderId: order.to, pickingId, pickingName: name };
      const customer = view.customer?.name ?? null;
      await startBilling(tx, { actor, now }, { ...payload, shipmentId, customer, orderLabel: number });
    }
  }
}

export const billOnDelivery: FlowImplementation = {
  definition: BILL_ON_DELIVERY,
  payload: billPayload,
  startsOn: ["delivered", "delivered_partial"],
  start,
  steps: {
    delivered,
    proof,
    accessorials,
    exceptions,
    references,
    terms,
    draft,
    against_order: againstOrder,
    approve,
    post,
    told,
  },
  compensations: { note_draft: noteDraft },
};
