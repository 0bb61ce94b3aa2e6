import { HOUR_MS, type Instant, MINUTE_MS } from "@/lib/domain/time/instant";
import type { Random } from "../random";
import type { ShipmentPlan, Telling, TruthEvent } from "../truth";
import { wholeMinute } from "../wall-clock";
import { type Carrier, TMS } from "../world/carriers";
import type { Mishaps } from "./mishaps";
import { pickCarrier } from "./plan";

/** A telling before it is numbered. */
export type Draft = Telling extends infer T ? (T extends Telling ? Omit<T, "number"> : never) : never;

export interface Tendering {
  readonly drafts: readonly Draft[];
  /** Who moves it in the end. */
  readonly plan: ShipmentPlan;
}

/** From the first tender to the carrier that takes the load. */
export function tendering(plan: ShipmentPlan, mishaps: Mishaps, random: Random): Tendering {
  const first = tender(plan, plan.carrier, plan.tenderAt);
  if (plan.service === "parcel") return { drafts: [first], plan };
  const replyAt = plan.tenderAt + replyDelayMs(plan, mishaps, random);
  if (mishaps.tender === "accepted" || mishaps.tender === "late_reply") {
    return { drafts: [first, reply(plan, plan.carrier, replyAt, true)], plan };
  }
  const other = pickCarrier(random, plan.service, alternatives(plan) > 1 ? plan.carrier : undefined);
  const refused = mishaps.tender === "declined" ? [reply(plan, plan.carrier, replyAt, false)] : [];
  const againAt = replyAt + random.int(6, 40) * MINUTE_MS;
  const second = { ...plan, carrier: other, pro: otherPro(plan, other) };
  const acceptedAt = againAt + random.int(4, 25) * MINUTE_MS;
  return {
    drafts: [first, ...refused, tender(second, other, againAt), reply(second, other, acceptedAt, true)],
    plan: second,
  };
}

/** The tender taken back, some time before the truck would come. */
export function cancellation(plan: ShipmentPlan, random: Random): Draft {
  const pickupAt = plan.stops[0]?.earliestAt ?? plan.tenderAt;
  const earliestAt = plan.tenderAt + HOUR_MS;
  const at = Math.max(earliestAt, plan.tenderAt + (pickupAt - plan.tenderAt) * random.between(0.3, 0.9));
  return {
    kind: "tender",
    purpose: "cancellation",
    at: wholeMinute(at),
    source: TMS,
    plan,
    carrier: plan.carrier,
    events: [officeEvent("cancelled", wholeMinute(at))],
  };
}

export function officeEvent(milestone: TruthEvent["milestone"], at: Instant): TruthEvent {
  return { milestone, classifier: "actual", at, saidAt: at, spot: null, stop: null, reason: null };
}

function replyDelayMs(plan: ShipmentPlan, mishaps: Mishaps, random: Random): number {
  if (mishaps.tender === "unanswered") return random.int(85, 130) * MINUTE_MS;
  if (mishaps.tender === "late_reply") return random.int(50, 200) * MINUTE_MS;
  return (plan.service === "shuttle" ? random.int(1, 6) : random.int(3, 28)) * MINUTE_MS;
}

function alternatives(plan: ShipmentPlan): number {
  return plan.service === "road-eu" ? 1 : 2;
}

function otherPro(plan: ShipmentPlan, carrier: Carrier): string {
  return carrier.numberPrefix + plan.pro.slice(-(10 - carrier.numberPrefix.length));
}

function tender(plan: ShipmentPlan, carrier: Carrier, at: Instant): Draft {
  const sentAt = wholeMinute(at);
  const events = [officeEvent("tendered", sentAt)];
  return { kind: "tender", purpose: "original", at: sentAt, source: TMS, plan, carrier, events };
}

function reply(plan: ShipmentPlan, carrier: Carrier, at: Instant, accepted: boolean): Draft {
  const sentAt = wholeMinute(at);
  const events = [officeEvent(accepted ? "tender_accepted" : "tender_declined", sentAt)];
  return { kind: "reply", at: sentAt, source: carrier.source, plan, carrier, accepted, events };
}
