import type { ClockPolicy } from "../clock/clock-policy";
import { judgeShipment, type ShipmentClock } from "../clock/judge-shipment";
import type { ShipmentView } from "../shipment/state";
import type { TimelineEvent } from "../shipment/timeline-event";
import { HOUR_MS, type Instant } from "../time/instant";
import type { Severity } from "./exception";
import { type SeverityInput, type SeverityPolicy, severityOf } from "./severity";
import { type ShipmentFinding, shipmentFindings } from "./shipment-findings";

/** What a company promises and how it weighs what goes wrong. */
export interface WatchRules {
  readonly policies: readonly ClockPolicy[];
  readonly severity: SeverityPolicy;
  /** IANA zone of the company: explanations are told in it. */
  readonly zone: string;
}

export interface WeighedFinding extends ShipmentFinding {
  readonly severity: Severity;
}

export interface Watched {
  readonly clocks: readonly ShipmentClock[];
  readonly findings: readonly WeighedFinding[];
  /** When time alone changes any of it; null when only an event can. */
  readonly nextChangeAt: Instant | null;
}

/**
 * All promises of a shipment and all that is wrong with it at `now`. Pure; between two changes of the timeline it changes at `nextChangeAt` only.
 *
 * @param events the counting events, in timeline order.
 */
export function watchShipment(
  view: ShipmentView,
  events: readonly TimelineEvent[],
  rules: WatchRules,
  now: Instant,
): Watched {
  const clocks = judgeShipment(view, events, rules.policies, now);
  const { findings, nextChangeAt } = shipmentFindings(view, clocks, now);
  const stepMs = rules.severity.overdueStepHours * HOUR_MS;
  const graver = findings.flatMap(({ dueAt }) =>
    dueAt === null || dueAt + stepMs <= now ? [] : [dueAt + stepMs],
  );
  const moments = [...clocks.map(({ verdict }) => verdict.nextChangeAt), nextChangeAt, ...graver].filter(
    (at) => at !== null,
  );
  return {
    clocks,
    findings: weigh(
      findings,
      { customer: view.customer?.name ?? null, moneyMinor: null },
      rules.severity,
      now,
    ),
    nextChangeAt: moments.length > 0 ? Math.min(...moments) : null,
  };
}

/** How grave each of these is at `now`, with what is at stake where it is known. */
export function weigh<F extends Pick<ShipmentFinding, "kind" | "dueAt">>(
  findings: readonly F[],
  { customer, moneyMinor }: Pick<SeverityInput, "customer" | "moneyMinor">,
  policy: SeverityPolicy,
  now: Instant,
): (F & { readonly severity: Severity })[] {
  return findings.map((finding) => {
    const overMs = finding.dueAt === null ? null : now - finding.dueAt;
    return { ...finding, severity: severityOf({ kind: finding.kind, customer, moneyMinor, overMs }, policy) };
  });
}
