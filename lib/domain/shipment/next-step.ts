import type { Milestone } from "../event/milestone";
import { MILESTONE_RULES } from "../event/milestone";
import type { AttentionKind } from "./attention";
import type { ShipmentGlance } from "./glance";

/** What a person does about what the carrier or someone else said is wrong. `{carrier}` and `{customer}` are filled in. */
const FOR_ISSUE: Readonly<Partial<Record<Milestone, string>>> = {
  tender_declined: "Tender it to another carrier",
  pickup_failed: "Agree a new pickup with {carrier}",
  customs_hold: "Ask {carrier} which papers customs wants",
  on_hold: "Find out what releases the hold",
  delivery_attempted: "Agree a new delivery time with {customer}",
  refused: "Ask {customer} where to take it",
  damaged: "Get photos from {carrier}, open a claim",
  short: "Have {carrier} trace the missing pieces",
  lost: "Open a trace and a claim with {carrier}",
  delayed: "Tell {customer} the new time",
};

/**
 * The one thing to do next, as an instruction; null when nothing is.
 *
 * A row of the board says what to do, not only what is.
 */
export function nextStepOf(kind: AttentionKind, glance: ShipmentGlance): string | null {
  const fill = (text: string) =>
    text
      .replace("{carrier}", glance.carrier ?? "the carrier")
      .replace("{customer}", glance.customer ?? "the customer");
  switch (kind) {
    case "exception":
      return fill((glance.issue && FOR_ISSUE[glance.issue.milestone]) ?? "Look at what was reported");
    case "late":
      return fill(lateStep(glance));
    case "tender_unanswered":
      return fill("Call {carrier} or tender to another");
    case "conflict":
      return conflictStep(glance);
    case "silent":
      return fill("Ask {carrier} where it is");
    case "at_risk":
      return fill(
        glance.nextStop?.estimatedAt == null ? "Ask {carrier} for an ETA" : "Confirm the ETA with {carrier}",
      );
    case "pod_missing":
      return fill("Ask {carrier} for the proof of delivery");
    case "on_track":
    case "closed":
      return null;
  }
}

function lateStep(glance: ShipmentGlance): string {
  if (glance.nextStop?.kind === "pickup") return "Ask {carrier} when they load";
  const { estimatedAt, latestAt } = glance.nextStop ?? { estimatedAt: null, latestAt: null };
  // An estimate that still promises to be on time is why nobody knows yet.
  const admitted = estimatedAt !== null && latestAt !== null && estimatedAt > latestAt;
  return admitted ? "Tell {customer} the new ETA" : "Ask {carrier} for a new ETA";
}

function conflictStep(glance: ShipmentGlance): string {
  const milestone = glance.disagreement && MILESTONE_RULES[glance.disagreement.milestone].label.toLowerCase();
  return milestone ? `Find out which “${milestone}” is right` : "Find out which source is right";
}
