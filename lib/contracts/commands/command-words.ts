import type { CommandKind } from "@/lib/domain/command/command";
import type { CommandState } from "@/lib/domain/command/command-state";

/** Listed in this order: what a person must look at first, what is done last. */
export const COMMAND_STATE_WORDS: Readonly<
  Record<CommandState, { readonly label: string; readonly means: string }>
> = {
  uncertain: {
    label: "Uncertain",
    means: "The answer was lost. Odoo is looked up before anything is sent again, so nothing is doubled.",
  },
  rejected: {
    label: "Rejected",
    means: "It was refused. Mend the cause in Odoo, then send it again.",
  },
  pending: { label: "Waiting", means: "Stored, not sent yet. It goes out by itself, in order." },
  sent: { label: "Under way", means: "A request is on its way to Odoo." },
  confirmed: { label: "Done", means: "Odoo shows the effect." },
  cancelled: { label: "Withdrawn", means: "Taken back before it was sent. Odoo knows nothing of it." },
};

/** What the state of one write means, with what Odoo holds of it. */
export function commandMeans(state: CommandState, result: { readonly text: string } | null): string {
  if (state !== "rejected") return COMMAND_STATE_WORDS[state].means;
  return result
    ? `It was refused half done: ${result.text} stands in Odoo. Mend the cause there, then send it again.`
    : "It was refused and nothing of it is in Odoo. Mend the cause there, then send it again.";
}

/** States in the order of the list. */
export const COMMAND_STATE_ORDER = Object.keys(COMMAND_STATE_WORDS) as [CommandState, ...CommandState[]];

/** States that wait for a person. An uncertain one settles itself most of the time; until then its document stands still. */
export const COMMAND_PERSON_STATES = ["uncertain", "rejected"] as const satisfies readonly CommandState[];

export const COMMAND_KIND_WORDS: Readonly<Record<CommandKind, string>> = {
  status_note: "Status note",
  tracking_reference: "Tracking reference",
  pod_attachment: "Proof of delivery",
  draft_customer_invoice: "Draft customer invoice",
  post_customer_invoice: "Post customer invoice",
  vendor_bill: "Vendor bill",
  accrual_entry: "Accrual entry",
  accrual_reversal: "Accrual reversal",
  return_credit_note: "Credit note for a return",
};

export const COMMAND_KINDS = Object.keys(COMMAND_KIND_WORDS) as [CommandKind, ...CommandKind[]];
