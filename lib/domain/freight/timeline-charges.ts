import type { ChargeKind } from "../message/parsed-message";
import { moneyText } from "../money/decimal";
import { hourText } from "../shipment/wall-clock";
import { CHARGE_RULES } from "./charge";
import type { FreightFacts, StopVisit } from "./freight-facts";
import { cardName } from "./price-shipment";
import type { AccessorialRate, RateCard } from "./rate-card";
import { detentionAt, layoverAt, type Waited } from "./waiting";

/** What the timeline shows to be owed for one kind of charge. Minor units of the card's currency. */
export interface TimelineCharge {
  readonly kind: ChargeKind;
  /** Null: nothing could be computed. 0: computed, and nothing is owed. */
  readonly amountMinor: number | null;
  /** Every stop could be computed; else the amount is what is proven so far. */
  readonly complete: boolean;
  /** `no_rate`: the contract does not rate it. `no_evidence`: the timeline lacks what it takes. */
  readonly why: "computed" | "no_rate" | "no_evidence";
  readonly words: readonly string[];
}

const TIMELINE_KINDS = [
  "detention_pickup",
  "detention_delivery",
  "layover",
  "stop_off",
  "redelivery",
  "truck_ordered_not_used",
] as const satisfies readonly ChargeKind[];

/** Every charge that follows from what happened: waiting, extra stops, attempts, a truck sent for nothing. One entry a kind. */
export function timelineCharges(told: FreightFacts, card: RateCard): TimelineCharge[] {
  const facts = { ...told, stops: [...told.stops].sort((a, b) => a.sequence - b.sequence) };
  return TIMELINE_KINDS.map((kind) => {
    const rate = card.accessorials.find((term) => term.kind === kind)?.rate;
    if (!rate) {
      const label = CHARGE_RULES[kind].label.toLowerCase();
      return nothing(kind, "no_rate", `rate card ${cardName(card)} has no ${label}`);
    }
    return compute(kind, rate, facts, card.currency);
  });
}

function compute(
  kind: (typeof TIMELINE_KINDS)[number],
  rate: AccessorialRate,
  facts: FreightFacts,
  currency: string,
): TimelineCharge {
  if (rate.per === "hour" && (kind === "detention_pickup" || kind === "detention_delivery")) {
    const at = kind === "detention_pickup" ? "pickup" : "delivery";
    return waiting(
      kind,
      facts.stops.filter((stop) => stop.kind === at),
      (stop) => detentionAt(stop, rate, currency),
    );
  }
  if (rate.per === "day" && kind === "layover")
    return waiting(kind, facts.stops.filter(isVisited), (stop) => layoverAt(stop, rate, currency));
  if (rate.per === "occurrence") {
    const counted = countOf(kind, facts);
    if (counted !== null) return occurrences(kind, counted, rate, currency);
  }
  return nothing(
    kind,
    "no_rate",
    `the contract rates it by ${rate.per}, which can't be computed from the timeline`,
  );
}

function nothing(kind: ChargeKind, why: "no_rate" | "no_evidence", words: string): TimelineCharge {
  return { kind, amountMinor: null, complete: false, why, words: [words] };
}

const isVisited = ({ arrivedAt, completedAt }: StopVisit): boolean =>
  arrivedAt !== null || completedAt !== null;

/** Several stops are computed each by itself, with free time of their own, and added up. */
function waiting(
  kind: ChargeKind,
  stops: readonly StopVisit[],
  at: (stop: StopVisit) => Waited,
): TimelineCharge {
  if (stops.length === 0) return nothing(kind, "no_evidence", "no such stop on the timeline");
  const waits = stops.map(at);
  const computed = waits.flatMap((wait) => (wait.ok ? [wait] : []));
  const words = waits.flatMap((wait) => (wait.ok ? wait.words : [wait.reason]));
  if (computed.length === 0) return { kind, amountMinor: null, complete: false, why: "no_evidence", words };
  const amountMinor = computed.reduce((sum, wait) => sum + wait.amountMinor, 0);
  return { kind, amountMinor, complete: computed.length === waits.length, why: "computed", words };
}

interface Counted {
  readonly count: number;
  readonly words: string;
}

function countOf(kind: ChargeKind, facts: FreightFacts): Counted | null {
  if (kind === "stop_off") return stopOffs(facts);
  if (kind === "redelivery") return redeliveries(facts);
  if (kind === "truck_ordered_not_used") return truckNotUsed(facts);
  return null;
}

function occurrences(
  kind: ChargeKind,
  { count, words }: Counted,
  rate: Extract<AccessorialRate, { per: "occurrence" }>,
  currency: string,
): TimelineCharge {
  const charged = Math.max(0, count - rate.freeCount);
  const included = rate.freeCount === 0 ? "" : `, ${rate.freeCount} included`;
  const amountMinor = charged * rate.amountMinor;
  const sum = `${charged} × ${moneyText(rate.amountMinor, currency)} = ${moneyText(amountMinor, currency)}`;
  return { kind, amountMinor, complete: true, why: "computed", words: [`${words}${included}`, sum] };
}

/** Stops beyond one pickup and one delivery at which the truck was. */
function stopOffs({ stops }: FreightFacts): Counted {
  const visited = stops.filter(isVisited).length;
  const count = Math.max(0, visited - 2);
  return { count, words: `${visited} stops on the timeline, ${count} beyond pickup and delivery` };
}

/** Each failed attempt that was not the carrier's own fault is delivered again at our cost. */
function redeliveries({ attempts }: FreightFacts): Counted {
  const count = attempts.filter(({ party }) => party !== "carrier").length;
  const own = attempts.length - count;
  const fault = own === 0 ? "" : `, ${own} the carrier's own fault`;
  return { count, words: `${attempts.length} failed attempts on the timeline${fault}` };
}

/** Owed when the carrier had accepted, was there, and the shipment was called off before anything was loaded. */
function truckNotUsed({ tenderAcceptedAt, cancelledAt, pickedUpAt, stops }: FreightFacts): Counted {
  const pickup = stops.find(({ kind }) => kind === "pickup");
  if (tenderAcceptedAt === null) return { count: 0, words: "no tender was accepted" };
  if (pickedUpAt !== null || (pickup?.completedAt ?? null) !== null)
    return { count: 0, words: "the truck was loaded" };
  if (cancelledAt === null) return { count: 0, words: "the shipment was not called off" };
  const arrivedAt = pickup?.arrivedAt ?? null;
  if (arrivedAt === null) return { count: 0, words: "called off before a truck was at the pickup" };
  const zone = pickup?.timeZone ?? "UTC";
  return {
    count: 1,
    words: `accepted, at the pickup ${hourText(arrivedAt, zone)}, called off ${hourText(cancelledAt, zone)}, nothing loaded`,
  };
}
