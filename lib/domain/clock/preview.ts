import type { ShipmentView } from "../shipment/state";
import type { TimelineEvent } from "../shipment/timeline-event";
import type { Instant } from "../time/instant";
import type { ClockPolicy } from "./clock-policy";
import { judgeShipment, type ShipmentClock } from "./judge-shipment";

/** One promise under the policies of today and under a proposed one. Null: not watched. */
export interface PreviewedPromise {
  readonly stop: number;
  readonly today: ShipmentClock | null;
  readonly proposed: ShipmentClock | null;
}

/** Policies as they are in force at `now`, as if they had been so for ever. */
export function asIfAlways(policies: readonly ClockPolicy[], now: Instant): ClockPolicy[] {
  const newest = new Map<string, ClockPolicy>();
  for (const policy of policies) {
    if (policy.effectiveAt > now) continue;
    const known = newest.get(policy.id);
    if (!known || policy.version > known.version) newest.set(policy.id, policy);
  }
  return [...newest.values()].map((policy) => ({ ...policy, effectiveAt: 0 }));
}

/**
 * The promises of a shipment that `draft` governs, or the version it replaces does, judged both ways by the evidence there is. Pure.
 *
 * @param today see `asIfAlways`.
 * @param events the counting events, in timeline order.
 */
export function previewPromises(
  { view, events }: { readonly view: ShipmentView; readonly events: readonly TimelineEvent[] },
  today: readonly ClockPolicy[],
  draft: ClockPolicy,
  now: Instant,
): PreviewedPromise[] {
  const ofKind = today.filter(({ kind }) => kind === draft.kind);
  const proposed = [...ofKind.filter(({ id }) => id !== draft.id), { ...draft, effectiveAt: 0 }];
  const [before, after] = [ofKind, proposed].map((policies) =>
    byStop(judgeShipment(view, events, policies, now)),
  );
  if (!before || !after) return [];
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort((a, b) => a - b)
    .map((stop) => ({ stop, today: before.get(stop) ?? null, proposed: after.get(stop) ?? null }))
    .filter((promise) => promise.today?.policyId === draft.id || promise.proposed?.policyId === draft.id);
}

const byStop = (clocks: readonly ShipmentClock[]) => new Map(clocks.map((clock) => [clock.stop, clock]));
