import type { Role } from "../access/role";

/** What holds back the invoice of a delivery that is delivered and not fully billed. */
export const BILLING_BLOCKERS = [
  "customer_hold",
  "sync_failed",
  "draft_not_posted",
  "no_pod",
  "rate_missing",
  "accessorial_pending",
  "reference_missing",
  "ready",
] as const;
/** The first that holds, in the order of `BILLING_BLOCKERS`; `ready` when none does. */
export type BillingBlocker = (typeof BILLING_BLOCKERS)[number];

/** Where what is open stands: behind a blocker, or not to be billed yet and no fault of anybody's. */
export type BillingStanding = BillingBlocker | "in_transit" | "consolidated";

export function isBlocker(standing: BillingStanding): standing is BillingBlocker {
  return (BILLING_BLOCKERS as readonly string[]).includes(standing);
}

/**
 * What an order has open, told apart: `delivered` and on no invoice; on a `draft` that is not posted; gone out and `in_transit`; `credit` owed for what
 * came back; a credit note that is a draft (`credit_draft`); `ordered`: to be billed though not delivered, because the product is billed when ordered.
 */
export const OPEN_PARTS = ["delivered", "draft", "in_transit", "credit", "credit_draft", "ordered"] as const;
export type OpenPart = (typeof OPEN_PARTS)[number];

/** The lists a row may stand in. Drafts are unbilled too, and have a list of their own besides. */
export type OpenTab = "unbilled" | "credit" | "ordered" | "waiting";

/** The list a part stands in: unbilled is what is delivered and has a blocker, be it only that nobody has billed it yet. */
export function openTab(part: OpenPart, standing: BillingStanding): OpenTab {
  if (part === "credit" || part === "credit_draft") return "credit";
  if (part === "ordered") return "ordered";
  return standing === "in_transit" || standing === "consolidated" ? "waiting" : "unbilled";
}

interface BlockerRule {
  readonly label: string;
  /** What to do about it. */
  readonly next: string;
  readonly ownerRole: Role;
}

const rule = (label: string, next: string, ownerRole: Role): BlockerRule => ({ label, next, ownerRole });

/** What each blocker is called, what to do about it, and who looks at it unless a customer's terms say otherwise. */
export const BLOCKER_RULES: Readonly<Record<BillingBlocker, BlockerRule>> = {
  customer_hold: rule("Held for the customer", "Ask why, or let the hold end", "finance"),
  sync_failed: rule("Odoo refused the invoice", "Look at the write and retry it", "it"),
  draft_not_posted: rule("Draft not posted", "Check the draft in Odoo and post it", "finance"),
  no_pod: rule("No proof of delivery", "Get the proof from the carrier", "customer_service"),
  rate_missing: rule("Price missing", "Enter the price on the order", "finance"),
  accessorial_pending: rule("Accessorial not decided", "Approve or refuse the claimed charge", "finance"),
  reference_missing: rule(
    "Reference missing",
    "Get the number the customer wants on the bill",
    "customer_service",
  ),
  ready: rule("Ready to bill", "Bill it", "finance"),
};

/** The standings that are no blocker, in words. */
export const STANDING_LABELS: Readonly<Record<Exclude<BillingStanding, BillingBlocker>, string>> = {
  in_transit: "Not delivered yet",
  consolidated: "Waits for the customer's cut-off",
};
