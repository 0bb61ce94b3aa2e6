import type { ExceptionKind } from "../exception";
import { runbook } from "./runbook";

/** Runbooks of what goes wrong between tender and delivery. */
export const MOVING_RUNBOOKS = {
  late_pickup: runbook({
    means:
      "The pickup window closed and nobody told that the goods were loaded. Either the truck is late, or it came and no one said so.",
    check: [
      "Timeline: is there an arrival at the pickup? An arrival without a departure is a slow dock, not a late truck.",
      "The appointment: was it moved by phone and never entered?",
      "Whether the carrier ever confirmed the tender. An unconfirmed one was perhaps never planned.",
      "The delivery window: how many hours of slack are left if it loads in the next two.",
    ],
    act: [
      "Call the carrier's dispatch, ask for driver, position and a time. Write that time down as an estimate on the shipment.",
      "If it loaded already, add the pickup by hand with the time from the signed bill of lading.",
      "No truck within the slack: ask the next carrier of the lane before you cancel the first.",
      "Tell the customer when delivery moves by more than an hour. They hear it from us, not from their dock.",
    ],
    byHand: [
      "The dock keeps a gate book: ask security for the licence plate and the time in.",
      "Note time, name and what was said on the load sheet; enter it when Milepost is back.",
    ],
    call: "Carrier's dispatch, then the shipper's dock. After two hours without an answer: the lead, before the customer calls.",
  }),
  late_delivery: runbook({
    means:
      "The promised delivery time has passed without proof of arrival or delivery. The customer is waiting, or it is there and we do not know it.",
    check: [
      "The last position and its age: 20 km away and moving is another call than 300 km away and silent since morning.",
      "An arrival at the consignee without a completed delivery: then it waits at the dock and their clock is running, not ours.",
      "Other stops on the same load. One late stop makes the next ones late; they are listed under this shipment.",
      "What the contract says on late delivery: a fine by the hour, or a refused load after closing time.",
    ],
    act: [
      "Get one new time from the carrier, from a person who has spoken to the driver. Enter it as an estimate.",
      "Ask the consignee whether they still receive at that time; get a name and, if needed, a new appointment number.",
      "Tell the customer the new time and the reason. Choose a reason the carrier has confirmed.",
      "Delivered already: add the delivery with the time on the POD, not the time you heard of it.",
    ],
    byHand: [
      "Ring the driver, or the carrier's night desk; the number is on the rate confirmation.",
      "Keep a list of shipment, new time, who said it. Two lines per shipment are enough to enter later.",
    ],
    call: "Carrier's dispatch, the consignee's receiving desk, then customer service. Fine or refusal ahead: the lead.",
  }),
  at_risk: runbook({
    means:
      "Nothing is late yet, but the newest estimate or the time that is left says it will be. This is the one you can still win.",
    check: [
      "Where the estimate comes from and how old it is. An hour-old position beats this morning's promise.",
      "How the slack was lost: late loading, a border, a driver out of hours.",
      "Whether the appointment can move. Many docks give an hour when asked before, none when asked after.",
    ],
    act: [
      "Ask the carrier what they can do: swap the driver, drop another stop last, relay.",
      "Ask the consignee for a later slot now. Enter the new appointment.",
      "Snooze until arrival when a plan is agreed; it comes back by itself if the plan fails.",
    ],
    byHand: [
      "Work out the arrival on paper: kilometres left by 65 km/h, plus 45 minutes of break after 4½ hours of driving.",
      "Call the three with the least slack first, the others when those are settled.",
    ],
    call: "Carrier's dispatch first. The consignee only with a time you believe.",
  }),
  tracking_silent: runbook({
    means:
      "The shipment is on the road and the carrier has told nothing for longer than agreed. Mostly a dead phone or a broken feed, sometimes a truck in trouble.",
    check: [
      "Whether other shipments of this carrier are silent too. All of them: look at the connection, not at the truck.",
      "The last event: silent after arrival at a dock often means the driver waits.",
      "Unmatched messages of this carrier: the status may be there under a number we do not know.",
    ],
    act: [
      "Ask dispatch for a position and a time of arrival; add both by hand.",
      "Feed broken: tell IT, and agree with the carrier on a call every four hours until it works.",
      "Silent over night on valuable goods: treat it as a possible loss and call the lead.",
    ],
    byHand: [
      "The carrier's own tracking page takes the PRO or the licence plate. Copy position and time.",
      "Drivers answer text messages sooner than calls: ask for the town and the hour of arrival.",
    ],
    call: "Carrier's dispatch; the carrier's EDI desk when several are silent.",
  }),
  tender_unanswered: runbook({
    means:
      "We offered a load and the carrier neither took nor declined it in the agreed time. Until they do, there is no truck.",
    check: [
      "That the tender left and was received: a 997 or a delivery receipt under Messages, Outbound.",
      "Whether an answer came and could not be matched (a 990 under a number of theirs).",
      "Pickup time against the time a second carrier needs. Under 24 hours, do not wait.",
    ],
    act: [
      "Call and get yes or no. A yes by phone is entered by hand with the name of who said it.",
      "No answer within half an hour: tender to the next carrier of the routing guide and withdraw the first in writing.",
      "Withdraw before you offer again, or two trucks come and one is billed as dry run.",
    ],
    byHand: [
      "Tender by mail with lane, window, weight and rate; ask for a reply with a name.",
      "Keep the mail: it is the contract until the systems are back.",
    ],
    call: "The carrier's load desk; their account manager when it happens on a lane twice in a week.",
  }),
  tender_declined: runbook({
    means: "The carrier said no. The load needs another truck, and the clock to pickup goes on.",
    check: [
      "The reason they gave: no truck, wrong equipment, rate. The last one can be talked about.",
      "Who is next in the routing guide, and when they need it by.",
      "Whether pickup can move: ask the shipper before you pay spot.",
    ],
    act: [
      "Tender to the next carrier at once; note who declined and why.",
      "Nobody left in the guide: ask for a spot rate from three, and get the extra cost approved before you book.",
      "Tell the shipper when the window will not hold.",
    ],
    byHand: [
      "Work down the lane's carrier list by phone, write down each answer and the hour.",
      "A rate agreed by phone gets a mail the same hour.",
    ],
    call: "Next carrier's load desk. The lead for any rate above contract.",
  }),
  customs_hold: runbook({
    means:
      "Customs stopped the goods: papers are missing, a value or code is doubted, or they want to look inside. Nothing moves until they release it.",
    check: [
      "The reason and the reference of the hold. Ask the broker, the carrier only passes it on.",
      "Invoice, packing list and EORI: same values, same consignee, same weight on all.",
      "When free storage at the terminal ends, and what a day costs after that.",
    ],
    act: [
      "Send the broker what is missing today, as one mail with everything, not piece by piece.",
      "Ask for the hour of an inspection, and tell the customer the earliest release, not the hoped one.",
      "Snooze until “customs released”; it wakes by itself.",
    ],
    byHand: [
      "Brokers work from scans: photograph the papers and mail them.",
      "Keep the declaration number (MRN or entry number) at hand; nobody finds anything without it.",
    ],
    call: "The customs broker, then the customer's import desk. Storage above a day's rate: the lead.",
  }),
  dwell_over_free_time: runbook({
    means:
      "A truck stands at a stop longer than the free time. From now on the carrier bills detention, and the driver's hours run out.",
    check: [
      "Arrival time: told by the carrier or by the site? They differ, and the bill follows one of them.",
      "Whether the truck came inside its appointment. Too early or too late: waiting is theirs.",
      "What it waits for: a dock, a forklift, papers, a count.",
    ],
    act: [
      "Call the site and ask for a dock time. Say from when it costs and how much.",
      "Write down both versions of arrival with names: finance needs them when the bill comes.",
      "Driver near the end of hours: ask for a swap or agree on loading tomorrow, before it happens.",
    ],
    byHand: [
      "Have the driver get in and out times written on the bill of lading and signed at the gate.",
      "No stamp, no detention: a photo of the signed page settles most arguments.",
    ],
    call: "The shipper's or consignee's dock office, then the carrier's dispatch.",
  }),
  conflicting_sources: runbook({
    means:
      "Two who should know tell different times or outcomes for the same thing. Milepost keeps both and does not guess which is right.",
    check: [
      "Both claims on the timeline: who said it, when they said it, and in which zone. An hour apart is often a zone.",
      "Which one is close to the thing: a scan at the dock beats a status typed in an office.",
      "Money that hangs on it: detention, late fees, the POD clock.",
    ],
    act: [
      "Ask the one whose claim is unlikely. Have them correct it in their system, so it does not come back.",
      "Void the wrong event with the reason, and name who confirmed the right one.",
      "Same carrier, same difference, every day: tell IT, it is the connection's assumed zone.",
    ],
    byHand: [
      "The signed paper decides: time on the POD, gate stamp, seal number.",
      "Note who saw the paper.",
    ],
    call: "The source you doubt. For warehouse times the shift lead of the warehouse.",
  }),
} as const satisfies Partial<Record<ExceptionKind, string>>;
