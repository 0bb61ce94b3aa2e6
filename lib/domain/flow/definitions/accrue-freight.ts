import type { FlowDefinition } from "../definition";

/** What a shipment will cost, in Odoo's books before its bill is in. */
export const ACCRUE_FREIGHT: FlowDefinition = {
  name: "accrue_freight",
  version: 1,
  title: "Accrue freight",
  startedBy: "A carrier accepts a tender, or a charge is confirmed",
  approver: "freight.decide",
  steps: [
    {
      name: "expected",
      title: "Expected charge",
      does: "Prices the shipment by the carrier's contract and its timeline, less what is accrued already.",
      kind: "check",
      skippable: false,
    },
    {
      name: "approve",
      title: "Approval",
      does: "Asks a person above the limit of the settings.",
      kind: "approval",
      skippable: false,
    },
    {
      name: "book",
      title: "Accrual entry",
      does: "Books the expected cost in Odoo. It is taken back when the carrier's bill posts.",
      kind: "command",
      skippable: false,
      compensation: { name: "take_back", does: "Reverses the accrual entry in Odoo." },
    },
    {
      name: "kept",
      title: "Held against bills",
      does: "Keeps the entry, so that a bill is held against it and its posting reverses it.",
      kind: "check",
      skippable: false,
    },
  ],
};
