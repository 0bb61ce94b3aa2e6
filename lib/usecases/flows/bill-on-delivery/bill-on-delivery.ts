import type { Transaction } from "@/db/client";
import { selectShipmentDeliveries } from "@/db/queries/flows/odoo-deliveries";
import { relationsFrom } from "@/db/queries/odoo/bundle-records";
import { selectBoardRows } from "@/db/queries/shipments/select-board-rows";
import type { Actor } from "@/lib/domain/access/actor";
import { MILESTONES } from "@/lib/domain/event/milestone";
import { BILL_ON_DELIVERY } from "@/lib/domain/flow/definitions/bill-on-delivery";
import type { ShipmentView } from "@/lib/domain/shipment/state";
import type { Instant } from "@/lib/domain/time/instant";
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

/** What was delivered longer ago is for a person to bill: a company that connects its Odoo has years of it. */
const BILL_WITHIN_MS = 30 * 24 * 3_600_000;

function isJustDelivered({ track, status, statusAt }: ShipmentView, now: Instant): boolean {
  const at = track.delivered ?? (status === "delivered_partial" ? statusAt : null);
  return at !== null && now - at < BILL_WITHIN_MS;
}

/** A run for each delivery of a sales order behind these shipments, whichever came first: the carrier's word or Odoo's. */
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
    if (!isJustDelivered(view, now().getTime())) continue;
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
  startsOn: MILESTONES,
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
