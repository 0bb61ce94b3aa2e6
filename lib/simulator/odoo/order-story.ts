import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "@/lib/domain/time/instant";
import type { ShipmentStory } from "../course/tellings";
import { type Random, streamOf } from "../random";
import type { ShipmentPlan } from "../truth";
import { type Goods, goodsOf } from "./goods";
import {
  billingOf,
  type CarrierBill,
  type CustomerInvoice,
  carrierBillOf,
  type GoodsReturn,
  returnOf,
} from "./order-billing";

export interface OrderLine {
  readonly goods: Goods;
  readonly quantity: number;
}

/** Part of a delivery leaves, the rest stays behind as a backorder. */
export interface GoodsIssue {
  readonly at: Instant;
  /** Of each line's quantity; 1 is all of it. */
  readonly share: number;
  /** When what stayed behind leaves as well; null when it waits for good, or nothing stayed behind. */
  readonly restAt: Instant | null;
}

/** One order as the people in Odoo handle it: the other half of a shipment. Every moment is when somebody clicks. */
export interface OrderStory {
  /** The number the partners' messages name, and Odoo's name of the order. */
  readonly name: string;
  readonly plan: ShipmentPlan;
  readonly lines: readonly OrderLine[];
  readonly orderedAt: Instant;
  readonly confirmedAt: Instant;
  /** When the carrier's number is typed into the delivery. */
  readonly tracking: { readonly at: Instant; readonly number: string } | null;
  readonly cancelledAt: Instant | null;
  /** What the consignee signed; nobody clicks anything then. */
  readonly deliveredAt: Instant | null;
  readonly issue: GoodsIssue | null;
  readonly invoice: CustomerInvoice | null;
  readonly goodsReturn: GoodsReturn | null;
  readonly carrierBill: CarrierBill | null;
}

const PARTIAL = 0.08;
const REST_FOLLOWS = 0.9;
/** Smaller ones aren't split. */
const SPLITTABLE_PIECES = 6;

/** What Odoo's people do about one shipment, drawn from its own stream: it changes nothing of what partners say. */
export function orderStory(seed: number, story: ShipmentStory): OrderStory {
  const { plan, course, mishaps } = story;
  const random = streamOf(seed, "odoo", plan.index);
  const isLocal = plan.service === "shuttle";
  const confirmedAt = plan.tenderAt - (isLocal ? random.int(12, 25) * 1_000 : random.int(4, 75) * MINUTE_MS);
  const orderedAt = confirmedAt - (isLocal ? random.int(5, 15) * 1_000 : random.between(0.2, 9) * HOUR_MS);
  const called = story.tellings.find(
    ({ kind, events }) => kind === "tender" && events[0]?.milestone === "cancelled",
  );
  const issue = issueOf(plan, course?.pickedUpAt ?? null, random);
  const invoice = issue && course ? billingOf(plan, course, random) : null;
  const goodsReturn = issue && course ? returnOf(course, mishaps, invoice, random) : null;
  return {
    name: plan.order,
    plan,
    lines: linesOf(plan, random),
    orderedAt: Math.floor(orderedAt),
    confirmedAt,
    tracking: trackingOf(story, random),
    cancelledAt: called ? called.at + random.int(3, 40) * MINUTE_MS : null,
    deliveredAt: course?.deliveredAt ?? null,
    // Nobody sends the rest of what comes back.
    issue: issue && goodsReturn ? { ...issue, restAt: null } : issue,
    invoice,
    goodsReturn,
    carrierBill: carrierBillOf(story, random),
  };
}

/** Every moment somebody clicks in Odoo, in order. */
export function momentsOf(story: OrderStory): readonly Instant[] {
  const { orderedAt, confirmedAt, tracking, cancelledAt, issue, invoice, goodsReturn, carrierBill } = story;
  return [
    orderedAt,
    confirmedAt,
    tracking?.at,
    cancelledAt,
    issue?.at,
    issue?.restAt,
    invoice?.draftedAt,
    invoice?.postedAt,
    invoice?.paidAt,
    goodsReturn?.at,
    goodsReturn?.creditedAt,
    carrierBill?.at,
  ]
    .filter((at) => at !== null && at !== undefined)
    .sort((a, b) => a - b);
}

function linesOf(plan: ShipmentPlan, random: Random): OrderLine[] {
  const goods = goodsOf(plan.customer.code);
  const count = Math.min(
    plan.pieces,
    random.weighted([1, 2, 3], (lines) => 4 - lines),
    goods.length,
  );
  const first = random.int(0, goods.length - 1);
  const each = Math.floor(plan.pieces / count);
  return Array.from({ length: count }, (_, position) => ({
    goods: goods[(first + position) % goods.length] as Goods,
    quantity: position === 0 ? plan.pieces - each * (count - 1) : each,
  }));
}

/** A parcel's number is known with its label, a carrier's PRO with its answer. */
function trackingOf({ plan, tellings }: ShipmentStory, random: Random): OrderStory["tracking"] {
  const soon = (at: Instant) => at + random.int(1, 6) * (plan.service === "shuttle" ? 10_000 : MINUTE_MS);
  const known = tellings.find(({ events }) =>
    events.some(({ milestone }) => milestone === "tender_accepted" || milestone === "label_created"),
  );
  if (!known) return null;
  return { at: soon(known.at), number: plan.tracking ?? plan.pro };
}

function issueOf(plan: ShipmentPlan, pickedUpAt: Instant | null, random: Random): GoodsIssue | null {
  const isPartial = random.chance(PARTIAL) && plan.pieces >= SPLITTABLE_PIECES;
  const share = isPartial ? random.between(0.4, 0.8) : 1;
  const delayMs = plan.service === "shuttle" ? random.int(10, 90) * 1_000 : random.int(2, 14) * MINUTE_MS;
  const restAfterMs = random.between(0.8, 3) * DAY_MS;
  const restFollows = random.chance(REST_FOLLOWS);
  if (pickedUpAt === null) return null;
  const at = pickedUpAt + delayMs;
  return { at, share, restAt: isPartial && restFollows ? Math.floor(at + restAfterMs) : null };
}
