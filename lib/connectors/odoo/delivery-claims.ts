import type { Claim } from "./claim";
import type { DeliveryStory } from "./delivery-story";
import { invoiceClaims } from "./invoice-claims";
import { orderClaims, purchaseClaims } from "./order-claims";
import { deletedClaim, incomingClaims, outgoingClaims, returnClaims } from "./picking-claims";
import { planClaim } from "./plan-claim";

/**
 * Every fact of a delivery or receipt that is true now. Pure: the same bundle always gives the same facts, in the same order.
 * A draft tells nothing yet; one that was deleted only that.
 */
export function deliveryClaims(story: DeliveryStory): Claim[] {
  const { picking, content, direction } = story;
  if (content.deleted) return [deletedClaim(story)];
  if (picking.state === "draft" || picking.state === null) return [];
  const own =
    direction === "outgoing"
      ? [...orderClaims(story), ...outgoingClaims(story)]
      : [...purchaseClaims(story), ...incomingClaims(story)];
  return [planClaim(story), ...own, ...returnClaims(story), ...invoiceClaims(story)];
}
