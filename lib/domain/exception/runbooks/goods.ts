import type { ExceptionKind } from "../exception";
import { runbook } from "./runbook";

/** Runbooks of what happens to the goods and to the paper that proves their delivery. */
export const GOODS_RUNBOOKS = {
  refused: runbook({
    means:
      "The consignee would not take it, all or in part. The goods are on a truck that costs money, or go back unless somebody decides.",
    check: [
      "Why, in the consignee's own words: too late, no appointment, wrong goods, damage, no order known.",
      "Where the goods are now and how long the driver can wait.",
      "The order in Odoo: quantity, address, and whether it was cancelled yesterday.",
    ],
    act: [
      "Call the customer while the truck is still at the door; half of all refusals end there.",
      "Decide one of three and write it down: deliver again (when, who pays), store nearby, return.",
      "Give the carrier the instruction in writing, with an authorisation number for a return.",
      "Stop the invoice for what was refused.",
    ],
    byHand: [
      "Driver takes photos of the goods and of the refusal note on the bill of lading.",
      "Instruction to the carrier by mail; keep their reply.",
    ],
    call: "The customer's buyer, not only the dock. Carrier's dispatch for where it stands.",
  }),
  damaged: runbook({
    means:
      "Damage was noted in transit or at delivery. What is written on the POD today decides the claim in three months.",
    check: [
      "The note on the POD: exact pieces and kind of damage. “Subject to count” is worth nothing.",
      "Photos: goods, packing, label, inside of the trailer.",
      "Who loaded and who secured. The carrier's first answer will be packing.",
    ],
    act: [
      "Ask the consignee to keep goods and packing for inspection, and send photos today.",
      "File the notice of claim with the carrier: at once for visible damage, for hidden damage within seven days (CMR) or five business days (US LTL).",
      "Arrange replacement with the customer first; who pays is settled later.",
      "Release the invoice for the sound part only.",
    ],
    byHand: [
      "Write the damage on every copy of the consignment note before the driver leaves, with both signatures.",
      "Notice of claim works by mail: shipment, pieces, what, estimated value.",
    ],
    call: "Consignee, carrier's claims desk, the customer. Insurer above the deductible: through the lead.",
  }),
  short: runbook({
    means: "Fewer pieces were received than were shipped. Lost on the way, left behind, or never loaded.",
    check: [
      "Counts at each hand-over: pick list, bill of lading, cross-dock scan, POD.",
      "Whether the rest is “over” at another consignee of the same load.",
      "A split delivery: is a backorder open in Odoo? Then it is no shortage.",
    ],
    act: [
      "Ask the carrier for a dock search with piece count, marks and photo of the label. Give them 24 hours.",
      "Ask the warehouse for a count of the pick face.",
      "Not found: notice of claim, and send the rest again. Bill what was received.",
    ],
    byHand: [
      "The count on the signed bill of lading is the proof; get a scan of it.",
      "Phone the other consignees of the load and ask for pieces too many.",
    ],
    call: "Carrier's OS&D desk (over, short, damaged), warehouse shift lead.",
  }),
  lost: runbook({
    means:
      "The carrier reports it lost, or nobody can say where it is. Every hour makes finding it less likely.",
    check: [
      "The last scan, place and time, and who signed.",
      "Value, what it is, and whether it can be sold. Theft is reported on the same day.",
      "Whether it sits at a terminal under another number: search PRO, BOL, SSCC.",
    ],
    act: [
      "Open a tracer with the carrier and get its number.",
      "Tell the customer today, with what we do and until when. Offer replacement.",
      "Suspected theft: police report by whoever had the goods, insurer informed within 24 hours.",
      "File the claim with invoice value; do not wait for the tracer to end.",
    ],
    byHand: [
      "Call every terminal between the last scan and the consignee, with photo of the label.",
      "Write down who you spoke to: the insurer asks.",
    ],
    call: "Carrier's claims desk and security, the lead at once, the insurer through the lead.",
  }),
  pod_missing: runbook({
    means:
      "It was delivered and the signed proof has not reached us in the promised time. Most customers pay nothing without it, and we may not bill.",
    check: [
      "An image or a link in the carrier's last message: it may be there under a document type we do not map.",
      "The carrier's portal, by PRO. LTL carriers often have it after the night run.",
      "Whether the customer needs a signed POD or takes an electronic one.",
    ],
    act: [
      "Ask the carrier's imaging desk, PRO and delivery date in the subject line.",
      "After 48 hours ask the consignee for a stamped copy of the delivery note.",
      "Add the POD to the shipment when it comes; the exception closes by itself.",
      "Billing can't wait: finance may release with a reason.",
    ],
    byHand: [
      "A phone photo of the signed page is enough for most; name, date and stamp must be readable.",
      "File it under the shipment's number and add the event later.",
    ],
    call: "Carrier's imaging desk, then the consignee's receiving office. Finance when it blocks an invoice of size.",
  }),
  stock_discrepancy: runbook({
    means:
      "Warehouse and Odoo count the same article differently. Whatever is sold or replenished from the wrong number makes the next exception.",
    check: [
      "When each number was read. Half an hour apart in a busy shift explains much.",
      "Movements under way: picked and not shipped, received and not booked.",
      "Lot and location: the sum may be right and the shelf wrong.",
    ],
    act: [
      "Have the location counted, blind, by someone who has not seen the numbers.",
      "Correct the side that is wrong, with the count as document. Never adjust both.",
      "Stop promising the article while the difference is more than a day's sales.",
    ],
    byHand: [
      "Count sheet: article, lot, location, quantity, name, hour.",
      "Keep a paper list of what leaves in the meantime and book it afterwards.",
    ],
    call: "Warehouse shift lead, then whoever owns stock in Odoo.",
  }),
} as const satisfies Partial<Record<ExceptionKind, string>>;
