import type { PlannedStop, ShipmentPlan, Telling } from "../truth";
import { compactDate, compactTime, wallClock } from "../wall-clock";
import type { Service } from "../world/lanes";
import { type Segment, tradingOf } from "./x12-envelope";
import { x12Time } from "./x12-time";

type TenderTelling = Extract<Telling, { kind: "tender" }>;
type ReplyTelling = Extract<Telling, { kind: "reply" }>;

const OFFICE = "America/Chicago";
/** Element 91, MS3-04. */
const TRANSPORT: Readonly<Record<Service, string>> = {
  truckload: "M",
  shuttle: "M",
  "road-eu": "M",
  ltl: "LT",
  parcel: "U",
};
const PURPOSE = { original: "00", cancellation: "01" } as const;

/** Body of one 204: the tender our TMS sends out, copied to us. Source: ASC X12 204, release 004010. */
export function tenderSet(telling: TenderTelling): Segment[] {
  const { plan, carrier } = telling;
  const references: Segment[] = [
    ["L11", plan.bol, "BM"],
    ["L11", plan.order, "CO"],
    ["L11", plan.purchaseOrder, "PO"],
    ...(plan.tracking ? [["L11", plan.tracking, "2I"]] : []),
  ];
  const head: Segment[] = [
    ["B2", "", carrier.scac, "", plan.id, "", "PP"],
    ["B2A", PURPOSE[telling.purpose], "LT"],
    ...references,
  ];
  if (telling.purpose === "cancellation") return head;
  return [
    ...head,
    ...respondBy(plan),
    ["MS3", carrier.scac, "B", "", TRANSPORT[plan.service]],
    ["N1", "BT", plan.customer.name, "93", plan.customer.code],
    ["N3", plan.customer.street],
    ["N1", "CA", carrier.name, "2", carrier.scac],
    ...equipment(plan.service),
    ...plan.stops.flatMap((stop) => stopLoop(plan, stop)),
    ["L3", plan.weightLb, "G", ...Array<string>(8).fill(""), plan.pieces, "L"],
  ];
}

/** A dry van; its number is not known before a carrier sends one. */
function equipment(service: Service): Segment[] {
  const wholeTruck = service === "truckload" || service === "road-eu";
  return wholeTruck ? [["N7", "", "000000", ...Array<string>(8).fill(""), "TV"]] : [];
}

function respondBy({ respondByAt, service }: ShipmentPlan): Segment[] {
  if (service === "parcel") return [];
  const [date, time, code] = x12Time(respondByAt, OFFICE, "prevailing");
  return [["G62", "64", date, "1", time, code]];
}

function stopLoop(plan: ShipmentPlan, stop: PlannedStop): Segment[] {
  const isPickup = stop.kind === "pickup";
  const isSplit = plan.stops.length > 2;
  const reason = isPickup ? "CL" : isSplit ? "PU" : "CU";
  const { city } = stop;
  const moment = (qualifier: string, timeQualifier: string, at: number): Segment => {
    const clock = wallClock(at, city.zone);
    return ["G62", qualifier, compactDate(clock), timeQualifier, compactTime(clock), "LT"];
  };
  const window = isPickup
    ? [moment("37", "I", stop.earliestAt), moment("38", "K", stop.latestAt)]
    : [moment("53", "G", stop.earliestAt), moment("54", "L", stop.latestAt)];
  return [
    ["S5", stop.sequence, reason, plan.weightLb, "L", plan.pieces, "PC"],
    ...window,
    ["N1", isPickup ? "SF" : "ST", stop.name, "93", `${plan.customer.code}${stop.sequence}`],
    ["N3", stop.street],
    ["N4", city.city.toUpperCase(), city.region, city.postalCode, city.country],
  ];
}

/** Body of one 990. Source: ASC X12 990, release 004010. */
export function replySet(telling: ReplyTelling): Segment[] {
  const { plan, carrier, accepted, at, source } = telling;
  const date = compactDate(wallClock(at, tradingOf(source).zone));
  return [
    ["B1", carrier.scac, plan.id, date, accepted ? "A" : "D"],
    ...(accepted ? [["N9", "CN", plan.pro]] : []),
  ];
}
