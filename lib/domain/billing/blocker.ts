import type { ReferenceType } from "../reference/reference";
import type { Instant } from "../time/instant";
import { type BillingTerms, isHeld } from "./terms";
import { BILLING_BLOCKERS, type BillingBlocker } from "./unbilled";

/** What is known of a delivery that is to be billed. */
export interface BillingFacts {
  /** Proof of delivery of everything that is to be billed is in. */
  readonly hasPod: boolean;
  /** Kinds of numbers known of it, the order's own among them. */
  readonly references: readonly ReferenceType[];
  /** Open lines that have no price and are not given away. */
  readonly unpricedLines: number;
  /** Accessorials the carrier claimed and nobody has decided on. */
  readonly pendingAccessorials: number;
  /** It stands on a draft invoice. */
  readonly isDraft: boolean;
  /** Odoo refused the last write of its invoice, or it is not known whether it took it. */
  readonly writeFailed: boolean;
}

export interface BillingVerdict {
  readonly blocker: BillingBlocker;
  /** Everything that holds it back, the first of them the blocker; empty when it is ready. */
  readonly all: readonly BillingBlocker[];
}

/**
 * What holds back the invoice of a delivery under the customer's terms, at `now` (a hold ends with time).
 *
 * A draft is past what is looked at before one is made: of it only a hold and a failed write count. Source: our design, "Unbilled deliveries".
 */
export function billingBlocker(facts: BillingFacts, terms: BillingTerms, now: Instant): BillingVerdict {
  const toMake = !facts.isDraft;
  const holds: Readonly<Record<Exclude<BillingBlocker, "ready">, boolean>> = {
    customer_hold: isHeld(terms, now),
    sync_failed: facts.writeFailed,
    draft_not_posted: facts.isDraft,
    no_pod: toMake && terms.requiresPod && !facts.hasPod,
    rate_missing: toMake && facts.unpricedLines > 0,
    accessorial_pending: toMake && facts.pendingAccessorials > 0,
    reference_missing: toMake && terms.references.some((kind) => !facts.references.includes(kind)),
  };
  const all = BILLING_BLOCKERS.filter((blocker) => blocker !== "ready" && holds[blocker]);
  return { blocker: all[0] ?? "ready", all };
}
