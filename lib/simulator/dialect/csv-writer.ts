import type { Milestone } from "@/lib/domain/event/milestone";
import type { CsvStatusMapping } from "@/lib/domain/message/parsed-message";
import type { Telling, TruthEvent } from "../truth";
import { two, wallClock } from "../wall-clock";
import { CITIES } from "../world/cities";

/** The words of the warehouse partner's clerks. */
const WORDS: Partial<Readonly<Record<Milestone, string>>> = {
  tender_accepted: "CONFIRMED",
  tender_declined: "NO CAPACITY",
  arrived_pickup: "AT DOCK",
  loaded: "LOADED",
  picked_up: "DEPARTED DOCK",
  in_transit: "EN ROUTE",
  customs_hold: "CUSTOMS HOLD",
  customs_released: "CUSTOMS CLEARED",
  arrived_delivery: "AT CONSIGNEE",
  delivered: "DELIVERED",
  departed_delivery: "LEFT CONSIGNEE",
  pod_received: "POD SCANNED",
  delayed: "DELAYED",
  damaged: "DAMAGED",
  refused: "REFUSED",
  returned: "RETURNED",
};

/** New at the partner, and not announced. */
const UNANNOUNCED = "SEAL CHECK";
const HEADER =
  "event_id;shipment;consignment;order_no;waybill;status;local_time;city;state;country;remark;voids";

/** How Milepost is told to read these files: data of the connection. */
export const STATUS_FILE_MAPPING: CsvStatusMapping = {
  delimiter: ";",
  columns: {
    status: "status",
    occurredAt: "local_time",
    reference: "shipment",
    eventId: "event_id",
    city: "city",
    region: "state",
    country: "country",
    note: "remark",
    voids: "voids",
  },
  referenceType: "shipment",
  moreReferences: { consignment: "bol", order_no: "order", waybill: "pro" },
  timeFormat: "DD.MM.YYYY HH:mm",
  statuses: Object.fromEntries(
    Object.entries(WORDS).map(([milestone, word]) => [word, milestone as Milestone]),
  ),
};

/** A status file: one row an event, the time by the clock on the wall of the place. */
export function writeStatusFile(tellings: readonly Telling[]): string {
  const rows = tellings.flatMap((telling) => telling.events.map((event) => rowOf(event, telling)));
  return `${[HEADER, ...rows].join("\r\n")}\r\n`;
}

function wordFor(event: TruthEvent): string | undefined {
  if (event.voidsEventId) return "VOID";
  return event.milestone === "unmapped" ? UNANNOUNCED : WORDS[event.milestone];
}

function rowOf(event: TruthEvent, { plan }: Telling): string {
  // A row without a place is written where the partner's office is.
  const city = event.spot?.city;
  const clock = wallClock(event.at, (city ?? CITIES.rotterdam).zone);
  const time = `${two(clock.day)}.${two(clock.month)}.${clock.year} ${two(clock.hour)}:${two(clock.minute)}`;
  const word = wordFor(event);
  if (!word) throw new RangeError(`the status file has no word for ${event.milestone}`);
  return [
    event.eventId ?? "",
    plan.id,
    plan.bol,
    plan.order,
    // Who declines gives no number of its own.
    event.milestone === "tender_declined" ? "" : plan.pro,
    word,
    time,
    city?.city ?? "",
    city?.region ?? "",
    city?.country ?? "",
    event.voidsEventId ? "keyed in error" : (event.reason ?? ""),
    event.voidsEventId ?? "",
  ].join(";");
}
