import { HOUR_MS, type Instant, MINUTE_MS } from "@/lib/domain/time/instant";
import { type Random, streamOf } from "../random";
import type { PlannedStop, ShipmentPlan } from "../truth";
import { atLocalTime, wallClock, wholeMinute } from "../wall-clock";
import { CARRIERS, type Carrier } from "../world/carriers";
import { type City, roadKm } from "../world/cities";
import { CUSTOMERS, type Customer } from "../world/customers";
import { LANES, type Lane, type Service, SHUTTLE_LANES } from "../world/lanes";
import { roadMs } from "./road";

/** Shipments with this index or a higher one are local runs; their numbers never meet those of the others. */
export const FIRST_SHUTTLE = 500_000;
const SPLIT_LOADS = 0.35;
const SHARED_ORDERS = 0.3;
/** Shipments in a row among which a customer may reuse a purchase order. */
const ORDER_SPREAD = 60;

const REPLY_MINUTES: Readonly<Record<Service, number>> = {
  truckload: 45,
  ltl: 60,
  "road-eu": 60,
  parcel: 60,
  shuttle: 15,
};

/** The plan of shipment `index`: drawn from its own stream, so that only `tenderAt` depends on how many others there are. */
export function planShipment(seed: number, index: number, tenderAt: Instant): ShipmentPlan {
  const random = streamOf(seed, "plan", index);
  const lanes = index >= FIRST_SHUTTLE ? SHUTTLE_LANES : LANES;
  const lane = random.weighted(lanes, ({ share }) => share);
  const customer = random.weighted(CUSTOMERS, ({ share }) => share);
  const carrier = pickCarrier(random, lane.service);
  const split = lane.via !== null && random.chance(SPLIT_LOADS);
  const startAt = wholeMinute(tenderAt);
  const id = shipmentNumber(index);
  const pro = numberWithCheckDigit(carrier.numberPrefix + random.digits(9 - carrier.numberPrefix.length));
  return {
    index,
    id,
    customer,
    lane,
    service: lane.service,
    carrier,
    pro,
    bol: `BOL${customer.code}${String(index).padStart(6, "0")}`,
    order: orderNumber(seed, index),
    purchaseOrder: purchaseOrder(random, customer, index),
    tracking: lane.service === "parcel" ? `${carrier.numberPrefix}${random.digits(11)}US` : null,
    stops: planStops(random, customer, lane, split, startAt),
    weightLb: weightOf(random, lane.service),
    pieces: lane.service === "parcel" ? 1 : random.int(2, 26),
    tenderAt: startAt,
    respondByAt: startAt + REPLY_MINUTES[lane.service] * MINUTE_MS,
  };
}

/** Our own number of a shipment, as on the tender. */
export function shipmentNumber(index: number): string {
  return `HV${1_000_000 + index}`;
}

/** A series a world: an Odoo that has seen several must not take an order of one for that of another. */
function orderNumber(seed: number, index: number): string {
  return `SO${100 + (seed % 900)}-${String(index).padStart(6, "0")}`;
}

export function pickCarrier(random: Random, service: Service, not?: Carrier): Carrier {
  const able = CARRIERS.filter((carrier) => carrier !== not && carrier.services.includes(service));
  return random.weighted(able, ({ share }) => share);
}

/** Modulo 11 as many carriers do it: the last digit proves the others. */
function numberWithCheckDigit(body: string): string {
  const sum = [...body].reduce((total, char, at) => total + char.charCodeAt(0) * (at + 2), 0);
  return `${body}${(sum % 11) % 10}`;
}

function purchaseOrder(random: Random, customer: Customer, index: number): string {
  const shared = random.chance(SHARED_ORDERS);
  const number = shared ? Math.floor(index / ORDER_SPREAD) : 50_000 + index;
  return `PO-${customer.code}-${String(number).padStart(5, "0")}`;
}

function weightOf(random: Random, service: Service): number {
  if (service === "parcel") return random.int(2, 60);
  if (service === "ltl") return random.int(30, 900) * 10;
  return random.int(900, 4300) * 10;
}

function planStops(
  random: Random,
  customer: Customer,
  lane: Lane,
  split: boolean,
  tenderAt: Instant,
): readonly PlannedStop[] {
  const pickup = pickupWindow(random, lane, tenderAt);
  const cities = split && lane.via ? [lane.from, lane.via, lane.to] : [lane.from, lane.to];
  const stops: PlannedStop[] = [];
  let leaveAt = pickup.latestAt + dwellMs(lane.service);
  for (const [position, city] of cities.entries()) {
    const before = cities[position - 1];
    const window = before
      ? deliveryWindow(random, lane.service, city, leaveAt + roadMs(roadKm(before, city), lane.service))
      : pickup;
    if (before) leaveAt = window.latestAt + dwellMs(lane.service);
    stops.push({
      sequence: position + 1,
      kind: position === 0 ? "pickup" : "delivery",
      name: position === 0 ? `${customer.name} DC` : `${customer.name} ${city.city}`,
      street: customer.street,
      city,
      ...window,
    });
  }
  return stops;
}

interface Window {
  readonly earliestAt: Instant;
  readonly latestAt: Instant;
}

function dwellMs(service: Service): number {
  return (service === "shuttle" ? 15 : 90) * MINUTE_MS;
}

function pickupWindow(random: Random, lane: Lane, tenderAt: Instant): Window {
  const { zone } = lane.from;
  if (lane.service === "shuttle") {
    const earliestAt = tenderAt + random.int(8, 20) * MINUTE_MS;
    return { earliestAt, latestAt: earliestAt + 25 * MINUTE_MS };
  }
  if (lane.service === "ltl" || lane.service === "parcel") {
    // Collected in the afternoon round; what is ordered after noon goes the next working day.
    const days = wallClock(tenderAt, zone).hour < 12 ? 0 : 1;
    const at = workingDay(atLocalTime(tenderAt, zone, days, 13), zone);
    return { earliestAt: at, latestAt: at + (lane.service === "ltl" ? 4 : 6) * HOUR_MS };
  }
  const ready = openingHours(tenderAt + random.between(4, 20) * HOUR_MS, zone, 6, 17);
  return { earliestAt: ready, latestAt: ready + random.pick([1, 2, 2]) * HOUR_MS };
}

function deliveryWindow(random: Random, service: Service, city: City, expectedAt: Instant): Window {
  const { zone } = city;
  if (service === "shuttle") {
    const earliestAt = wholeMinute(expectedAt) + random.int(5, 15) * MINUTE_MS;
    return { earliestAt, latestAt: earliestAt + 45 * MINUTE_MS };
  }
  if (service === "ltl" || service === "parcel") {
    const day = workingDay(atLocalTime(expectedAt + 14 * HOUR_MS, zone, 0, 8), zone);
    return { earliestAt: day, latestAt: atLocalTime(day, zone, 0, service === "ltl" ? 17 : 20) };
  }
  const earliestAt = openingHours(expectedAt + random.between(0.5, 3) * HOUR_MS, zone, 5, 20);
  return { earliestAt, latestAt: earliestAt + 3 * HOUR_MS };
}

/** The next half hour within opening hours, else the opening of the next day. */
function openingHours(at: Instant, zone: string, opens: number, closes: number): Instant {
  const rounded = Math.ceil(at / (30 * MINUTE_MS)) * 30 * MINUTE_MS;
  const { hour } = wallClock(rounded, zone);
  if (hour < opens) return atLocalTime(rounded, zone, 0, opens);
  return hour < closes ? rounded : atLocalTime(rounded, zone, 1, opens);
}

/** The same clock on Monday when the day is a Saturday or Sunday. */
function workingDay(at: Instant, zone: string): Instant {
  const { weekday, hour, minute } = wallClock(at, zone);
  const days = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return atLocalTime(at, zone, days, hour, minute);
}
