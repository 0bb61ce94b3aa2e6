import type { Tone } from "@/components/ui/tone";
import type { BillingTab } from "@/lib/contracts/billing/unbilled-query";
import type { BillingReference } from "@/lib/domain/billing/terms";
import {
  type BillingStanding,
  BLOCKER_RULES,
  isBlocker,
  STANDING_LABELS,
} from "@/lib/domain/billing/unbilled";
import { moneyText } from "@/lib/domain/money/decimal";

export const TAB_WORDS: Readonly<Record<BillingTab, { label: string; counts: string; empty: string }>> = {
  unbilled: {
    label: "Unbilled",
    counts: "delivered and not fully billed",
    empty: "Everything delivered is billed.",
  },
  drafts: {
    label: "Drafts not posted",
    counts: "on a draft invoice that nobody has posted; those delivered count as unbilled, too",
    empty: "No draft invoice waits to be posted.",
  },
  credits: {
    label: "Credits owed",
    counts: "billed and come back, not credited yet",
    empty: "No credit is owed.",
  },
  ordered: {
    label: "Billed when ordered",
    counts: "to be billed by their order though not delivered yet",
    empty: "Nothing billed when ordered is open.",
  },
  waiting: {
    label: "Not due yet",
    counts: "on their way, or waiting for the customer's cut-off day",
    empty: "Nothing is on its way unbilled.",
  },
};

export function standingLabel(standing: BillingStanding): string {
  return isBlocker(standing) ? BLOCKER_RULES[standing].label : STANDING_LABELS[standing];
}

/** Where a row of a list stands: a credit and what is billed by its order are ready for something else than a bill of a delivery. */
export function standsAs(standing: BillingStanding, tab: BillingTab): string {
  if (standing === "ready" && tab === "credits") return "To be credited";
  if (standing === "ready" && tab === "ordered") return "To be billed by the order";
  return standingLabel(standing);
}

const TONES: Readonly<Partial<Record<BillingStanding, Tone>>> = {
  ready: "ok",
  sync_failed: "bad",
  draft_not_posted: "info",
  in_transit: "neutral",
  consolidated: "neutral",
};

/** What holds a bill back is a warning; what is ready is not. */
export const standingTone = (standing: BillingStanding): Tone => TONES[standing] ?? "warn";

export const REFERENCE_WORDS: Readonly<Record<BillingReference, string>> = {
  purchase_order: "Customer's order number",
  bol: "Bill of lading",
  pro: "PRO number",
  tracking: "Tracking number",
  container: "Container",
  booking: "Booking",
  load: "Load number",
};

/** "1,180.00 USD · 20.00 EUR": never added up. */
export function sumsText(
  sums: readonly { readonly currency: string; readonly amountMinor: number }[],
): string {
  return sums.map(({ amountMinor, currency }) => moneyText(amountMinor, currency)).join(" · ") || "–";
}

export const plural = (count: number, one: string, several = `${one}s`) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : several}`;
