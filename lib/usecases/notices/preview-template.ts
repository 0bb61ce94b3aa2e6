import { selectNoticeShipment } from "@/db/queries/notices/customer-notices";
import {
  type PreviewTemplateInput,
  previewTemplateInput,
  type TemplatePreview,
} from "@/lib/contracts/notices/template";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { InvalidError } from "@/lib/domain/app-error";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { fillNotice, noticeValues } from "./notice-values";

/** The text as a shipment there is would fill it. Sends nothing. */
export async function previewTemplate(ctx: Context, given: PreviewTemplateInput): Promise<TemplatePreview> {
  requirePermission(ctx.actor, "notice.manage");
  const { customer, milestone, shipment, ...template } = readInput(previewTemplateInput, given);
  const wanted = shipment ? { number: shipment } : { customer: customer || null };
  const found = await selectNoticeShipment(ctx.db, ctx.actor.companyId, wanted);
  if (!found)
    throw new InvalidError(
      shipment
        ? `There is no shipment ${shipment} here.`
        : "There is no shipment of this customer to show it with.",
      { shipment: "Name another shipment." },
    );
  const stop = found.view.stops.findLast(({ kind }) => kind === "delivery");
  const told = {
    milestone,
    // The last word on it stands in for a milestone that has not come.
    occurredAt: found.view.lastEvent?.at ?? ctx.now().getTime(),
    place: found.view.lastEvent?.place ?? stop?.place ?? null,
    timeZone: stop?.timeZone ?? null,
  };
  return { shipment: found.number, ...fillNotice(template, noticeValues(found, told)) };
}
