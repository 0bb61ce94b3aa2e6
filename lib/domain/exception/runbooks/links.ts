import type { ExceptionKind } from "../exception";
import { runbook } from "./runbook";

/** Runbooks of messages, codes and connections: what IT looks at first. */
export const LINK_RUNBOOKS = {
  unmatched_message: runbook({
    means:
      "A message came in and names no shipment we know. It is kept and waits; when its number appears on a shipment, it attaches by itself.",
    check: [
      "The numbers it names: a PRO with a check digit more, a customer's order number in the BOL field.",
      "Whether the tender or order came at all. Status before tender is normal for minutes, not for hours.",
      "Whether it is ours: partners send everything of a scac to everybody.",
    ],
    act: [
      "Attach it to its shipment when you are sure; say how you know.",
      "Same wrong number every day: have the partner send the shipment number in its field, or map it.",
      "Not ours: ignore it with the reason. The bytes stay.",
    ],
    byHand: [
      "Ask the partner which load they mean and add the event by hand; attach the message later.",
      "Never create a shipment to get rid of a message.",
    ],
    call: "The partner's EDI desk with control number and time, dispatch for which load it is.",
  }),
  unmapped_code: runbook({
    means:
      "A partner sent a status code nobody has given a meaning. The event is on the timeline, but moves nothing.",
    check: [
      "How often it comes, and at which point of a trip: the events before and after tell what it means.",
      "The partner's own code list; “standard” lists are bent by everybody.",
      "Whether it is two codes in one, or a reason code in the status field.",
    ],
    act: [
      "Map it on the connection's page: one meaning, with the source in the reason.",
      "Replay what came before, so that old shipments understand it as well.",
      "Not sure: leave it unmapped. A wrong milestone starts clocks and invoices.",
    ],
    byHand: ["Read the message's note; dispatch adds the event by hand when it matters today."],
    call: "The partner's EDI desk: ask for the code list in writing.",
  }),
  quarantined_message: runbook({
    means:
      "A message could not be read. It is kept byte for byte, nothing of it counts, and the messages after it went on.",
    check: [
      "The problem and its place in the bytes: cut off, wrong separator, a character set, a field too long.",
      "Many with one cause: the group at the top of the exceptions. Mend the cause once.",
      "When it began: a release of the partner, a new mapping of ours.",
    ],
    act: [
      "Ours: mend, then replay the whole group.",
      "Theirs: send them the segment and the rule it breaks, ask for the message again.",
      "Worthless (a test, a duplicate cut in half): ignore with the reason.",
    ],
    byHand: [
      "Open the raw view; what a person can read, dispatch can enter by hand.",
      "Ask the partner for the same as CSV or by mail for today.",
    ],
    call: "The partner's EDI desk. Ours: whoever changed the connection last, see its audit.",
  }),
  connection_silent: runbook({
    means:
      "A partner who normally sends has sent nothing for longer than usual. Shipments look quiet that are not.",
    check: [
      "Night, weekend or a holiday over there.",
      "Our side: does the address answer, has a certificate or a password run out, is the drop folder full or renamed.",
      "Their side: their status page, other customers.",
    ],
    act: [
      "Send or ask for one test message; it shows in seconds which half is broken.",
      "Tell dispatch which carriers are blind, so they call instead of waiting.",
      "When it is back, ask for what was missed. Sent twice does no harm here.",
    ],
    byHand: [
      "Dispatch calls the open shipments of the partner twice a day, gravest first.",
      "Ask for a spreadsheet of all statuses; it can be uploaded under Messages.",
    ],
    call: "The partner's EDI or API desk, our network people for certificates and firewalls.",
  }),
  connection_failing: runbook({
    means:
      "Calls to a partner fail. Those that may pass by themselves are tried again; shown here is what does not get better or takes too long.",
    check: [
      "The answer: 401 or 403 is a key, 404 an address, 429 too fast, 5xx theirs, time-out the network.",
      "Since when, and what changed in that hour on either side.",
      "How much waits behind it.",
    ],
    act: [
      "Key or address: correct it on the connection, and watch the next try.",
      "Theirs: open a ticket with time, address and answer; acknowledge here with the ticket's number.",
      "What waits is sent when it works again. Send nothing a second time by hand.",
    ],
    byHand: [
      "Use the partner's portal for what must leave today, and write down what you did.",
      "What was done by hand and waits here as well must be cancelled here.",
    ],
    call: "The partner's technical support; network people for time-outs to everybody.",
  }),
  acknowledgement_overdue: runbook({
    means:
      "We sent something and the receipt (997, 824 or theirs) did not come in time. They may have it, or not.",
    check: [
      "That it left: Messages, Outbound, with the answer of the transport.",
      "Whether receipts of this partner are late today or missing altogether.",
      "A receipt that rejects: it may have come and could not be matched.",
    ],
    act: [
      "Ask the partner whether they have the control number.",
      "They do not: send it again from its page; the same number tells them it is the same.",
      "They do: acknowledge, and have them mend their receipts.",
    ],
    byHand: ["Tender or invoice that presses: confirm by phone that they have it, and note the name."],
    call: "The partner's EDI desk with control number and hour.",
  }),
} as const satisfies Partial<Record<ExceptionKind, string>>;
