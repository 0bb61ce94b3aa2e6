import { MILESTONE_RULES, type Milestone, type Stage } from "../event/milestone";
import type { ShipmentView, StopState } from "../shipment/state";
import type { TimelineEvent } from "../shipment/timeline-event";
import type { Instant } from "../time/instant";
import type { ClockEvidence } from "./clock";
import type { ClockKind } from "./clock-policy";
import { pausesOf } from "./pauses";

const MOVING = new Set<string>(["in_transit", "out_for_delivery"]);
const VOID = new Set<Milestone>(["cancelled", "lost", "returned", "return_received", "refused"]);
const PLAN = new Set<Milestone>(["tendered", "order_confirmed", "order_released"]);
const BILLED_HERE = new Set<Milestone>(["order_confirmed", "invoice_drafted", "invoice_posted"]);
const AT_STOP: Readonly<Record<"pickup" | "delivery", readonly Milestone[]>> = {
  pickup: ["arrived_pickup", "loaded", "picked_up"],
  delivery: ["arrived_delivery", "delivered", "delivered_partial"],
};

/**
 * What a shipment's timeline says about each of its promises. Pure; no clock and no policy in it, so evidence may be kept and judged again.
 *
 * @param events the counting events of the shipment (see `effectiveEvents`), in timeline order.
 */
export function clockEvidence(view: ShipmentView, events: readonly TimelineEvent[]): ClockEvidence[] {
  const pauses = pausesOf(events);
  const cancelledAt = firstOf(events, VOID)?.occurredAt ?? null;
  const shared = {
    stopSequence: null,
    dueBaseAt: null,
    earliestAt: null,
    estimatedAt: null,
    cancelledAt,
    pauses,
  };
  const after = (
    kind: ClockKind,
    start: TimelineEvent | null,
    stops: readonly Milestone[],
  ): ClockEvidence[] => {
    if (!start) return [];
    const stop = firstOf(events, new Set(stops));
    return [
      {
        ...shared,
        kind,
        startAt: start.occurredAt,
        startEventId: start.id,
        stopAt: stop?.occurredAt ?? null,
        stopEventId: stop?.id ?? null,
      },
    ];
  };
  const pod = firstOf(events, new Set(["pod_received"]));
  const isBilled = events.some(({ milestone }) => BILLED_HERE.has(milestone));
  // What was owed for goods that came back or money that is due is owed also after a cancellation.
  const owed = (list: ClockEvidence[]) => list.map((evidence) => ({ ...evidence, cancelledAt: null }));
  return [
    ...tenderReply(view, events, shared),
    ...view.stops.flatMap((stop) => appointment(stop, view, events, shared)),
    ...silence(view, events, shared),
    ...(view.mode === "parcel" ? [] : after("pod", deliveredEvent(view, events), ["pod_received"])),
    ...(isBilled ? after("customer_invoice", pod, ["invoice_posted"]) : []),
    ...owed(
      after("carrier_invoice_match", firstOf(events, new Set(["carrier_invoice_received"])), [
        "carrier_invoice_matched",
        "carrier_invoice_approved",
      ]),
    ),
    ...owed(
      after("refund", firstOf(events, new Set(["return_received"])), ["refund_paid", "credit_note_posted"]),
    ),
  ];
}

type Shared = Omit<ClockEvidence, "kind" | "startAt" | "startEventId" | "stopAt" | "stopEventId">;

const UNDERWAY: ReadonlySet<Stage | null> = new Set([
  "in_transit",
  "out_for_delivery",
  "delivered",
  "closed",
]);

function tenderReply(view: ShipmentView, events: readonly TimelineEvent[], shared: Shared): ClockEvidence[] {
  const { tender } = view;
  // A parcel carrier is not asked: it collects what carries its label.
  if (!tender || view.mode === "parcel") return [];
  const answer = tender.answer === "accepted" ? "tender_accepted" : "tender_declined";
  // A carrier that just comes and moves it has accepted.
  const taken = events.find(
    ({ milestone, classifier }) => classifier === "actual" && UNDERWAY.has(MILESTONE_RULES[milestone].stage),
  );
  const stop = tender.answer === null ? taken : events.findLast(({ milestone }) => milestone === answer);
  return [
    {
      ...shared,
      kind: "tender_reply",
      startAt: tender.sentAt,
      startEventId:
        events.findLast(
          ({ milestone, occurredAt }) => milestone === "tendered" && occurredAt === tender.sentAt,
        )?.id ?? null,
      dueBaseAt: tender.respondByAt,
      stopAt: tender.answeredAt ?? stop?.occurredAt ?? null,
      stopEventId: stop?.id ?? null,
    },
  ];
}

function appointment(
  stop: StopState,
  view: ShipmentView,
  events: readonly TimelineEvent[],
  shared: Shared,
): ClockEvidence[] {
  if (stop.kind === "other" || stop.latestAt === null) return [];
  // Goods have left, and no source will ever say where they are: nobody could tell whether this promise was kept.
  if (view.untracked === true && MOVING.has(view.stage)) return [];
  const passed = passedBy(stop, events);
  const further = view.stops.find(
    ({ sequence, arrivedAt, completedAt }) => sequence > stop.sequence && (arrivedAt ?? completedAt) !== null,
  );
  const stopAt =
    stop.arrivedAt ??
    stop.completedAt ??
    passed?.occurredAt ??
    further?.arrivedAt ??
    further?.completedAt ??
    null;
  const plan = firstOf(events, PLAN);
  const reached = events.find(
    ({ milestone, occurredAt, classifier }) =>
      classifier === "actual" &&
      occurredAt === stopAt &&
      AT_STOP[stop.kind as "pickup" | "delivery"].includes(milestone),
  );
  return [
    {
      ...shared,
      kind: stop.kind,
      stopSequence: stop.sequence,
      startAt: Math.min(plan?.occurredAt ?? stop.latestAt, stop.latestAt),
      startEventId: plan?.id ?? null,
      dueBaseAt: stop.latestAt,
      earliestAt: stop.earliestAt,
      stopAt,
      stopEventId: reached?.id ?? (stopAt === null ? null : (passed?.id ?? null)),
      estimatedAt: stop.estimatedAt,
    },
  ];
}

/** Goods that are on the road have been picked up, and a shipment with its proof in was delivered, whoever forgot to say so. */
function passedBy({ kind }: StopState, events: readonly TimelineEvent[]): TimelineEvent | null {
  const from = kind === "pickup" ? MILESTONE_RULES.loaded.rank : MILESTONE_RULES.delivered.rank;
  const until =
    kind === "pickup" ? MILESTONE_RULES.return_initiated.rank : MILESTONE_RULES.empty_returned.rank;
  const isPast = ({ milestone, classifier }: TimelineEvent) =>
    classifier === "actual" &&
    MILESTONE_RULES[milestone].rank >= from &&
    MILESTONE_RULES[milestone].rank <= until;
  return events.find(isPast) ?? null;
}

/** Silence runs from the last word while the goods move: each word starts it anew, delivery ends it. */
function silence(view: ShipmentView, events: readonly TimelineEvent[], shared: Shared): ClockEvidence[] {
  if (!MOVING.has(view.stage) || view.lastWordAt === null || view.untracked === true) return [];
  const word = events.findLast(({ occurredAt }) => occurredAt <= (view.lastWordAt as Instant));
  return [
    {
      ...shared,
      kind: "tracking_silence",
      startAt: view.lastWordAt,
      startEventId: word?.id ?? null,
      stopAt: null,
      stopEventId: null,
    },
  ];
}

function deliveredEvent(view: ShipmentView, events: readonly TimelineEvent[]): TimelineEvent | null {
  const at = view.track.delivered;
  return at === undefined
    ? null
    : (events.find(({ milestone, occurredAt }) => milestone === "delivered" && occurredAt === at) ?? null);
}

function firstOf(events: readonly TimelineEvent[], milestones: ReadonlySet<Milestone>): TimelineEvent | null {
  return (
    events.find(({ milestone, classifier }) => classifier === "actual" && milestones.has(milestone)) ?? null
  );
}
