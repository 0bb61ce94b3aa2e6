import type { ShipmentFacts } from "../event/draft";
import { MILESTONE_RULES, type Milestone, type Stage } from "../event/milestone";
import type { ReferenceType } from "../reference/reference";
import type { Instant } from "../time/instant";
import { resolveTime } from "../time/resolve-time";
import { bySaid, type EffectiveEvents, effectiveEvents, isOfOrderSystem, saidAt } from "./effective-events";
import { disagreements, isUntracked, openIssues, tenderOf, unentitledClaims } from "./fold-signals";
import { foldStops, type StopFold } from "./fold-stops";
import type { ShipmentView, TrackStep } from "./state";
import type { TimelineEvent } from "./timeline-event";

const LAST_STOP_ONLY = new Set<Milestone>([
  "arrived_delivery",
  "delivered",
  "delivered_partial",
  "departed_delivery",
  "pod_received",
]);
const MONEY = /^(charge_|accessorial_|carrier_invoice_|invoice_|credit_note_|refund_|vendor_bill_)/;
const TRACK_OF: Readonly<Partial<Record<Milestone, TrackStep>>> = {
  tendered: "tendered",
  tender_accepted: "accepted",
  booking_confirmed: "accepted",
  label_created: "accepted",
  loaded: "picked_up",
  picked_up: "picked_up",
  in_transit: "in_transit",
  arrived_hub: "in_transit",
  departed_hub: "in_transit",
  out_for_delivery: "in_transit",
  arrived_delivery: "in_transit",
  delivered: "delivered",
  goods_received: "delivered",
  pod_received: "pod",
};

/**
 * The state of one shipment, from all of its events. Pure: any order and any repetition of the same events give the same value.
 *
 * Status is the highest ranked `actual` milestone that is not voided, the later one on a tie, so a late older event fills the
 * timeline and never moves the status back. What a source may not state by the catalogue never moves it. On a load with several deliveries only the last open one delivers the shipment.
 */
export function foldShipment(events: readonly TimelineEvent[]): ShipmentView {
  return foldCounting(events, effectiveEvents(events));
}

/** The same where the caller knows already which of the events count. */
export function foldCounting(
  events: readonly TimelineEvent[],
  { counting, unentitled }: Pick<EffectiveEvents, "counting" | "unentitled">,
): ShipmentView {
  const claims = unentitledClaims(counting, unentitled);
  const stopFold = foldStops(counting);
  const facts = mergeFacts(counting);
  const status = statusOf(counting, stopFold);
  const moves = counting.filter(
    (event) =>
      event.classifier === "actual" && event.milestone !== "event_voided" && !MONEY.test(event.milestone),
  );
  const last = moves.at(-1);
  return {
    status: status?.milestone ?? null,
    stage: status?.stage ?? "planned",
    statusAt: status?.at ?? null,
    customer: facts.customer ?? null,
    carrier: facts.carrier ?? carrierScope(counting),
    mode: facts.mode ?? null,
    equipment: facts.equipment ?? null,
    weight: facts.weight ?? null,
    pieces: facts.pieces ?? null,
    stops: stopFold.stops,
    nextStopSequence: nextStopSequence(stopFold, status?.stage ?? "planned"),
    track: trackOf(counting, status?.stage),
    tender: tenderOf(counting, (event) => respondByAt(event)),
    lastEvent: last
      ? { milestone: last.milestone, at: last.occurredAt, place: last.place, connectionId: last.connectionId }
      : null,
    lastWordAt: lastWordAt(counting),
    issues: openIssues(counting),
    disagreements: disagreements(counting, stopFold.stopOf),
    carrierReference: firstReference(counting, ["pro", "tracking", "bol", "container", "booking"]),
    orderReference: firstReference(counting, ["order", "purchase_order", "load", "shipment"]),
    eventCount: new Set(events.map((event) => event.id)).size,
    ...(isUntracked(counting) ? { untracked: true as const } : {}),
    ...(claims.length > 0 ? { unentitled: claims } : {}),
  };
}

interface Status {
  readonly milestone: Milestone;
  readonly stage: Stage;
  readonly at: Instant;
}

function statusOf(events: readonly TimelineEvent[], { stops, stopOf }: StopFold): Status | null {
  const deliveries = stops.filter((stop) => stop.kind === "delivery");
  const underway = deliveries.length > 1 && deliveries.some((stop) => stop.completedAt === null);
  let best: { status: Status; rank: number } | null = null;
  for (const event of events) {
    if (event.classifier !== "actual") continue;
    const { rank, stage } = MILESTONE_RULES[event.milestone];
    if (rank === 0 || stage === null) continue;
    const partial = underway && LAST_STOP_ONLY.has(event.milestone) && stopOf.has(event.id);
    const effective = partial ? MILESTONE_RULES.in_transit : { rank, stage };
    if (best && effective.rank < best.rank) continue;
    best = {
      rank: effective.rank,
      status: {
        milestone: partial ? "in_transit" : event.milestone,
        stage: effective.stage ?? stage,
        at: event.occurredAt,
      },
    };
  }
  return best?.status ?? null;
}

/**
 * Field by field, the last said wins; of the order system and whoever moves the goods, the one whose matter it is. Who the customer is
 * stands on the order that will be billed. Carrier, mode, equipment, weight and pieces are agreed with the carrier: a tender
 * and what carriers say beat the order, which names them before any carrier was asked.
 */
function mergeFacts(events: readonly TimelineEvent[]): ShipmentFacts {
  const telling = events.filter((candidate) => candidate.facts !== null).sort(bySaid);
  const ordered = merged(telling.filter(isOfOrderSystem));
  const agreed = merged(telling.filter((event) => !isOfOrderSystem(event)));
  const customer = ordered.customer ?? agreed.customer;
  return { ...ordered, ...agreed, ...(customer ? { customer } : {}) };
}

function merged(events: readonly TimelineEvent[]): ShipmentFacts {
  const stated = events.flatMap(({ facts }) =>
    Object.entries(facts ?? {}).filter(([, value]) => value !== undefined && value !== null),
  );
  return Object.fromEntries(stated);
}

/** Without a tender, the scope of a carrier's own number names the carrier. */
function carrierScope(events: readonly TimelineEvent[]): ShipmentView["carrier"] {
  for (const event of events) {
    const scoped = event.refs.find((ref) => (ref.type === "pro" || ref.type === "tracking") && ref.scope);
    if (scoped?.scope) return { scac: scoped.scope };
  }
  return null;
}

function nextStopSequence({ stops }: StopFold, stage: Stage): number | null {
  if (stage === "delivered" || stage === "closed" || stage === "cancelled" || stage === "returning")
    return null;
  const lastDone = stops.findLastIndex((stop) => stop.completedAt !== null);
  // On the road with one pickup planned, that pickup has happened, whether or not the carrier has a code for it.
  const pickups = stops.filter((stop) => stop.kind === "pickup").length;
  const pickedUp = pickups === 1 && (stage === "in_transit" || stage === "out_for_delivery");
  const behind = (kind: string, index: number) => index <= lastDone || (pickedUp && kind === "pickup");
  // A completed later stop means the earlier ones are behind the truck.
  return (
    stops.find((stop, index) => !behind(stop.kind, index) && stop.completedAt === null)?.sequence ?? null
  );
}

function trackOf(events: readonly TimelineEvent[], stage: Stage | undefined): ShipmentView["track"] {
  const track: Partial<Record<TrackStep, Instant>> = {};
  for (const event of events) {
    const step = event.classifier === "actual" ? TRACK_OF[event.milestone] : undefined;
    if (!step || (step === "delivered" && stage !== "delivered" && stage !== "closed")) continue;
    track[step] ??= event.occurredAt;
  }
  return track;
}

function respondByAt(event: TimelineEvent): Instant | null {
  const time = event.facts?.respondBy;
  return time ? resolveTime(time, event.timeZone ?? "UTC") : null;
}

function lastWordAt(events: readonly TimelineEvent[]): Instant | null {
  let last: Instant | null = null;
  for (const event of events) {
    if (MONEY.test(event.milestone) || event.classifier === "planned" || event.classifier === "requested")
      continue;
    const at = event.classifier === "actual" ? event.occurredAt : saidAt(event);
    // A clock that runs ahead must not hide silence.
    last = Math.max(last ?? 0, Math.min(at, event.receivedAt));
  }
  return last;
}

function firstReference(events: readonly TimelineEvent[], types: readonly ReferenceType[]): string | null {
  for (const type of types) {
    for (const event of events) {
      const found = event.refs.find((ref) => ref.type === type);
      if (found) return found.value;
    }
  }
  return null;
}
