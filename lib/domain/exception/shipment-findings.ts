import type { KeptClock } from "../clock/clock";
import type { ClockKind } from "../clock/clock-policy";
import { CLOCK_WORDS } from "../clock/explain";
import { MILESTONE_RULES, type Milestone } from "../event/milestone";
import type { OpenIssue, ShipmentView, StopState, UnentitledClaim } from "../shipment/state";
import { spanText } from "../shipment/wall-clock";
import { type Instant, MINUTE_MS } from "../time/instant";
import type { ExceptionKind } from "./exception";

/** A truck may stand this long before detention runs; contracts of carriers may say otherwise. */
export const FREE_TIME_MS = 120 * MINUTE_MS;

/** What is wrong with a shipment now. Owner and severity follow from the kind (see `kinds.ts`, `severity.ts`). */
export interface ShipmentFinding {
  readonly kind: ExceptionKind;
  /** Tells two of one kind apart: the stop, the milestone told twice. */
  readonly cause: string;
  readonly since: Instant;
  readonly dueAt: Instant | null;
  /** What and where, without times: those are `since` and `dueAt`, and screens say how long ago. */
  readonly summary: string;
}

export interface ShipmentFindings {
  readonly findings: readonly ShipmentFinding[];
  /** When time alone adds or ends one; the clocks' own moments are not in it. */
  readonly nextChangeAt: Instant | null;
}

const BROKEN: Readonly<Partial<Record<ClockKind, ExceptionKind>>> = {
  tender_reply: "tender_unanswered",
  pickup: "late_pickup",
  delivery: "late_delivery",
  tracking_silence: "tracking_silent",
  pod: "pod_missing",
  customer_invoice: "invoice_overdue",
  carrier_invoice_match: "carrier_invoice_unmatched",
  refund: "refund_overdue",
};

const ISSUES: Readonly<Partial<Record<Milestone, ExceptionKind>>> = {
  tender_declined: "tender_declined",
  customs_hold: "customs_hold",
  refused: "refused",
  damaged: "damaged",
  short: "short",
  lost: "lost",
};

/** Everything wrong with one shipment at `now`. Pure: the same view, verdicts and moment give the same findings, in a fixed order. */
export function shipmentFindings(
  view: ShipmentView,
  clocks: readonly KeptClock[],
  now: Instant,
): ShipmentFindings {
  const standing = view.stops.filter(isStanding);
  return {
    findings: [
      ...clocks.flatMap((clock) => clockFinding(clock, view)),
      ...view.issues.flatMap(issueFinding),
      ...view.disagreements.map((conflict) => ({
        kind: "conflicting_sources" as const,
        cause: `${conflict.milestone}${conflict.stopSequence === null ? "" : `#${conflict.stopSequence}`}`,
        since: Math.max(...conflict.claims.map((claim) => claim.at)),
        dueAt: null,
        summary: `${conflict.claims.length} sources tell ${conflict.milestone.replaceAll("_", " ")} ${spanText(spread(conflict.claims))} apart`,
      })),
      ...(view.unentitled ?? []).map(unentitledFinding),
      ...standing.filter((stop) => now >= freeUntil(stop)).map(dwellFinding),
    ],
    nextChangeAt: soonest(standing.map(freeUntil).filter((at) => at > now)),
  };
}

function clockFinding({ kind, stop, verdict }: KeptClock, view: ShipmentView): ShipmentFinding[] {
  if (verdict.stoppedAt !== null) return [];
  const shared = { cause: stop === 0 ? "" : `stop ${stop}`, dueAt: verdict.dueAt };
  const place = placeText(view, stop);
  const broken = BROKEN[kind];
  if (verdict.state === "breached" && broken)
    return [
      {
        ...shared,
        kind: broken,
        since: verdict.dueAt,
        summary: `${CLOCK_WORDS[kind].name}${place}`,
      },
    ];
  if (verdict.state === "at_risk" && (kind === "pickup" || kind === "delivery"))
    return [
      {
        ...shared,
        kind: "at_risk",
        since: verdict.startedAt,
        summary: `${CLOCK_WORDS[kind].name}${place}`,
      },
    ];
  return [];
}

function issueFinding({ milestone, at, reason }: OpenIssue): ShipmentFinding[] {
  const kind = ISSUES[milestone];
  return kind
    ? [{ kind, cause: "", since: at, dueAt: null, summary: reason?.kind ?? "told by the carrier" }]
    : [];
}

function unentitledFinding({ milestone, stopSequence, connectionId, at }: UnentitledClaim): ShipmentFinding {
  return {
    kind: "conflicting_sources",
    cause: `unentitled ${milestone}${stopSequence === null ? "" : `#${stopSequence}`} ${connectionId}`,
    since: at,
    dueAt: null,
    summary: `${MILESTONE_RULES[milestone].label} is told by a source that may not state it`,
  };
}

function isStanding(stop: StopState): boolean {
  return (
    stop.kind !== "other" && stop.arrivedAt !== null && stop.completedAt === null && stop.departedAt === null
  );
}

const freeUntil = (stop: StopState): Instant => (stop.arrivedAt ?? 0) + FREE_TIME_MS;

function dwellFinding(stop: StopState): ShipmentFinding {
  const city = stop.place.city ?? stop.place.name;
  return {
    kind: "dwell_over_free_time",
    cause: `stop ${stop.sequence}`,
    since: freeUntil(stop),
    dueAt: freeUntil(stop),
    summary: city ? `At ${city}` : "At a stop",
  };
}

function placeText(view: ShipmentView, sequence: number): string {
  const place = view.stops.find((stop) => stop.sequence === sequence)?.place;
  const name = place?.city ?? place?.name;
  return name ? ` at ${name}` : "";
}

function spread(claims: readonly { readonly at: Instant }[]): number {
  const moments = claims.map((claim) => claim.at);
  return Math.max(...moments) - Math.min(...moments);
}

function soonest(moments: readonly Instant[]): Instant | null {
  return moments.length > 0 ? Math.min(...moments) : null;
}
