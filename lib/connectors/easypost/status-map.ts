import type { Reason } from "@/lib/domain/event/draft";
import type { Classifier, FaultParty, Milestone } from "@/lib/domain/event/milestone";
import type { CodeOverride } from "@/lib/domain/message/parsed-message";

export const STATUS_LIST = "easypost-status";

/** What each documented `status` means where no `status_detail` says it finer. */
const STATUSES: Readonly<Record<string, Milestone>> = {
  pre_transit: "label_created",
  in_transit: "in_transit",
  out_for_delivery: "out_for_delivery",
  available_for_pickup: "available_for_pickup",
  delivered: "delivered",
  return_to_sender: "returned",
  cancelled: "cancelled",
  // "failure" covers weather and address trouble as well as failed attempts: it never claims an attempt by itself.
  failure: "delayed",
};

const MOVEMENTS: Readonly<Record<string, Milestone>> = {
  in_transit: "in_transit",
  received_at_origin_facility: "arrived_hub",
  arrived_at_facility: "arrived_hub",
  arrived_at_destination: "arrived_hub",
  received_at_destination_facility: "arrived_hub",
  departed_origin_facility: "departed_hub",
  departed_facility: "departed_hub",
  transferred_to_destination_carrier: "handed_over",
  out_for_delivery: "out_for_delivery",
};

const EXCEPTIONS: Readonly<Record<string, Milestone>> = {
  delayed: "delayed",
  weather_delay: "delayed",
  missorted: "delayed",
  transit_exception: "delayed",
  delivery_exception: "delivery_attempted",
  held: "on_hold",
  awaiting_information: "on_hold",
  damaged: "damaged",
  lost: "lost",
  refused: "refused",
  return: "return_in_transit",
  cancelled: "cancelled",
  expired: "tracking_ended",
  arrived_at_pickup_location: "available_for_pickup",
};

const REASONS: Readonly<Record<string, readonly [kind: string, party: FaultParty]>> = {
  address_correction: ["address correction", "data"],
  awaiting_information: ["awaiting information", "data"],
  damaged: ["damaged", "unknown"],
  delayed: ["delay", "unknown"],
  delivery_exception: ["delivery exception", "unknown"],
  failure: ["carrier reports a failure", "unknown"],
  held: ["held", "unknown"],
  lost: ["lost", "carrier"],
  missorted: ["missorted", "carrier"],
  refused: ["refused by consignee", "consignee"],
  transit_exception: ["transit exception", "unknown"],
  weather_delay: ["weather", "force_majeure"],
};

/** The same leg run backwards: goods that reach the shipper are never a delivery. */
const RETURN_LEG: Partial<Readonly<Record<Milestone, Milestone>>> = {
  label_created: "return_initiated",
  in_transit: "return_in_transit",
  arrived_hub: "return_in_transit",
  departed_hub: "return_in_transit",
  handed_over: "return_in_transit",
  out_for_delivery: "return_in_transit",
  delivered: "return_received",
};

export interface Scan {
  readonly status: string;
  readonly detail: string;
  /** What the carrier wrote, only to tell a pick-up shop from a door. */
  readonly message: string;
  readonly isReturn: boolean;
  /** An earlier scan of this parcel said that it goes back to its sender. */
  readonly sentBack: boolean;
}

export interface Reading {
  readonly milestone: Milestone;
  readonly classifier: Classifier;
  readonly rawCode: string;
  readonly reason: Reason | null;
}

/**
 * What one EasyPost scan means on the timeline.
 *
 * `status_detail` refines `status`, except where the status is final. `rawCode` is `status`, or `status/status_detail` where the
 * detail says more; an override may name either form. Source: EasyPost API v2, Tracker, `status` and `status_detail`.
 */
export function readScan(scan: Scan, overrides: readonly CodeOverride[] = []): Reading {
  const plain = scan.detail === "" || scan.detail === "status_update" || scan.detail === scan.status;
  const rawCode = plain ? scan.status : `${scan.status}/${scan.detail}`;
  const reason = reasonFor(scan);
  const mine = overrides.filter((entry) => entry.codeList === STATUS_LIST);
  const override =
    mine.find((entry) => entry.code === rawCode) ?? mine.find((entry) => entry.code === scan.status);
  // Every scan of the default map states what happened; what is only promised has fields of its own, not a status.
  if (override) {
    return { milestone: override.milestone, classifier: override.classifier ?? "actual", rawCode, reason };
  }
  const outward = outwardMilestone(scan);
  const milestone = scan.isReturn ? (RETURN_LEG[outward] ?? outward) : outward;
  return { milestone, classifier: "actual", rawCode, reason };
}

/** The milestone an expected delivery date is about: on a return leg the goods arrive back at the shipper. */
export function deliveryMilestone(isReturn: boolean): Milestone {
  return isReturn ? "return_received" : "delivered";
}

function outwardMilestone(scan: Scan): Milestone {
  const { status, detail } = scan;
  const exception = named(EXCEPTIONS, detail);
  const movement = named(MOVEMENTS, detail);
  const finer = exception ?? movement;
  switch (status) {
    case "delivered":
      if (scan.sentBack) return "returned";
      return atPickupShop(scan) ? "available_for_pickup" : "delivered";
    case "return_to_sender":
      return movement ? "return_in_transit" : "returned";
    case "pre_transit":
      return detail === "cancelled" || detail === "expired" ? (finer ?? "label_created") : "label_created";
    case "out_for_delivery":
      return exception ?? "out_for_delivery";
    case "in_transit":
    case "failure":
      return finer ?? named(STATUSES, status) ?? "unmapped";
    case "unknown":
    case "error":
      return detail === "label_created" ? "label_created" : (finer ?? "unmapped");
    default:
      return named(STATUSES, status) ?? "unmapped";
  }
}

/** A partner may send any word, also `constructor`: only the table's own words count. */
function named<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

const PICKUP_SHOP =
  /access point|parcel ?shop|service ?point|collection point|pick-?up (point|shop|location)|await\w{0,3} (customer )?(pick-?up|collection)/i;
const COLLECTED = /picked up by|collected by|by (the )?(customer|recipient|consignee)|customer picked up/i;

/** Left at a shop where the recipient still has to fetch it. */
function atPickupShop(scan: Scan): boolean {
  if (scan.detail === "arrived_at_pickup_location") return true;
  return PICKUP_SHOP.test(scan.message) && !COLLECTED.test(scan.message);
}

function reasonFor(scan: Scan): Reason | null {
  const reason = named(REASONS, scan.detail);
  if (reason) return { code: scan.detail, kind: reason[0], party: reason[1] };
  if (scan.status === "failure")
    return { code: "failure", kind: "carrier reports a failure", party: "unknown" };
  return null;
}
