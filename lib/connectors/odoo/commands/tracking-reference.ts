import type { OdooContext } from "../client/odoo-client";
import { readNeeded, readOne, resultOf } from "./account-move";
import { type CommandHandler, CommandRefusal, inCompany } from "./handler";

interface TrackingPlan {
  readonly pickingId: number;
  readonly trackingReference: string;
  readonly context: OdooContext;
}

const FIELDS = ["name", "state", "carrier_tracking_ref"];

/** The carrier's number on a delivery. Writing it twice changes nothing, so the value itself is the guard. */
export const trackingReference: CommandHandler<"tracking_reference", TrackingPlan> = {
  async lookUp(client, { payload }) {
    const { pickingId } = payload;
    const picking = await readOne(client, "stock.picking", pickingId, FIELDS, inCompany(payload.companyId));
    if (picking?.carrier_tracking_ref !== payload.trackingReference) return { state: "absent" };
    const touched = [{ model: "stock.picking", odooId: pickingId }];
    return { state: "done", result: resultOf("stock.picking", picking), touched };
  },
  async plan(client, { payload }) {
    const { companyId, pickingId, trackingReference } = payload;
    const context = inCompany(companyId);
    const picking = await readNeeded(client, "stock.picking", pickingId, FIELDS, context, "delivery");
    if (picking.state === "cancel")
      throw new CommandRefusal(
        `Delivery ${picking.name} is cancelled in Odoo. The tracking reference was not written.`,
      );
    return { pickingId, trackingReference, context };
  },
  async send(client, { pickingId, trackingReference, context }) {
    await client.write("stock.picking", [pickingId], { carrier_tracking_ref: trackingReference }, context);
  },
};
