import { z } from "zod";
import { findShipmentId } from "@/db/queries/billing/find-shipment";
import { lockRun } from "@/db/queries/flows/write-run";
import { RUN_STATE_WORDS } from "@/lib/contracts/flows/flow-words";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import { BLOCKER_LABELS } from "@/lib/domain/flow/blocker";
import type { BulkKind } from "@/lib/usecases/bulk/bulk-kind";
import { startBilling } from "@/lib/usecases/flows/bill-on-delivery/bill-on-delivery";

/** What starting the billing of a delivery takes. */
export const deliveryToBill = z.strictObject({
  connectionId: z.uuid(),
  saleOrderId: z.number(),
  pickingId: z.number(),
  pickingName: z.string(),
  orderName: z.string(),
  customer: z.string().nullable(),
  shipmentNumber: z.string().nullable(),
});
export type DeliveryToBill = z.output<typeof deliveryToBill>;

/** Deliveries that are ready to bill: each gets a run of "Bill on delivery", once, whoever asked for it before. */
export const unbilledKind: BulkKind = {
  permission: "billing.read",
  audited: "billing",
  hrefOf: ({ given }) =>
    given?.shipmentNumber
      ? `/shipments/${encodeURIComponent(String(given.shipmentNumber))}`
      : "/billing/unbilled",
  willHappen: async (_ctx, _given, count) =>
    `Bill ${count === 1 ? "1 delivery" : `${count.toLocaleString("en")} deliveries`}: each begins a run that checks, drafts, asks and posts.`,
  act: async (tx, item, _given, { actor, at }) => {
    requirePermission(actor, "flow.bulk");
    requirePermission(actor, "flow.start");
    const { orderName, shipmentNumber, ...delivery } = deliveryToBill.parse(item.given);
    const { companyId } = actor;
    const shipmentId = shipmentNumber ? await findShipmentId(tx, companyId, shipmentNumber) : undefined;
    const given = { ...delivery, shipmentId: shipmentId ?? null, orderLabel: orderName };
    const { id, isNew } = await startBilling(tx, { actor, now: () => at }, given);
    if (isNew) return { state: "done", message: null, resultRunId: id };
    const run = await lockRun(tx, { companyId, id });
    if (!run) throw new NotFoundError("Its run is gone. Nothing was changed.");
    const blocker = run.blocker ? `, ${BLOCKER_LABELS[run.blocker].toLowerCase()}` : "";
    const message = `Has a run already: ${RUN_STATE_WORDS[run.state].label.toLowerCase()}${blocker}.`;
    return { state: "skipped", message, resultRunId: id };
  },
};
