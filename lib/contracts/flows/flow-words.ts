import type { FlowName } from "@/lib/domain/flow/definition";
import type { DecisionKind, RunState } from "@/lib/domain/flow/run-state";

/** In the order of the pills: what a person must look at first, what is over last. */
export const RUN_STATE_WORDS: Readonly<Record<RunState, { readonly label: string; readonly means: string }>> =
  {
    dead: { label: "Dead", means: "It would fail again as it is. Mend the cause, edit it or cancel it." },
    failed: {
      label: "Failed",
      means: "It was tried again and again, or a key or right is missing. Mend the cause, then retry.",
    },
    held: { label: "Held", means: "A blocker or a person keeps it. It goes on when that is over." },
    awaiting_approval: { label: "Awaiting approval", means: "A person has to say yes or no." },
    retrying: { label: "Retrying", means: "A passing trouble. It is tried again by itself." },
    waiting: { label: "Waiting", means: "For evidence, or for Odoo to answer." },
    compensating: { label: "Being undone", means: "It was cancelled; what it did is being undone." },
    running: { label: "Running", means: "A worker is at it now." },
    queued: { label: "Queued", means: "Due, and taken up by the next free worker." },
    done: { label: "Done", means: "Everything it was for has happened." },
    cancelled: { label: "Cancelled", means: "A person ended it, and what it had done is undone." },
  };

export const RUN_STATE_ORDER = Object.keys(RUN_STATE_WORDS) as [RunState, ...RunState[]];

/** States in which nothing moves until a person does something. */
export const PERSON_STATES: readonly RunState[] = ["dead", "failed", "held", "awaiting_approval"];

export const FLOW_TITLES: Readonly<Record<FlowName, string>> = {
  bill_on_delivery: "Bill on delivery",
  accrue_freight: "Accrue freight",
  settle_carrier_invoice: "Settle carrier invoice",
  return_to_refund: "Return to refund",
  status_to_odoo: "Status to Odoo",
  tell_customer: "Tell the customer",
};

type PressedDecision = Exclude<
  DecisionKind,
  "approve" | "reject" | "undo_approval" | "undo_rejection" | "edit"
>;

/** What each button says, does and reports. */
export const DECISION_WORDS: Readonly<
  Record<PressedDecision, { readonly verb: string; readonly will: string; readonly done: string }>
> = {
  retry: {
    verb: "Retry",
    will: "The step it stopped at is tried again. What was done before stays done; what Odoo refused is looked up first and then sent again.",
    done: "It is tried again with the next free worker.",
  },
  restart: {
    verb: "Start over",
    will: "It goes through all steps again from the first. Effects that are there are found and not repeated; approvals are asked for anew.",
    done: "It starts over with the next free worker.",
  },
  hold: {
    verb: "Hold",
    will: "Nothing more happens until somebody releases it, or until the end you set. What is already on its way to Odoo arrives there.",
    done: "It is held.",
  },
  release: {
    verb: "Release",
    will: "It goes on at the step it was held at. Where a rule holds it and the cause is still there, it is held again.",
    done: "It goes on with the next free worker.",
  },
  skip: {
    verb: "Skip this step",
    will: "The step is passed over for good, with your reason, and the next one begins.",
    done: "The step is passed over.",
  },
  cancel: {
    verb: "Cancel",
    will: "It ends here. What it has done that can be undone is undone first; the steps say which.",
    done: "It is cancelled.",
  },
};
