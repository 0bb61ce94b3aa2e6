import type { FlowDefinition } from "../definition";

/** Follows what a customer is told until it got through. The mail itself is written and sent by the notices, once; this never sends another. */
export const TELL_CUSTOMER: FlowDefinition = {
  name: "tell_customer",
  version: 1,
  title: "Tell the customer",
  startedBy: "A notice to a customer about a chosen milestone or a delay",
  approver: "notice.manage",
  steps: [
    {
      name: "written",
      title: "Write the notice",
      does: "Looks that the notice lies in the outbox, in the customer's own words.",
      kind: "check",
      skippable: false,
    },
    {
      name: "sent",
      title: "Reach the customer",
      does: "Waits until every address of the customer has it. What failed is sent again from the notices; passing over this step says that the customer was told another way.",
      kind: "evidence",
      skippable: true,
    },
  ],
};
