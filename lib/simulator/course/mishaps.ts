import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time/instant";
import type { Random } from "../random";
import type { ReasonKey, ShipmentPlan } from "../truth";

/** What goes otherwise than planned with one shipment. Rates are those of an ordinary network in an ordinary week. */
export interface Mishaps {
  readonly tender: "accepted" | "declined" | "late_reply" | "unanswered";
  /** Called off between tender and pick-up. */
  readonly cancelled: boolean;
  readonly latePickupMs: number;
  /** Lateness at the last delivery; 0 is on time. */
  readonly lateMs: number;
  readonly lateReason: ReasonKey;
  /** Whether anybody tells before it shows. */
  readonly lateIsTold: boolean;
  readonly outcome: "delivered" | "refused" | "damaged" | "attempted";
  readonly customsMs: number;
  /** The tracker says nothing for this part of the way; null when it works. */
  readonly silence: { readonly fromShare: number; readonly lengthMs: number } | null;
  /** Between delivery and its proof; null when it never comes. */
  readonly podAfterMs: number | null;
  /** Minutes the shipper or consignee keeps the truck beyond the usual. */
  readonly detentionMinutes: number;
}

const DECLINED = 0.035;
const LATE_REPLY = 0.02;
const UNANSWERED = 0.008;
const CANCELLED = 0.012;
const LATE = 0.085;
const LATE_PICKUP = 0.04;
const TOLD = 0.78;
const REFUSED = 0.007;
const DAMAGED = 0.008;
const ATTEMPTED = 0.03;
const SILENT = 0.06;
const DETAINED = 0.06;
/** Borders where paper stops freight, and how often. */
const BORDERS: Readonly<Record<string, number>> = { Laredo: 0.14, Basel: 0.3 };

const REASON_SHARES: readonly (readonly [ReasonKey, number])[] = [
  ["weather", 5],
  ["breakdown", 4],
  ["driver", 4],
  ["road", 3],
  ["shipper", 3],
  ["consignee", 2],
];

export function drawMishaps(plan: ShipmentPlan, random: Random): Mishaps {
  const answered = plan.service !== "parcel";
  const isLate = random.chance(LATE);
  const latenessHours = plan.service === "shuttle" ? 0.8 : 7;
  const borderRate = BORDERS[plan.lane.from.city] ?? BORDERS[plan.lane.to.city] ?? 0;
  const customs = random.chance(borderRate) ? random.between(1.5, 7) * HOUR_MS : 0;
  return {
    tender: answered ? drawAnswer(random) : "accepted",
    cancelled: plan.service !== "shuttle" && random.chance(CANCELLED),
    latePickupMs: random.chance(LATE_PICKUP) ? random.between(0.4, 2.5) * latenessHours * 0.3 * HOUR_MS : 0,
    // Most are a little late, few very: the square pulls towards zero.
    lateMs: isLate ? (random.next() ** 2 * latenessHours + 0.25) * HOUR_MS : 0,
    lateReason: random.weighted(REASON_SHARES, ([, share]) => share)[0],
    lateIsTold: random.chance(TOLD),
    outcome: drawOutcome(plan, random),
    customsMs: plan.service === "parcel" ? 0 : customs,
    silence: random.chance(SILENT)
      ? { fromShare: random.between(0.1, 0.8), lengthMs: random.between(5, 14) * HOUR_MS }
      : null,
    podAfterMs: drawPod(random),
    detentionMinutes: random.chance(DETAINED) ? random.int(60, 200) : 0,
  };
}

function drawAnswer(random: Random): Mishaps["tender"] {
  const at = random.next();
  if (at < DECLINED) return "declined";
  if (at < DECLINED + LATE_REPLY) return "late_reply";
  return at < DECLINED + LATE_REPLY + UNANSWERED ? "unanswered" : "accepted";
}

function drawOutcome(plan: ShipmentPlan, random: Random): Mishaps["outcome"] {
  const at = random.next();
  if (at < REFUSED) return "refused";
  if (at < REFUSED + DAMAGED) return "damaged";
  const roundTrips = plan.service === "ltl" || plan.service === "parcel";
  return roundTrips && at < REFUSED + DAMAGED + ATTEMPTED ? "attempted" : "delivered";
}

function drawPod(random: Random): number | null {
  const at = random.next();
  if (at < 0.83) return random.between(0.5, 7) * HOUR_MS;
  if (at < 0.965) return random.between(8, 22) * HOUR_MS;
  return at < 0.995 ? random.between(26, 60) * HOUR_MS : null;
}

/** A report leaves the driver's tablet or the terminal this long after the fact. */
export function reportDelayMs(plan: ShipmentPlan, random: Random): number {
  const minutes = plan.service === "shuttle" ? random.between(0.2, 2) : random.between(0.5, 9);
  return minutes * MINUTE_MS;
}
