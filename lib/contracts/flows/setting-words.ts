import type { FlowName } from "@/lib/domain/flow/definition";
import type { FlowSettings } from "./flow-settings";

interface SettingWords {
  readonly label: string;
  /** What it does, for whoever sets it. */
  readonly does: string;
}

type WordsOf<F extends FlowName> = Readonly<Record<keyof FlowSettings<F>, SettingWords>>;

const ENABLED: SettingWords = {
  label: "Starts runs",
  does: "Off: no new run starts. Runs that are open go on; pause the flow to stop those too.",
};

/** What every setting of a flow is called and does, in the order of the form. */
export const SETTING_WORDS: { readonly [F in FlowName]: WordsOf<F> } = {
  bill_on_delivery: {
    enabled: ENABLED,
    posts: {
      label: "Posts the invoice",
      does: "Off: the draft is left in Odoo for a person to post there.",
    },
    approvesAll: {
      label: "A person approves every invoice",
      does: "Off: only invoices above the limits below are asked for, the others are posted by the rule.",
    },
    approveAboveMinor: {
      label: "Two pairs of eyes above",
      does: "Above this a person approves, and never the one who started the run. A currency that is not named has no limit of its own.",
    },
    waitDays: {
      label: "Days to wait for proof and references",
      does: "After that the run is held, so that a person sees it.",
    },
  },
  accrue_freight: {
    enabled: ENABLED,
    journalCode: { label: "Journal", does: "The code of the journal in Odoo the accruals are written to." },
    expenseAccount: { label: "Expense account", does: "The code of the account that is debited." },
    accrualAccount: { label: "Accrual account", does: "The code of the account that is credited." },
    approveAboveMinor: {
      label: "A person approves above",
      does: "Up to this an accrual is written by the rule alone. A currency that is not named has no limit.",
    },
  },
  settle_carrier_invoice: {
    enabled: ENABLED,
    approveAboveMinor: {
      label: "Two pairs of eyes above",
      does: "Above this a second person decides on the bill. A carrier's own limit goes before it. A currency that is not named has no limit.",
    },
    posts: {
      label: "Posts the vendor bill",
      does: "Off: the draft is left in Odoo for a person to post there.",
    },
    waitDays: {
      label: "Days to wait for what an invoice is matched with",
      does: "After that the run is held, so that a person sees it.",
    },
  },
  return_to_refund: {
    enabled: ENABLED,
    approveAboveMinor: {
      label: "A person approves above",
      does: "Up to this a refund is paid on the inspection alone. A currency that is not named is always asked for.",
    },
    waitDays: {
      label: "Days to wait for the goods",
      does: "After that the run is held, so that a person sees it.",
    },
  },
  status_to_odoo: {
    enabled: ENABLED,
    milestones: { label: "Milestones written to Odoo", does: "Each becomes a note on the delivery, once." },
    waitDays: {
      label: "Days to wait for the delivery in Odoo",
      does: "A milestone told before its delivery is known waits this long.",
    },
  },
  tell_customer: {
    enabled: {
      label: "Follows what customers are told",
      does: "Off: no new run follows a notice. The notices go out all the same; what is told to whom is set with them.",
    },
    milestones: {
      label: "Milestones followed",
      does: "Each notice about one of these becomes a run, held where it did not get through.",
    },
  },
};
