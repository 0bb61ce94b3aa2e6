import type { ShipmentView } from "../shipment/state";
import type { TimelineEvent } from "../shipment/timeline-event";
import type { Instant } from "../time/instant";
import type { ClockEvidence, KeptClock } from "./clock";
import type { ClockPolicy } from "./clock-policy";
import { clockEvidence } from "./evidence";
import { judge } from "./judge";
import { type ClockSubject, selectPolicy } from "./select-policy";

/** One promise of a shipment with everything the verdict came from. */
export interface ShipmentClock extends KeptClock {
  readonly evidence: ClockEvidence;
  readonly policy: ClockPolicy;
  /** Why this policy and no other. */
  readonly why: string;
}

/**
 * Every promise of a shipment, judged. Pure: the same events, policies and moment give the same verdicts in the same order.
 *
 * @param events the counting events, in timeline order.
 */
export function judgeShipment(
  view: ShipmentView,
  events: readonly TimelineEvent[],
  policies: readonly ClockPolicy[],
  now: Instant,
): ShipmentClock[] {
  const subject = subjectOf(view, events);
  return clockEvidence(view, events).flatMap((evidence) => {
    const selected = selectPolicy(policies, evidence.kind, subject, evidence.startAt);
    if (!selected) return [];
    const { policy, why } = selected;
    return [
      {
        kind: evidence.kind,
        stop: evidence.stopSequence ?? 0,
        policyId: policy.id,
        policyVersion: policy.version,
        verdict: judge(evidence, policy, now),
        evidence,
        policy,
        why,
      },
    ];
  });
}

function subjectOf(view: ShipmentView, events: readonly TimelineEvent[]): ClockSubject {
  const [pickup, delivery] = [
    view.stops.find((stop) => stop.kind === "pickup"),
    view.stops.findLast((stop) => stop.kind === "delivery"),
  ];
  return {
    customer: view.customer?.name ?? null,
    carrier: view.carrier?.scac ?? view.carrier?.name ?? null,
    origin: pickup?.place.city ?? null,
    destination: delivery?.place.city ?? null,
    mode: view.mode,
    connectionIds: [...new Set(events.map((event) => event.connectionId))],
  };
}
