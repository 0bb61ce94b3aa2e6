import type { OdooContext } from "../client/odoo-client";
import { readNeeded, readOne, resultOf, textOf } from "./account-move";
import { type CommandHandler, CommandRefusal, inCompany } from "./handler";

interface TrackingPlan {
  readonly pickingId: number;
  /** As it is in Odoo, and as it shall be. */
  readonly before: string;
  readonly after: string;
  readonly context: OdooContext;
}

const FIELDS = ["name", "state", "carrier_tracking_ref"];

/**
 * The carrier's number on a delivery. Its field is free text that may hold several: ours is added to those that are there, and there already it is
 * done. Writing the same twice changes nothing, so the value itself is the guard; changed by somebody since the first send, a person decides.
 */
export const trackingReference: CommandHandler<"tracking_reference", TrackingPlan> = {
  async lookUp(client, { payload }) {
    const { pickingId } = payload;
    const picking = await readOne(client, "stock.picking", pickingId, FIELDS, inCompany(payload.companyId));
    if (!picking || missingOf(payload.trackingReference, textOf(picking.carrier_tracking_ref)).length > 0)
      return { state: "absent" };
    const touched = [{ model: "stock.picking", odooId: pickingId }];
    return { state: "done", result: resultOf("stock.picking", picking), touched };
  },
  async plan(client, { payload, baseline }) {
    const { companyId, pickingId, trackingReference } = payload;
    const context = inCompany(companyId);
    const picking = await readNeeded(client, "stock.picking", pickingId, FIELDS, context, "delivery");
    if (picking.state === "cancel")
      throw new CommandRefusal(
        `Delivery ${picking.name} is cancelled in Odoo. The tracking reference was not written.`,
      );
    const before = textOf(picking.carrier_tracking_ref) ?? "";
    const first = baseline?.trackingReference;
    if (first !== undefined && first !== before)
      throw new CommandRefusal(
        `The tracking reference of delivery ${picking.name} was changed in Odoo meanwhile, from "${first}" to "${before}". ${trackingReference} was not added; send this again if it belongs there.`,
      );
    const numbers = missingOf(trackingReference, before);
    const after = [...(before.trim() === "" ? [] : [before.trim()]), ...numbers].join(", ");
    return { pickingId, before, after, context };
  },
  baselineOf: ({ before }) => ({ trackingReference: before }),
  async send(client, { pickingId, after, context }) {
    await client.write("stock.picking", [pickingId], { carrier_tracking_ref: after }, context);
  },
};

/** Numbers of `wanted` that the field does not hold. It is split as when it is read; a number in groups ("1Z 999") has to stand there whole. */
function missingOf(wanted: string, field: string | null): readonly string[] {
  const there = joined(field ?? "");
  const numbers = wanted.split(/[,;|]+/).map((number) => number.trim());
  return numbers.filter((number) => number !== "" && !there.includes(joined(number)));
}

function joined(text: string): string {
  const parts = text.toUpperCase().split(/[\s,;/|]+/);
  return `\n${parts.filter((part) => part !== "").join("\n")}\n`;
}
