import type { FlowDefinition, StepDefinition } from "../definition";

const check = (name: string, title: string, does: string, skippable = true): StepDefinition => ({
  name,
  title,
  does,
  kind: "check",
  skippable,
});

/** From "it is delivered" to "the customer has the invoice", with whatever holds it named. */
export const BILL_ON_DELIVERY: FlowDefinition = {
  name: "bill_on_delivery",
  version: 1,
  title: "Bill on delivery",
  startedBy: "A delivery of a sales order is delivered, wholly or in part",
  approver: "approval.bill",
  steps: [
    check("delivered", "Delivered", "Looks that the delivery is delivered and not billed yet.", false),
    {
      name: "proof",
      title: "Proof of delivery",
      does: "Waits for the proof of delivery, where the customer pays against it only.",
      kind: "evidence",
      skippable: true,
    },
    check(
      "accessorials",
      "Accessorials",
      "Looks that every accessorial the carrier claimed has been decided on.",
    ),
    check("exceptions", "Open exceptions", "Looks that nothing is open as damaged, short, refused or lost."),
    {
      name: "references",
      title: "References",
      does: "Waits for the numbers the customer demands on the invoice.",
      kind: "evidence",
      skippable: true,
    },
    check(
      "terms",
      "Customer's terms",
      "Waits for the end of a hold or for the customer's cut-off, and looks that every line has a price.",
    ),
    {
      name: "draft",
      title: "Draft invoice",
      does: "Makes a draft invoice in Odoo of what the order has delivered and not billed.",
      kind: "command",
      skippable: false,
      compensation: {
        name: "note_draft",
        does: "Writes on the delivery in Odoo that the draft invoice is not wanted any more. A person deletes the draft.",
      },
    },
    check(
      "against_order",
      "Draft against order",
      "Compares the draft with what the order has delivered, in amount and currency.",
    ),
    {
      name: "approve",
      title: "Approval",
      does: "Asks a person, as the settings say.",
      kind: "approval",
      skippable: false,
    },
    {
      name: "post",
      title: "Post the invoice",
      does: "Posts the invoice in Odoo. After that only a credit note takes it back.",
      kind: "command",
      skippable: false,
    },
    {
      name: "told",
      title: "On the timeline",
      does: "Waits until Odoo's own word about the posted invoice is on the timeline.",
      kind: "evidence",
      skippable: true,
    },
  ],
};
