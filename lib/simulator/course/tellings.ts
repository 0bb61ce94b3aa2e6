import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "@/lib/domain/time/instant";
import { type Random, streamOf } from "../random";
import type { ShipmentPlan, Telling, TruthEvent } from "../truth";
import { PARCELS, type SourceKey, WAREHOUSE } from "../world/carriers";
import { freightInvoice } from "./billing";
import type { Course } from "./course-log";
import { drawMishaps, type Mishaps } from "./mishaps";
import { networkCourse } from "./network-course";
import { planShipment } from "./plan";
import { roadCourse } from "./road-course";
import { cancellation, type Draft, officeEvent, tendering } from "./tendering";
import { warehouseView, withMiskeyed } from "./warehouse";

/** One shipment as it really goes, and what is said of it. */
export interface ShipmentStory {
  /** With the carrier that moves it in the end. */
  readonly plan: ShipmentPlan;
  readonly mishaps: Mishaps;
  /** Null when it was called off before anything moved. */
  readonly course: Course | null;
  readonly tellings: readonly Telling[];
}

/** Everything anybody will ever say about shipment `index`, in the order it is said. */
export function shipmentTellings(seed: number, index: number, tenderAt: Instant): readonly Telling[] {
  return shipmentStory(seed, index, tenderAt).tellings;
}

export function shipmentStory(seed: number, index: number, tenderAt: Instant): ShipmentStory {
  const first = planShipment(seed, index, tenderAt);
  const random = streamOf(seed, "course", index);
  const mishaps = drawMishaps(first, random);
  const { drafts, plan } = tendering(first, mishaps, random);
  const course = mishaps.cancelled ? null : courseOf(plan, mishaps, random);
  const later = course ? onTheWay(plan, mishaps, course, random) : [cancellation(plan, random)];
  const tellings = [...drafts.map((draft) => inItsDialect(draft)), ...later]
    .sort((a, b) => a.at - b.at)
    .map((draft, number) => ({ ...draft, number }));
  return { plan, mishaps, course, tellings };
}

function courseOf(plan: ShipmentPlan, mishaps: Mishaps, random: Random): Course {
  const viaTerminals = plan.service === "ltl" || plan.service === "parcel";
  return viaTerminals ? networkCourse(plan, mishaps, random) : roadCourse(plan, mishaps, random);
}

function onTheWay(plan: ShipmentPlan, mishaps: Mishaps, course: Course, random: Random): Draft[] {
  const events = [...course.events, ...proofOfDelivery(plan, mishaps, course)].sort(
    (a, b) => a.saidAt - b.saidAt,
  );
  if (plan.carrier.source === PARCELS) return trackers(plan, events);
  if (plan.carrier.source === WAREHOUSE) {
    return rows(
      plan,
      withMiskeyed(events, (n) => rowId(plan, n), random),
      WAREHOUSE,
    );
  }
  const seen = withMiskeyed(warehouseView(plan, course, random), (n) => rowId(plan, n), random);
  return [...statuses(plan, events), ...rows(plan, seen, WAREHOUSE), ...bill(plan, mishaps, course, random)];
}

/** The warehouse partner answers tenders in its status file, not by a document of its own. */
function inItsDialect(draft: Draft): Draft {
  if (draft.kind !== "reply" || draft.source !== WAREHOUSE) return draft;
  const { at, source, plan, carrier } = draft;
  const events = draft.events.map((event) => ({ ...event, eventId: rowId(plan, 0) }));
  return { kind: "status", at, source, plan, carrier, events };
}

function rowId(plan: ShipmentPlan, number: number): string {
  return `${plan.id.slice(2)}-${String(number).padStart(2, "0")}`;
}

function proofOfDelivery(plan: ShipmentPlan, mishaps: Mishaps, course: Course): TruthEvent[] {
  if (course.deliveredAt === null || mishaps.podAfterMs === null || plan.service === "parcel") return [];
  const last = plan.stops.at(-1);
  const hurry = plan.service === "shuttle" ? 0.1 : 1;
  const at = course.deliveredAt + mishaps.podAfterMs * hurry;
  const event = officeEvent("pod_received", Math.floor(at / MINUTE_MS) * MINUTE_MS);
  return [{ ...event, spot: last ? { city: last.city } : null, saidAt: at }];
}

/** A status and the estimate that goes with it leave together, and so does the end of a stop. */
function statuses(plan: ShipmentPlan, events: readonly TruthEvent[]): Draft[] {
  const groups: TruthEvent[][] = [];
  for (const event of events) {
    const open = groups.at(-1);
    const last = open?.at(-1);
    const joins =
      last !== undefined &&
      event.saidAt - last.saidAt < 8 * MINUTE_MS &&
      ((event.classifier === "estimated" && last.milestone === "in_transit") ||
        (event.milestone === "departed_delivery" && last.milestone === "delivered"));
    if (open && joins) open.push(event);
    else groups.push([event]);
  }
  return groups.map((group) => ({
    kind: "status",
    at: Math.max(...group.map(({ saidAt }) => saidAt)),
    source: plan.carrier.source,
    plan,
    carrier: plan.carrier,
    events: group,
  }));
}

function rows(plan: ShipmentPlan, events: readonly TruthEvent[], source: SourceKey): Draft[] {
  return events.map((event) => ({
    kind: "status",
    at: event.saidAt,
    source,
    plan,
    carrier: plan.carrier,
    events: [event],
  }));
}

function trackers(plan: ShipmentPlan, events: readonly TruthEvent[]): Draft[] {
  const scans = events.filter((event) => event.milestone !== "picked_up");
  const promisedAt = (plan.stops.at(-1)?.latestAt ?? plan.tenderAt) - 3 * HOUR_MS;
  const delayedAt = scans.find((event) => event.milestone === "delayed")?.saidAt ?? Number.POSITIVE_INFINITY;
  return scans.map((event, index) => ({
    kind: "tracker",
    at: event.saidAt,
    source: plan.carrier.source,
    plan,
    carrier: plan.carrier,
    expectedAt: event.saidAt < delayedAt ? promisedAt : promisedAt + DAY_MS,
    events: scans.slice(0, index + 1).sort((a, b) => a.at - b.at),
  }));
}

function bill(plan: ShipmentPlan, mishaps: Mishaps, course: Course, random: Random): Draft[] {
  const billed = freightInvoice(plan, mishaps, course, random);
  if (!billed) return [];
  const { sentAt: at, invoice } = billed;
  return [
    { kind: "invoice", at, source: plan.carrier.source, plan, carrier: plan.carrier, invoice, events: [] },
  ];
}
