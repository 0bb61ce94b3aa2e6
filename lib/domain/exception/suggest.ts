import type { Milestone } from "../event/milestone";
import type { ExceptionKind } from "./exception";

/** The next step a person would take, and what makes it that one. */
export interface SuggestedStep {
  readonly step: string;
  readonly reason: string;
  /** The event that would end the matter: a snooze can wait for it. */
  readonly waitFor: Milestone | null;
  /** Where the step is done. */
  readonly place: "subject" | "outside";
}

export interface SuggestionInput {
  readonly kind: ExceptionKind;
  readonly carrier: string | null;
  readonly customer: string | null;
  /** The rule still finds the cause. */
  readonly causeHolds: boolean;
  /** Open failures that share the cause, this one included; 1 when it stands alone. */
  readonly groupOpen: number;
}

type Rule = readonly [
  step: string,
  reason: string,
  waitFor?: Milestone | null,
  place?: SuggestedStep["place"],
];

const carrierOf = ({ carrier }: SuggestionInput) => carrier ?? "the carrier";
const customerOf = ({ customer }: SuggestionInput) => customer ?? "the customer";

/** One rule a kind. What is done in Milepost has its place at the subject; calls and other systems are outside. */
const RULES: Readonly<Record<ExceptionKind, (input: SuggestionInput) => Rule>> = {
  late_pickup: (of) => [
    `Ask ${carrierOf(of)} when the truck arrives, then tell the shipper's dock.`,
    "The appointment is over and nothing was picked up.",
    "picked_up",
  ],
  late_delivery: (of) => [
    `Get a time from ${carrierOf(of)} and tell ${customerOf(of)} before they ask.`,
    "The promised time is over and nothing was delivered.",
    "delivered",
  ],
  at_risk: (of) => [
    `Ask ${carrierOf(of)} for a new estimate; move the appointment while there is time.`,
    "The promise is not broken yet.",
    "delivered",
  ],
  tracking_silent: (of) => [
    `Ask ${carrierOf(of)} where it is and why they stopped telling.`,
    "Nothing was heard for longer than the promise allows.",
    "in_transit",
  ],
  tender_unanswered: (of) => [
    `Call ${carrierOf(of)}; offer the load to the next one if they do not take it now.`,
    "The tender was not answered in time.",
    "tender_accepted",
  ],
  tender_declined: () => [
    "Tender the load to the next carrier.",
    "The carrier declined; nobody else has it.",
    "tender_accepted",
  ],
  refused: (of) => [
    `Call ${customerOf(of)} while the truck is at the door: deliver again, store or return.`,
    "The consignee refused it.",
    "returned",
  ],
  damaged: (of) => [
    `Ask ${carrierOf(of)} for photos and open a claim.`,
    "Damage was reported; a claim has a deadline.",
  ],
  short: (of) => [
    `Compare counts with the warehouse, then with ${carrierOf(of)}.`,
    "Less was delivered than was sent.",
  ],
  lost: (of) => [
    `Ask ${carrierOf(of)} for a trace, and ${customerOf(of)} whether to send anew.`,
    "It was reported lost.",
  ],
  customs_hold: () => [
    "Ask the broker which document is missing and send it.",
    "Customs holds it.",
    "customs_released",
  ],
  dwell_over_free_time: () => [
    "Call the dock: what is the truck waiting for?",
    "Free time is over; detention runs.",
    "departed_delivery",
  ],
  pod_missing: (of) => [
    `Ask ${carrierOf(of)} for the proof of delivery.`,
    "It was delivered and the invoice waits for the proof.",
    "pod_received",
  ],
  conflicting_sources: () => [
    "Open the timeline, see who told what, and void what is wrong.",
    "Two sources tell different times.",
    null,
    "subject",
  ],
  unmatched_message: () => [
    "Open the message and attach it to its shipment.",
    "Its references name no shipment we know.",
    null,
    "subject",
  ],
  unmapped_code: () => [
    "Map the code on the connection's page; what came with it is read again by itself.",
    "No map knows the code, so what it says is on the timeline without a meaning.",
    null,
    "subject",
  ],
  quarantined_message: () => [
    "Open the message, see its problems, mend the mapping or ask the sender, then replay.",
    "It can't be read or trusted as it is.",
    null,
    "subject",
  ],
  stock_discrepancy: () => [
    "Have the shelf counted; correct whichever system is wrong.",
    "Odoo and the warehouse differ by more than the tolerance.",
    null,
    "subject",
  ],
  connection_silent: () => [
    "Ask the partner whether they send; look at their end first, then at ours.",
    "It is quiet for longer than is usual for it.",
    null,
    "subject",
  ],
  connection_failing: () => [
    "Open the connection: see whether the key, the address or the other side changed.",
    "Calls fail or what it sends is refused.",
    null,
    "subject",
  ],
  acknowledgement_overdue: () => [
    "See why nothing fetches the acknowledgements, and tell the partner they were received.",
    "A partner without an acknowledgement sends again or calls.",
    null,
    "subject",
  ],
  command_rejected: () => [
    "Open the write, mend the cause in Odoo, then send it again.",
    "Odoo said no and nothing was written.",
    null,
    "subject",
  ],
  command_uncertain: () => [
    "Look in Odoo whether it was written; it is looked up by itself before anything is sent again.",
    "The answer was lost.",
    null,
    "subject",
  ],
  invoice_overdue: () => [
    "Draft the invoice in Odoo, or say on the order what holds it.",
    "The proof of delivery is there and no invoice went out.",
    "invoice_posted",
  ],
  carrier_invoice_unmatched: (of) => [
    `Match the bill to the shipment, or ask ${carrierOf(of)} what it is for.`,
    "The bill came and was not matched in time.",
    "carrier_invoice_matched",
  ],
  refund_overdue: () => [
    "Inspect what came back and release the credit note.",
    "The return is here and the money is not back.",
    "refund_paid",
  ],
};

/** What to do next about an exception, by rule. A cause that is gone or shared by many comes before the kind's own step. */
export function suggestStep(input: SuggestionInput): SuggestedStep {
  if (!input.causeHolds)
    return {
      step: "Resolve it with a word on what happened.",
      reason: "The rule no longer finds the cause; it is open because a person opened it again.",
      waitFor: null,
      place: "outside",
    };
  const [step, reason, waitFor = null, place = "outside"] = RULES[input.kind](input);
  if (input.groupOpen > 1)
    return {
      step,
      reason: `${reason} ${input.groupOpen.toLocaleString("en")} share this cause: mend it once, then act on all of them.`,
      waitFor,
      place,
    };
  return { step, reason, waitFor, place };
}
