import type { KeptClock } from "../clock/clock";
import { type FaultParty, MILESTONES, type Milestone } from "../event/milestone";
import { isOfOrderSystem } from "../shipment/effective-events";
import type { ShipmentView } from "../shipment/state";
import type { TimelineEvent } from "../shipment/timeline-event";
import { dayIn } from "../shipment/wall-clock";
import { HOUR_MS, type Instant, MINUTE_MS } from "../time/instant";

/** A carrier's word that comes later than this after what it tells is late. */
export const LATE_WORD_MS = 2 * HOUR_MS;
/** A gap longer than this between pickup and delivery is silence; what goes beyond it counts. */
export const SILENCE_MS = 4 * HOUR_MS;

/** What overview and scorecards count of one shipment, each under the company's local day on which it counts; null where there is nothing to count. */
export interface ShipmentMeasure {
  readonly tenderDay: string | null;
  readonly tenderAnswer: "accepted" | "declined" | null;
  readonly pickupDay: string | null;
  /** Every pickup whose promise is settled was kept; null when none is. */
  readonly onTimePickup: boolean | null;
  readonly deliveredDay: string | null;
  readonly onTimeDelivery: boolean | null;
  /** Nothing short, damaged, refused or lost was told, and no part is still missing; null while not delivered. */
  readonly inFull: boolean | null;
  /** Who could have controlled a late delivery, as told; null when it was not late. */
  readonly faultParty: FaultParty | null;
  readonly claimDay: string | null;
  readonly damaged: boolean;
  readonly short: boolean;
  readonly refused: boolean;
  readonly lost: boolean;
  /** What carriers told of the movement, how much of it late, and how much out of order. Counts on the day of delivery; none before. */
  readonly messages: number;
  readonly lateMessages: number;
  readonly outOfOrder: number;
  readonly silentMinutes: number;
  readonly billedDay: string | null;
  /** From proof of delivery to the first posted invoice; null without a proof, 0 when the invoice came first. */
  readonly podToInvoiceMinutes: number | null;
  readonly paidDay: string | null;
}

const CLAIMS = ["damaged", "short", "refused", "lost"] as const satisfies readonly Milestone[];
const OFF_THE_ROAD =
  /^(tender|order_|po_|charge_|accessorial_|carrier_invoice_|invoice_|credit_note_|refund_|vendor_bill_|event_voided|unmapped)/;
const ON_THE_ROAD: ReadonlySet<Milestone> = new Set(MILESTONES.filter((each) => !OFF_THE_ROAD.test(each)));
/** Until it is delivered: counted with every word, each would write the row again. */
const UNTOLD = { messages: 0, lateMessages: 0, outOfOrder: 0, silentMinutes: 0 } as const;
const BLAMED_BEFORE_DELIVERY = new Set<Milestone>([
  ...["delayed", "on_hold", "customs_hold", "delivery_attempted", "pickup_failed", "refused"],
  ...["arrived_delivery", "delivered", "delivered_partial", "in_transit", "arrived_hub", "departed_hub"],
] as Milestone[]);

/**
 * Measures one shipment. Pure: the order of `events` does not matter to any part of it beyond the timeline's own, and no clock is read.
 *
 * @param events the counting events, in timeline order.
 * @param clocks the verdicts on its promises; only settled ones are looked at.
 * @param zone IANA zone of the company, in which days begin and end.
 */
export function measureShipment(
  view: ShipmentView,
  events: readonly TimelineEvent[],
  clocks: readonly KeptClock[],
  zone: string,
): ShipmentMeasure {
  const day = (at: Instant | null | undefined) => (at == null ? null : dayIn(zone, at));
  const actual = events.filter(({ classifier }) => classifier === "actual");
  const first = (milestone: Milestone) => actual.find((event) => event.milestone === milestone)?.occurredAt;
  const delivered = deliveredAt(view, first("delivered"));
  const pickup = view.stops.find(({ kind }) => kind === "pickup");
  const onTimeDelivery = delivered === null ? null : kept(clocks, "delivery");
  const claims = actual.filter(({ milestone }) => (CLAIMS as readonly Milestone[]).includes(milestone));
  const told = (milestone: Milestone) => claims.some((claim) => claim.milestone === milestone);
  const invoicedAt = first("invoice_posted");
  const pod = view.track.pod;
  return {
    tenderDay: day(view.tender?.sentAt),
    tenderAnswer: view.tender && (view.tender.answer ?? (taken(view) ? "accepted" : null)),
    pickupDay: day(pickup?.completedAt ?? pickup?.arrivedAt),
    onTimePickup: pickup?.completedAt || pickup?.arrivedAt ? kept(clocks, "pickup") : null,
    deliveredDay: day(delivered),
    onTimeDelivery,
    inFull: delivered === null ? null : claims.length === 0 && view.status !== "delivered_partial",
    faultParty: onTimeDelivery === false ? blamed(actual, delivered ?? 0) : null,
    claimDay: day(claims[0]?.occurredAt),
    damaged: told("damaged"),
    short: told("short"),
    refused: told("refused"),
    lost: told("lost"),
    ...(delivered === null ? UNTOLD : quality(actual, view.track.picked_up ?? null, delivered)),
    billedDay: day(invoicedAt),
    podToInvoiceMinutes:
      invoicedAt === undefined || pod === undefined
        ? null
        : Math.max(0, Math.floor((invoicedAt - pod) / MINUTE_MS)),
    paidDay: day(first("invoice_paid")),
  };
}

/** A return takes the delivery before it off the track, not out of what was promised; goods that come to ourselves are nobody's delivery. */
function deliveredAt({ track, stage }: ShipmentView, told: Instant | undefined): Instant | null {
  if (told === undefined) return null;
  return track.delivered ?? (stage === "returning" ? told : null);
}

/** A carrier that books, labels or just comes and loads has accepted, whatever it answered. */
function taken({ track }: ShipmentView): boolean {
  return (track.accepted ?? track.picked_up) !== undefined;
}

/** Whether every settled promise of a kind was kept; null when none is settled. */
function kept(clocks: readonly KeptClock[], kind: "pickup" | "delivery"): boolean | null {
  const settled = clocks.filter(
    (clock) =>
      clock.kind === kind &&
      clock.verdict.stoppedAt !== null &&
      (clock.verdict.state === "met" || clock.verdict.state === "breached"),
  );
  if (settled.length === 0) return null;
  return settled.every(({ verdict }) => verdict.state === "met");
}

/** The last one named before or with the delivery. Nobody named: unknown, never a guess. */
function blamed(events: readonly TimelineEvent[], deliveredAt: Instant): FaultParty {
  const named = events.findLast(
    ({ milestone, occurredAt, reason }) =>
      occurredAt <= deliveredAt &&
      BLAMED_BEFORE_DELIVERY.has(milestone) &&
      reason !== null &&
      reason.party !== "none" &&
      reason.party !== "unknown",
  );
  return named?.reason?.party ?? "unknown";
}

function quality(
  events: readonly TimelineEvent[],
  from: Instant | null,
  until: Instant,
): Pick<ShipmentMeasure, "messages" | "lateMessages" | "outOfOrder" | "silentMinutes"> {
  const words = events.filter((event) => ON_THE_ROAD.has(event.milestone) && !isOfOrderSystem(event));
  const received = [...words].sort((a, b) => a.receivedAt - b.receivedAt || a.occurredAt - b.occurredAt);
  let [outOfOrder, newest, newestBefore, at] = [0, -Infinity, -Infinity, -Infinity];
  for (const { receivedAt, occurredAt } of received) {
    // What came in one message came at once.
    if (receivedAt > at) [newestBefore, at] = [newest, receivedAt];
    if (occurredAt < newestBefore) outOfOrder += 1;
    newest = Math.max(newest, occurredAt);
  }
  let silentMs = 0;
  if (from !== null) {
    const heard = words.map(({ occurredAt }) => occurredAt).filter((each) => each > from && each < until);
    let last = from;
    for (const each of [...heard, until]) {
      silentMs += Math.max(0, each - last - SILENCE_MS);
      last = each;
    }
  }
  return {
    messages: words.length,
    lateMessages: words.filter(({ receivedAt, occurredAt }) => receivedAt - occurredAt > LATE_WORD_MS).length,
    outOfOrder,
    silentMinutes: Math.floor(silentMs / MINUTE_MS),
  };
}
