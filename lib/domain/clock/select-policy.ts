import type { Instant } from "../time/instant";
import type { ClockKind, ClockPolicy, PolicyScope } from "./clock-policy";

/** What a policy's scope is compared with. */
export interface ClockSubject {
  readonly customer: string | null;
  readonly carrier: string | null;
  readonly origin: string | null;
  readonly destination: string | null;
  readonly mode: string | null;
  readonly connectionIds: readonly string[];
}

export interface Selected {
  readonly policy: ClockPolicy;
  /** Why this one: "customer Brouwer Foods, carrier SAIA", or "the general one". */
  readonly why: string;
}

/** What each part of a scope adds: a customer's promise outweighs any mix of the others, then carrier, lane, connection, mode. */
const WEIGHT = { customer: 16, carrier: 8, lane: 4, connectionId: 2, mode: 1 } as const satisfies Record<
  keyof PolicyScope,
  number
>;

/**
 * The policy a promise of this kind runs under: of the versions in force when it started the one with the most specific scope; between equals
 * the older policy, so that the choice never depends on the order of rows. A disabled version in force takes its policy out.
 *
 * @returns null when none fits: the promise is not watched.
 */
export function selectPolicy(
  policies: readonly ClockPolicy[],
  kind: ClockKind,
  subject: ClockSubject,
  startAt: Instant,
): Selected | null {
  let best: { policy: ClockPolicy; weight: number } | null = null;
  for (const policy of inForce(policies, kind, startAt)) {
    if (!policy.enabled || !fits(policy.scope, subject)) continue;
    const weight = weightOf(policy.scope);
    if (!best || weight > best.weight || (weight === best.weight && policy.id < best.policy.id))
      best = { policy, weight };
  }
  return best && { policy: best.policy, why: whyOf(best.policy.scope) };
}

function inForce(policies: readonly ClockPolicy[], kind: ClockKind, startAt: Instant): Iterable<ClockPolicy> {
  const newest = new Map<string, ClockPolicy>();
  for (const policy of policies) {
    if (policy.kind !== kind || policy.effectiveAt > startAt) continue;
    const known = newest.get(policy.id);
    if (!known || policy.version > known.version) newest.set(policy.id, policy);
  }
  return newest.values();
}

function fits(scope: PolicyScope, subject: ClockSubject): boolean {
  const same = (wanted: string | undefined, actual: string | null) =>
    wanted === undefined || (actual !== null && wanted.toLowerCase() === actual.toLowerCase());
  return (
    same(scope.customer, subject.customer) &&
    same(scope.carrier, subject.carrier) &&
    same(scope.mode, subject.mode) &&
    same(scope.lane?.origin, subject.origin) &&
    same(scope.lane?.destination, subject.destination) &&
    (scope.connectionId === undefined || subject.connectionIds.includes(scope.connectionId))
  );
}

function weightOf(scope: PolicyScope): number {
  const parts = Object.keys(WEIGHT) as (keyof PolicyScope)[];
  return parts.reduce((sum, part) => sum + (scope[part] === undefined ? 0 : WEIGHT[part]), 0);
}

/** A scope as people say it. */
export function whyOf({ customer, carrier, lane, connectionId, mode }: PolicyScope): string {
  const parts = [
    customer && `customer ${customer}`,
    carrier && `carrier ${carrier}`,
    lane && `lane ${lane.origin} to ${lane.destination}`,
    connectionId && "this connection",
    mode && `mode ${mode}`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : "the general one";
}
