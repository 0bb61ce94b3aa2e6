import type { Milestone } from "@/lib/domain/event/milestone";

/** What people wait for, offered where the shipment's own list is not at hand: on a line of the list and for many at once. */
export const AWAITED_EVENTS: readonly Milestone[] = [
  "tender_accepted",
  "arrived_pickup",
  "picked_up",
  "customs_released",
  "arrived_delivery",
  "delivered",
  "pod_received",
  "return_received",
  "in_transit",
  "departed_delivery",
  "returned",
];
