import type { EventLine, TimelineLine } from "@/lib/contracts/shipments/shipment-page";
import { type FaultParty, MILESTONE_RULES, type Milestone } from "@/lib/domain/event/milestone";
import { placeName } from "@/lib/domain/shipment/glance";
import { reasonText } from "@/lib/domain/shipment/present";
import { spanText } from "@/lib/domain/shipment/wall-clock";

const AT_FAULT: Readonly<Record<FaultParty, string | null>> = {
  carrier: "carrier at fault",
  shipper: "shipper at fault, not the carrier",
  consignee: "consignee at fault, not the carrier",
  customs: "customs, carrier not at fault",
  force_majeure: "carrier not at fault",
  data: "a matter of data",
  none: null,
  unknown: null,
};

const ESTIMATED: Readonly<Partial<Record<Milestone, string>>> = {
  arrived_pickup: "Estimated arrival at pickup",
  picked_up: "Estimated pickup",
  arrived_delivery: "Estimated arrival",
  delivered: "Estimated delivery",
};

/** What happened, in bold: "Departed hub", "Estimated arrival", "Delayed: weather". */
export function eventTitle({ milestone, classifier, reason }: EventLine): string {
  const { label } = MILESTONE_RULES[milestone];
  const why = reasonText(reason);
  const what = why ? `${label}: ${why}` : label;
  if (classifier === "estimated") return ESTIMATED[milestone] ?? `Estimated: ${lowerFirst(what)}`;
  if (classifier === "requested") return `Requested: ${lowerFirst(what)}`;
  if (classifier === "planned" && !milestone.endsWith("_appointment")) return `Planned: ${lowerFirst(what)}`;
  return what;
}

/** What stands after the title: where, whose fault, how much, how long. */
export function eventDetails({ event, dwellMinutes }: TimelineLine): string[] {
  const party = reasonText(event.reason) ? event.reason?.party : undefined;
  return [
    placeName(event.place),
    party ? AT_FAULT[party] : null,
    event.pieces === null ? null : `${event.pieces} ${event.pieces === 1 ? "piece" : "pieces"}`,
    dwellMinutes === null ? null : `dwell ${spanText(dwellMinutes * 60_000)}`,
  ].filter((part): part is string => part !== null);
}

function lowerFirst(text: string): string {
  // "POD in" stays as it is.
  return /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** The other connections that tell the same, each once. */
export function agreeingSources({ event, agreeing }: TimelineLine): string[] {
  const names = new Map(agreeing.map((other) => [other.connectionId, other.connectionName]));
  names.delete(event.connectionId);
  return [...names.values()];
}

/** How often the same source said the same again. */
export function repeatCount({ event, agreeing }: TimelineLine): number {
  return agreeing.filter((other) => other.connectionId === event.connectionId).length;
}
