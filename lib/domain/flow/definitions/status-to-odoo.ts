import type { FlowDefinition } from "../definition";

/** What the road says, written where the back office works: on the delivery in Odoo. */
export const STATUS_TO_ODOO: FlowDefinition = {
  name: "status_to_odoo",
  version: 1,
  title: "Status to Odoo",
  startedBy: "A chosen milestone told by anyone but Odoo",
  approver: "command.request",
  steps: [
    {
      name: "find_delivery",
      title: "Find the delivery",
      does: "Looks which deliveries in Odoo this shipment is.",
      kind: "evidence",
      skippable: false,
    },
    {
      name: "note",
      title: "Write the note",
      does: "Writes what happened, when and where as a note on the delivery in Odoo.",
      kind: "command",
      skippable: true,
    },
    {
      name: "tracking",
      title: "Add the carrier's number",
      does: "Adds the carrier's number to the delivery's tracking field, where it is not there yet.",
      kind: "command",
      skippable: true,
    },
    {
      name: "proof",
      title: "Attach the proof of delivery",
      does: "Attaches who received it, when and where, with the message it is from, to the delivery in Odoo.",
      kind: "command",
      skippable: true,
    },
  ],
};
