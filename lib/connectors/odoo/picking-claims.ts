import type { StatedTime } from "@/lib/domain/event/draft";
import { type Claim, claim, holds } from "./claim";
import {
  bornWith,
  type DeliveryStory,
  type OdooDocument,
  type ProductQuantities,
  productQuantities,
  type Quantities,
  quantities,
  tookAt,
} from "./delivery-story";
import { partnerPlace, warehousePlace } from "./places";
import { timeOf } from "./record-values";
import { deliveryNote } from "./references";

/** States of a delivery that has left the draft and is still to be done. */
const OPEN = new Set(["waiting", "confirmed", "assigned"]);

/** What an outgoing delivery has gone through: released, ready, done, cancelled. */
export function outgoingClaims(story: DeliveryStory): Claim[] {
  const { picking, content } = story;
  const { state } = picking;
  if (state === "cancel") return [holds(picking, "released"), holds(picking, "assigned"), cancelled(story)];
  if (state !== "done" && !OPEN.has(state ?? "")) return [];
  const claims = [
    claim(picking, "released", {
      milestone: "order_released",
      field: "create_date",
      value: "created",
      occurred: timeOf(picking.values, "create_date"),
    }),
  ];
  const readyAt = readySince(story);
  if (state === "assigned" || (state === "done" && readyAt)) {
    claims.push(
      claim(picking, "assigned", {
        milestone: "picking_started",
        field: "state",
        value: "assigned",
        occurred: readyAt,
      }),
    );
  }
  if (state !== "done") return claims;
  if (!readyAt) claims.push(holds(picking, "assigned"));
  const left = content.validatedMeans === "loaded";
  const short = shortNote(story);
  const milestone = left ? "loaded" : short?.isFinal ? "delivered_partial" : "delivered";
  claims.push(
    claim(picking, "done", {
      milestone,
      field: "state",
      value: "done",
      occurred: timeOf(picking.values, "date_done"),
      place: left ? warehousePlace(story) : partnerPlace(story),
      stopSequence: left ? 1 : 2,
      note: short?.text ?? null,
    }),
  );
  return claims;
}

/** A receipt: done means that the goods are in. Less or more than was asked for, with nothing to follow, is a discrepancy. */
export function incomingClaims(story: DeliveryStory): Claim[] {
  const { picking } = story;
  if (picking.state === "cancel") return [cancelled(story)];
  if (picking.state !== "done") return [];
  const occurred = timeOf(picking.values, "date_done");
  const received = claim(picking, "received", {
    milestone: "goods_received",
    field: "state",
    value: "done",
    occurred,
    place: warehousePlace(story),
    stopSequence: 2,
    note: story.backorders.length > 0 ? followsOn(story) : null,
  });
  const wrong = productQuantities(story.moves).filter(({ moved, asked }) => moved !== asked);
  if (story.backorders.length > 0 || wrong.length === 0) return [received];
  const differs = claim(picking, "discrepancy", {
    milestone: "discrepancy_identified",
    field: "state",
    value: "done",
    occurred,
    note: perProduct(story, wrong, ({ moved, asked }) => `${moved} received, ${asked} expected`),
  });
  return [received, differs];
}

/** What came back, told on the delivery it was sent with. */
export function returnClaims(story: DeliveryStory): Claim[] {
  const toVendor = story.direction === "incoming";
  return story.returns.flatMap(({ picking, moves, sentAgain }) => {
    if (picking.state === "draft" || picking.state === "cancel") return [];
    const announced = claim(picking, "return_initiated", {
      milestone: "return_initiated",
      field: "create_date",
      value: "created",
      occurred: timeOf(picking.values, "create_date"),
      references: deliveryNote(story, picking),
    });
    if (picking.state !== "done") return [announced];
    const { moved } = quantities(moves);
    const sent = quantities(story.moves).moved;
    const again = sentAgain.filter(({ state }) => state !== "draft" && state !== "cancel");
    return [
      announced,
      claim(picking, "return_received", {
        milestone: toVendor ? "returned" : "return_received",
        field: "state",
        value: "done",
        occurred: timeOf(picking.values, "date_done"),
        references: [picking, ...again].flatMap((document) => deliveryNote(story, document)),
        note: [`${moved} of ${sent} returned`, ...again.map(againNote)].join("; "),
      }),
    ];
  });
}

/** No milestone says that goods went out a second time, so what came back says where they went. */
const againNote = ({ name, id, state }: OdooDocument) =>
  `${state === "done" ? "sent" : "to be sent"} out again with ${name ?? `picking ${id}`}`;

/** A document that is no longer in Odoo at all. Nothing else about it changes. */
export function deletedClaim({ picking }: DeliveryStory): Claim {
  return claim(picking, "deleted", {
    milestone: "cancelled",
    field: "id",
    value: "deleted",
    occurred: null,
    note: "Deleted in Odoo",
  });
}

function cancelled({ picking, content, order }: DeliveryStory): Claim {
  return claim(picking, "cancelled", {
    milestone: "cancelled",
    field: "state",
    value: "cancel",
    occurred: tookAt(content, picking, "state", "cancel"),
    note: order?.state === "cancel" && order.name ? `Order ${order.name} is cancelled` : null,
  });
}

/** When the goods were reserved: the change to Ready, or the making of a delivery that was born ready, of which Odoo notes nothing. */
function readySince({ picking, content }: DeliveryStory): StatedTime | null {
  const told = tookAt(content, picking, "state", "assigned");
  if (told) return told;
  const born = bornWith(content, picking, "state") ?? (picking.state === "assigned" ? "assigned" : null);
  return born === "assigned" ? timeOf(picking.values, "create_date") : null;
}

/** What did not go out, and whether it will. */
function shortNote(story: DeliveryStory): { readonly text: string; readonly isFinal: boolean } | null {
  if (story.backorders.length > 0) return { text: followsOn(story), isFinal: false };
  const wanting = productQuantities(story.moves).filter(({ moved, asked }) => moved < asked);
  if (wanting.length === 0) return null;
  const what = perProduct(story, wanting, ({ moved, asked }) => `${moved} of ${asked} shipped`);
  return { text: `${what}; nothing follows`, isFinal: true };
}

/** A note lists no more products than this. */
const MOST_PRODUCTS = 4;

/** Quantities that differ, each with its product where the delivery is of several. */
function perProduct(
  { moves }: DeliveryStory,
  differing: readonly ProductQuantities[],
  text: (of: Quantities) => string,
): string {
  const isOne = productQuantities(moves).length === 1;
  const told = differing
    .slice(0, MOST_PRODUCTS)
    .map((of) => (isOne || of.product === null ? text(of) : `${of.product}: ${text(of)}`));
  const more = differing.length - told.length;
  return [...told, ...(more > 0 ? [`${more} more products`] : [])].join("; ");
}

const followsOn = ({ backorders }: DeliveryStory) =>
  `The rest follows on ${backorders.map(({ name, id }) => name ?? `picking ${id}`).join(", ")}`;
