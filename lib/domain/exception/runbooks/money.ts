import type { ExceptionKind } from "../exception";
import { runbook } from "./runbook";

/** Runbooks of writes to Odoo and of bills, in the order finance meets them. */
export const MONEY_RUNBOOKS = {
  command_rejected: runbook({
    means:
      "Odoo refused what we wanted to write: a locked period, a missing account, an archived partner. Repeating it changes nothing until somebody decides.",
    check: [
      "Odoo's own words on the write's page. One reason for many is one decision: see the group.",
      "The document in Odoo: posted, cancelled or changed by a person since.",
      "Lock dates and journals under Accounting, Configuration.",
    ],
    act: [
      "Mend the cause in Odoo, then retry the write. It is written once, however often you press.",
      "Wrong on our side: cancel the write with the reason and correct the source.",
      "A locked period: the controller decides between opening it and dating it later.",
    ],
    byHand: [
      "Enter the document in Odoo with the write's reference in its reference field; it is then recognised as done.",
      "Tell IT which ones you entered.",
    ],
    call: "Whoever owns the journal in accounting; the Odoo administrator for rights and archived records.",
  }),
  command_uncertain: runbook({
    means:
      "A write was sent to Odoo and the answer was lost. It may be there. Milepost looks for it under its reference before it would write again.",
    check: [
      "Search Odoo for the reference shown on the write.",
      "Whether Odoo was restarted or slow at that minute; others will be uncertain too.",
    ],
    act: [
      "Wait for the look-up: it settles most within minutes.",
      "Found in Odoo: nothing to do, it becomes done. Not found: retry.",
      "Never enter it by hand while it is uncertain. That is how things get paid twice.",
    ],
    byHand: ["Odoo is away: leave it. What waits is written in order when it is back."],
    call: "IT for Odoo's log of that minute.",
  }),
  invoice_overdue: runbook({
    means:
      "A delivered shipment has not been billed in the time we promise ourselves. Money is earned and nobody asks for it.",
    check: [
      "What blocks: POD missing, a refused or short delivery, an order not marked delivered in Odoo.",
      "Accessorials that wait for the carrier's bill. The freight can go out before them.",
      "Customers who want one bill a week or a portal entry.",
    ],
    act: [
      "Get rid of the blocking exception first; they stand together under this shipment.",
      "Post the invoice in Odoo; the clock stops with it.",
      "Release without POD only with the customer's agreement in writing.",
    ],
    byHand: ["List order, delivery date, amount; invoice from Odoo directly and attach the POD scan."],
    call: "Order desk for what Odoo blocks, the customer's accounts payable for portals.",
  }),
  carrier_invoice_unmatched: runbook({
    means:
      "A carrier's bill could not be tied to a shipment and its agreed price in time. Unmatched bills get paid late or twice.",
    check: [
      "PRO and BOL on the bill against the shipment: a re-bill carries a suffix.",
      "Whether it was billed already: same PRO, other invoice number.",
      "The difference to the agreed rate: fuel, weight, class, detention.",
    ],
    act: [
      "Tie it to its shipment when the numbers agree.",
      "Accessorial without an approval: ask dispatch for it, they know who said yes.",
      "Dispute in writing within the carrier's term, line by line. Pay what is undisputed.",
    ],
    byHand: [
      "Match on paper: bill, rate confirmation, POD. All three or no payment.",
      "Stamp the copy, so that it is not matched again.",
    ],
    call: "Carrier's billing desk; dispatch for detention and extra stops.",
  }),
  refund_overdue: runbook({
    means:
      "Goods came back, or a credit was agreed, and the customer's money has not. They notice before we do.",
    check: [
      "That the return was received and counted: quantity and condition.",
      "A credit note in draft in Odoo, waiting for somebody to post it.",
      "How it was paid: a card refund takes other ways than a transfer.",
    ],
    act: [
      "Post the credit note and pay it out, or set it against an open invoice if the customer agreed.",
      "Goods not found: ask the warehouse the same day; do not let the customer wait for our search.",
      "Write to the customer with amount and date.",
    ],
    byHand: [
      "Confirm the amount by mail and note it in the list of promised refunds; post when Odoo is back.",
    ],
    call: "Warehouse returns desk, then accounts receivable.",
  }),
} as const satisfies Partial<Record<ExceptionKind, string>>;
