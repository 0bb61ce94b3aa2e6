import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "@/lib/domain/time/instant";
import type { Course } from "../course/course-log";
import type { Mishaps } from "../course/mishaps";
import type { ShipmentStory } from "../course/tellings";
import type { Random } from "../random";
import type { ShipmentPlan } from "../truth";

export interface CustomerInvoice {
  readonly draftedAt: Instant;
  /** Null: somebody forgot the draft. */
  readonly postedAt: Instant | null;
  readonly paidAt: Instant | null;
}

export interface GoodsReturn {
  readonly at: Instant;
  /** Of the quantities that went out. */
  readonly share: number;
  readonly creditedAt: Instant | null;
}

export interface CarrierBill {
  readonly at: Instant;
  readonly number: string;
  readonly amountMinor: number;
}

/** Delivered, and nobody ever made an invoice. */
const NEVER_INVOICED = 0.09;
const DRAFT_FORGOTTEN = 0.05;
const PAID_WITHIN_SIGHT = 0.7;
/** Billed as it left the dock, before anybody knew whether it would be taken. */
const INVOICED_EARLY = 0.3;
const SENT_BACK = 0.015;
const DAMAGED_SENT_BACK = 0.6;
const CREDITED = 0.7;
/** Part of the carriers' invoices that somebody types into Odoo as they come. */
const BILLS_ENTERED = 0.45;

/** The customer's invoice: made after delivery, posted the next day by somebody else, paid days later. */
export function billingOf(plan: ShipmentPlan, course: Course, random: Random): CustomerInvoice | null {
  const isLocal = plan.service === "shuttle";
  const draftAfterMs = isLocal ? random.between(4, 50) * MINUTE_MS : random.between(1, 30) * HOUR_MS;
  const postAfterMs = isLocal ? random.between(5, 90) * MINUTE_MS : random.between(14, 32) * HOUR_MS;
  const payAfterMs = random.between(1.5, 12) * DAY_MS;
  const isMade = !random.chance(NEVER_INVOICED);
  const isPosted = !random.chance(DRAFT_FORGOTTEN);
  const isPaid = random.chance(PAID_WITHIN_SIGHT);
  const isEarly = random.chance(INVOICED_EARLY);
  const from = course.deliveredAt ?? (isEarly ? course.pickedUpAt : null);
  if (from === null || !isMade) return null;
  const draftedAt = Math.floor(from + draftAfterMs);
  const postedAt = isPosted ? Math.floor(draftedAt + postAfterMs) : null;
  const paidAt = postedAt !== null && isPaid ? Math.floor(postedAt + payAfterMs) : null;
  return { draftedAt, postedAt, paidAt };
}

/** Refused goods come back whole; some of what was damaged, and now and then what a customer did not want, in part. */
export function returnOf(
  course: Course,
  mishaps: Mishaps,
  invoice: CustomerInvoice | null,
  random: Random,
): GoodsReturn | null {
  const isSentBack = random.chance(mishaps.outcome === "damaged" ? DAMAGED_SENT_BACK : SENT_BACK);
  const share = random.between(0.2, 0.6);
  const afterMs = random.between(1.5, 5) * DAY_MS;
  const isCredited = random.chance(CREDITED);
  const creditAfterMs = random.between(0.3, 2.5) * DAY_MS;
  const refused = course.events.find(({ milestone }) => milestone === "returned");
  const backAt = refused
    ? refused.at + 40 * MINUTE_MS
    : isSentBack && course.deliveredAt !== null
      ? course.deliveredAt + afterMs
      : null;
  if (backAt === null) return null;
  const at = Math.floor(backAt);
  // Only what was billed can be credited.
  const billedAt = invoice?.postedAt ?? null;
  const creditedAt =
    billedAt === null || !isCredited ? null : Math.floor(Math.max(at, billedAt) + creditAfterMs);
  return { at, share: refused ? 1 : share, creditedAt };
}

/** A carrier's invoice that bookkeeping entered; the others wait for Milepost. */
export function carrierBillOf({ tellings }: ShipmentStory, random: Random): CarrierBill | null {
  const isEntered = random.chance(BILLS_ENTERED);
  const afterMs = random.between(2, 40) * HOUR_MS;
  const told = tellings.find((telling) => telling.kind === "invoice");
  if (told?.kind !== "invoice" || !isEntered) return null;
  const { number, totalMinor } = told.invoice;
  return { at: Math.floor(told.at + afterMs), number, amountMinor: totalMinor };
}
