import type { ShipmentFacts, StatedTime, StopPlan } from "@/lib/domain/event/draft";
import { type Claim, claim } from "./claim";
import { type DeliveryStory, documentOf } from "./delivery-story";
import { partnerPlace, warehousePlace } from "./places";
import { idOf, nameOf, textOf, timeOf } from "./record-values";
import { furtherReferences } from "./references";

/**
 * What is planned, and what Odoo knows of the delivery as a whole: stops, customer, carrier, numbers. Told first, because its numbers find the
 * shipment for all the others; said anew whenever one of these changes.
 */
export function planClaim(story: DeliveryStory): Claim {
  const { picking, order } = story;
  const scheduled = timeOf(picking.values, "scheduled_date");
  const shared = { classifier: "planned" as const, references: furtherReferences(story) };
  if (story.direction === "incoming") {
    return claim(picking, "planned", {
      ...shared,
      milestone: "goods_received",
      field: "scheduled_date",
      value: "scheduled_date",
      occurred: scheduled,
      stopSequence: 2,
      facts: factsOf(story, null, scheduled),
    });
  }
  const promised = order && timeOf(order.values, "commitment_date");
  const due = promised ?? timeOf(picking.values, "date_deadline");
  const facts = factsOf(story, scheduled, due);
  if (due === null) {
    return claim(picking, "planned", {
      ...shared,
      milestone: "loaded",
      field: "scheduled_date",
      value: "scheduled_date",
      occurred: scheduled,
      stopSequence: 1,
      facts,
    });
  }
  return claim(picking, "planned", {
    ...shared,
    source: promised ? order : null,
    milestone: "delivered",
    field: promised ? "commitment_date" : "date_deadline",
    value: promised ? "commitment_date" : "date_deadline",
    occurred: due,
    stopSequence: 2,
    facts,
  });
}

function factsOf(
  story: DeliveryStory,
  pickup: StatedTime | null,
  delivery: StatedTime | null,
): ShipmentFacts {
  const [from, to] =
    story.direction === "outgoing"
      ? [warehousePlace(story), partnerPlace(story)]
      : [partnerPlace(story), warehousePlace(story)];
  const stop = (
    sequence: number,
    kind: StopPlan["kind"],
    place: StopPlan["place"],
    latest: StatedTime | null,
  ): StopPlan => ({ sequence, kind, place, earliest: null, latest });
  const customer = customerOf(story);
  const carrier = nameOf(story.picking.values, "carrier_id");
  return {
    ...(customer ? { customer } : {}),
    ...(carrier ? { carrier: { name: carrier } } : {}),
    stops: [stop(1, "pickup", from, pickup), stop(2, "delivery", to, delivery)],
  };
}

/** Who ordered; without an order, who is delivered to. What we buy has no customer. */
function customerOf({ content, picking, order, direction }: DeliveryStory): ShipmentFacts["customer"] {
  if (direction === "incoming") return undefined;
  const source = order ?? picking;
  const partner = documentOf(content, "res.partner", idOf(source.values, "partner_id"));
  const name = (partner && textOf(partner.values, "name")) ?? nameOf(source.values, "partner_id");
  const code = partner && textOf(partner.values, "ref");
  return name ? { name, ...(code ? { code } : {}) } : undefined;
}
