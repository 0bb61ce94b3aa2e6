import type { Reason } from "../event/draft";
import { MILESTONE_RULES } from "../event/milestone";
import type { Instant } from "../time/instant";
import { type AttentionKind, RISK_SLACK_MS } from "./attention";
import { type ShipmentGlance, siteName } from "./glance";
import { TRACK_STEPS, type TrackStep } from "./state";
import { spanText } from "./wall-clock";

export type VerdictTone = "ok" | "warn" | "bad" | "info" | "neutral";

/** A status as a word and how much it presses; the screen adds the shape. */
export interface Verdict {
  readonly tone: VerdictTone;
  readonly text: string;
}

/** Why a shipment is where it is on the board, in the fewest words: "Late delivery, 1 h 40 m". */
export function verdictOf(
  kind: AttentionKind,
  pressingAt: Instant,
  glance: ShipmentGlance,
  now: Instant,
): Verdict {
  const what = glance.nextStop?.kind === "pickup" ? "pickup" : "delivery";
  const stop = glance.nextStop;
  switch (kind) {
    case "exception":
      return { tone: "bad", text: glance.issue ? issueText(glance.issue) : "Exception" };
    case "late": {
      const untilAt = Math.max(stop?.estimatedAt ?? 0, now);
      return { tone: "bad", text: `Late ${what}, ${spanText(untilAt - pressingAt)}` };
    }
    case "tender_unanswered":
      return { tone: "bad", text: `No answer, ${spanText(now - pressingAt)} over` };
    case "conflict":
      return { tone: "warn", text: "Sources disagree" };
    case "silent":
      return { tone: "warn", text: `No update, ${spanText(now - pressingAt)}` };
    case "at_risk":
      return { tone: "warn", text: `At risk, ${riskText(glance, pressingAt, now)}` };
    case "pod_missing":
      return { tone: "warn", text: `POD missing, ${spanText(now - pressingAt)} over` };
    case "on_track":
      return { tone: "ok", text: glance.stage === "delivered" ? "Delivered, POD to come" : "On track" };
    case "closed":
      return closedVerdict(glance);
  }
}

function riskText(glance: ShipmentGlance, pressingAt: Instant, now: Instant): string {
  const estimatedAt = glance.nextStop?.estimatedAt ?? null;
  return estimatedAt === null
    ? `${spanText(pressingAt - now)} left, no ETA`
    : `${spanText(pressingAt - estimatedAt)} slack`;
}

const SAYS_NOTHING = new Set([
  "",
  "other",
  "normal",
  "normal status",
  "normal appointment",
  "none",
  "unknown",
]);

/** What a reason adds to a milestone, in words; null when it says nothing. */
export function reasonText(reason: Reason | null): string | null {
  const why = reason?.kind.toLowerCase() ?? "";
  return SAYS_NOTHING.has(why) ? null : why;
}

function closedVerdict(glance: ShipmentGlance): Verdict {
  if (glance.stage === "cancelled" || glance.status === "lost")
    return { tone: "neutral", text: glance.status === "lost" ? "Lost" : "Cancelled" };
  if (glance.stage === "returning") return { tone: "info", text: "Back at sender" };
  return { tone: "ok", text: glance.track.pod === undefined ? "Delivered" : "Delivered, POD in" };
}

/** "Refused, consignee closed". */
export function issueText(issue: NonNullable<ShipmentGlance["issue"]>): string {
  const { label } = MILESTONE_RULES[issue.milestone];
  const why = reasonText(issue.reason);
  if (why === null) return label;
  // "Refused, refused by customer" says it twice.
  if (why.startsWith(label.toLowerCase())) return why.charAt(0).toUpperCase() + why.slice(1);
  return `${label}, ${why}`;
}

/** "Rotterdam → Lyon", as far as both ends are known. */
export function laneText(glance: Pick<ShipmentGlance, "origin" | "destination">): string | null {
  if (glance.origin && glance.destination) return `${glance.origin} → ${glance.destination}`;
  return glance.origin ? `From ${glance.origin}` : glance.destination ? `To ${glance.destination}` : null;
}

/** Title of a shipment: "Rotterdam → Lyon for Brouwer Foods", or its number when nothing else is known. */
export function headline(glance: ShipmentGlance, number: string): string {
  const lane = laneText(glance);
  if (!lane) return glance.customer ? `${number} for ${glance.customer}` : number;
  return glance.customer ? `${lane} for ${glance.customer}` : lane;
}

/** What is now and what comes next: "In transit with RDWY, next stop Lyon DC 2, 1 h 40 m late". */
export function statusSentence(glance: ShipmentGlance, now: Instant): string {
  const status = glance.status ? MILESTONE_RULES[glance.status].label : "Nothing reported yet";
  const carrier = glance.carrier ? ` with ${glance.carrier}` : "";
  const stop = glance.nextStop;
  if (!stop) return `${status}${carrier}${doneText(glance)}`;
  const place = siteName(stop.place) ?? `stop ${stop.sequence}`;
  if (glance.outOfSight) return `${status}${carrier}, bound for ${place}; nobody tells where it is`;
  const slack = slackOf(glance, now);
  return `${status}${carrier}, next stop ${place}${slack ? `, ${slack.text}` : ""}`;
}

function doneText(glance: ShipmentGlance): string {
  const [due, done] = [glance.lastStop?.latestAt ?? null, glance.track.delivered ?? null];
  if (due === null || done === null) return "";
  return `, ${offsetText(done - due)}`;
}

/** "22 min early", "on time", "1 h 40 m late" for a difference to the due time. */
export function offsetText(offsetMs: number): string {
  if (Math.abs(offsetMs) < 60_000) return "on time";
  return `${spanText(offsetMs)} ${offsetMs > 0 ? "late" : "early"}`;
}

/** True when the truck should have been there by its own estimate and nobody said it was: the estimate is worth nothing. */
export function isEstimatePassed({ nextStop }: ShipmentGlance, now: Instant): boolean {
  return (
    nextStop != null &&
    nextStop.arrivedAt === null &&
    nextStop.estimatedAt !== null &&
    nextStop.estimatedAt < now
  );
}

/** How the next stop stands against its due time, and how worrying that is; null when there is nothing to hold it against. */
export function slackOf(glance: ShipmentGlance, now: Instant): Verdict | null {
  const stop = glance.nextStop;
  if (!stop || stop.latestAt === null || glance.outOfSight) return null;
  // Not there yet: the earliest it can be is now, whatever was estimated.
  const expectedAt = Math.max(stop.estimatedAt ?? now, now);
  const slackMs = stop.latestAt - (stop.arrivedAt ?? expectedAt);
  if (slackMs < 0) return { tone: "bad", text: `${spanText(slackMs)} late` };
  if (stop.arrivedAt === null && stop.estimatedAt === null) return null;
  return { tone: slackMs < RISK_SLACK_MS ? "warn" : "neutral", text: `${spanText(slackMs)} slack` };
}

export type TrackLook = "done" | "estimated" | "late" | "todo";

const STEP_LABELS: Readonly<Record<TrackStep, string>> = {
  tendered: "tendered",
  accepted: "accepted",
  picked_up: "picked up",
  in_transit: "in transit",
  delivered: "delivered",
  pod: "proof of delivery",
};

/** The six steps as a bar, and the same in words. A step behind a reached one counts as passed, reported or not. */
export function trackOf(
  glance: ShipmentGlance,
  kind: AttentionKind,
): { readonly segments: readonly TrackLook[]; readonly label: string } {
  const reached = TRACK_STEPS.findLastIndex((step) => glance.track[step] !== undefined);
  const failing = kind === "exception" || kind === "late" || kind === "tender_unanswered";
  const segments = TRACK_STEPS.map((_, index): TrackLook => {
    if (index <= reached) return "done";
    if (index > reached + 1 || kind === "closed") return "todo";
    if (failing) return "late";
    return glance.nextStop?.estimatedAt != null ? "estimated" : "todo";
  });
  const step = TRACK_STEPS[reached];
  const label = `${reached + 1} of ${TRACK_STEPS.length} milestones${step ? `, ${STEP_LABELS[step]}` : ""}${failing ? ", problem at the next" : ""}`;
  return { segments, label };
}
