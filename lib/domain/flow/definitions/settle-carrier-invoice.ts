import type { FlowDefinition } from "../definition";

/** From "a carrier's bill is read" to "it is paid as far as it is owed, and the carrier knows", with whatever holds it named. */
export const SETTLE_CARRIER_INVOICE: FlowDefinition = {
  name: "settle_carrier_invoice",
  version: 1,
  title: "Settle carrier invoice",
  startedBy: "A carrier's bill was read and audited",
  approver: "freight.decide",
  steps: [
    {
      name: "identity",
      title: "Identity",
      does: "Looks that the bill repeats none before it and that its amounts add up.",
      kind: "check",
      skippable: false,
    },
    {
      name: "match",
      title: "Match",
      does: "Waits until every line of the bill is of a known shipment.",
      kind: "evidence",
      skippable: false,
    },
    {
      name: "audit",
      title: "Audit and decision",
      does: "Lets a bill pass against which nothing speaks; holds any other until a person has decided on its charges.",
      kind: "check",
      skippable: false,
    },
    {
      name: "approve",
      title: "Second person",
      does: "Asks a second person above the limit of the carrier or of the settings.",
      kind: "approval",
      skippable: false,
    },
    {
      name: "bill",
      title: "Vendor bill",
      does: "Makes the vendor bill in Odoo of what is paid, charge by charge, and posts it where the settings say so.",
      kind: "command",
      skippable: false,
    },
    {
      name: "posted",
      title: "Bill posted",
      does: "Waits until the vendor bill is posted in Odoo.",
      kind: "evidence",
      skippable: true,
    },
    {
      name: "reverse",
      title: "Accrual reversed",
      does: "Takes back in Odoo what was accrued for the shipments of the bill.",
      kind: "command",
      skippable: true,
    },
    {
      name: "tell",
      title: "Carrier told",
      does: "Sends the carrier what is disputed, with the evidence, where its connection has a way out.",
      kind: "message",
      skippable: true,
    },
  ],
};
