import { DAY_MS, type Instant } from "@/lib/domain/time/instant";
import type { Random } from "../random";
import type { Charge, FreightInvoice, ShipmentPlan } from "../truth";
import { wholeMinute } from "../wall-clock";
import { roadKm } from "../world/cities";
import type { Course } from "./course-log";
import type { Mishaps } from "./mishaps";

const OUT_OF_BALANCE = 0.012;
const OVERCHARGED = 0.03;
const MINOR = 100;

/** The carrier's bill, some days after delivery. Null when nothing was delivered: then there is nothing to bill yet. */
export function freightInvoice(
  plan: ShipmentPlan,
  mishaps: Mishaps,
  course: Course,
  random: Random,
): { readonly sentAt: Instant; readonly invoice: FreightInvoice } | null {
  if (course.deliveredAt === null || course.pickedUpAt === null) return null;
  const charges = [...transport(plan, random), ...accessorials(plan, mishaps, random)];
  const sum = charges.reduce((total, { amountMinor }) => total + amountMinor, 0);
  const off = random.chance(OUT_OF_BALANCE) ? random.int(500, 20_000) : 0;
  return {
    sentAt: wholeMinute(course.deliveredAt + random.between(0.6, 4) * DAY_MS),
    invoice: {
      number: `${plan.carrier.scac.slice(0, 2)}${plan.pro}`,
      charges,
      totalMinor: sum + off,
      pickedUpAt: course.pickedUpAt,
      deliveredAt: course.deliveredAt,
    },
  };
}

function transport(plan: ShipmentPlan, random: Random): Charge[] {
  const km = plan.stops.slice(1).reduce((sum, stop, index) => {
    const from = plan.stops[index];
    return sum + (from ? roadKm(from.city, stop.city) : 0);
  }, 0);
  const perKm = plan.service === "ltl" ? 0.15 + plan.weightLb / 12_000 : random.between(1.1, 1.6);
  const base = Math.max(120, km * perKm) * (random.chance(OVERCHARGED) ? 1.06 : 1);
  const linehaul = Math.round(base * MINOR);
  const fuel = Math.round(linehaul * random.between(0.17, 0.24));
  return [
    { kind: "linehaul", code: "400", description: "LINEHAUL", amountMinor: linehaul },
    { kind: "fuel", code: "FUE", description: "FUEL SURCHARGE", amountMinor: fuel },
  ];
}

function accessorials(plan: ShipmentPlan, mishaps: Mishaps, random: Random): Charge[] {
  const charges: Charge[] = [];
  const add = (kind: Charge["kind"], code: string, description: string, dollars: number) =>
    charges.push({ kind, code, description, amountMinor: dollars * MINOR });
  const drops = plan.stops.length - 1;
  if (drops > 1) add("stop_off", "SOC", "STOP OFF CHARGE", 85 * (drops - 1));
  if (mishaps.detentionMinutes > 0 && plan.service !== "ltl") {
    const hours = Math.ceil(mishaps.detentionMinutes / 60);
    add("detention_pickup", "DTL", "DETENTION LOADING", hours * 60);
  }
  if (plan.service === "ltl" && random.chance(0.15)) add("liftgate", "LFT", "LIFT GATE", random.int(55, 95));
  if (plan.service === "ltl" && random.chance(0.1)) add("appointment", "APT", "NOTIFY APPOINTMENT", 35);
  if (plan.service === "truckload" && random.chance(0.1)) {
    add("lumper", "UND", "UNLOADING LUMPER", random.int(80, 240));
  }
  return charges;
}
