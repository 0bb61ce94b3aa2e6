import { MILESTONES, type Milestone } from "@/lib/domain/event/milestone";
import type { CsvStatusMapping } from "@/lib/domain/message/parsed-message";
import type { ReferenceType } from "@/lib/domain/reference/reference";
import { formatOf, type TimeFormat } from "../written-time";

/** Header names as compared: letters and digits only, lower case. First hit in the list wins. */
const STATUS = [
  "status",
  "statuscode",
  "eventcode",
  "eventtype",
  "event",
  "eventname",
  "milestone",
  "shipmentstatus",
  "deliverystatus",
  "trackingstatus",
];
const OCCURRED_AT = [
  "eventtime",
  "eventtimestamp",
  "eventdatetime",
  "occurredat",
  "timestamp",
  "datetime",
  "statustime",
  "statustimestamp",
  "statusdatetime",
  "eventdate",
  "statusdate",
  "date",
  "time",
];
const OPTIONAL = {
  eventId: ["eventid"],
  voids: ["voids", "voidseventid", "voidedeventid"],
  city: ["city", "eventcity", "location"],
  region: ["state", "region", "province", "stateprovince"],
  country: ["country", "countrycode"],
  note: ["note", "notes", "comment", "comments", "remark", "remarks", "message", "description"],
} as const;
const REFERENCES: readonly (readonly [ReferenceType, readonly string[]])[] = [
  ["shipment", ["shipment", "shipmentid", "shipmentnumber", "shipmentno"]],
  ["load", ["load", "loadid", "loadnumber", "loadno"]],
  ["pro", ["pro", "pronumber", "prono"]],
  ["tracking", ["tracking", "trackingnumber", "trackingno", "trackingcode", "trackingid", "waybill", "awb"]],
  ["bol", ["bol", "bolnumber", "bolno", "billoflading"]],
  ["sscc", ["sscc"]],
  ["container", ["container", "containernumber", "containerno"]],
  ["booking", ["booking", "bookingnumber", "bookingno"]],
  ["delivery_note", ["deliverynote", "deliverynumber", "deliveryno", "asn"]],
  ["order", ["order", "orderid", "ordernumber", "orderno", "salesorder"]],
  ["purchase_order", ["po", "ponumber", "pono", "purchaseorder"]],
  ["invoice", ["invoice", "invoicenumber", "invoiceno"]],
  ["other", ["reference", "ref", "referencenumber"]],
];

/** Words beside the milestone names themselves. What is not here becomes an unmapped event, never a guess. */
const WORDS: Readonly<Record<string, Milestone>> = {
  "label printed": "label_created",
  "information received": "label_created",
  "pre transit": "label_created",
  "picked up by carrier": "picked_up",
  pickup: "picked_up",
  collected: "picked_up",
  shipped: "picked_up",
  departed: "departed_hub",
  "on the way": "in_transit",
  "out for delivery": "out_for_delivery",
  "ready for pickup": "available_for_pickup",
  "ready for collection": "available_for_pickup",
  "delivery attempted": "delivery_attempted",
  "attempted delivery": "delivery_attempted",
  "delivery failed": "delivery_attempted",
  "partially delivered": "delivered_partial",
  "partial delivery": "delivered_partial",
  "pod received": "pod_received",
  delay: "delayed",
  "return to sender": "returned",
  canceled: "cancelled",
  hold: "on_hold",
};

/** The shape of a name: case, blanks, dashes and underscores do not count. */
function bare(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/**
 * The mapping used when a connection has none: common English header names, the milestone names and a few plain words.
 *
 * @param firstTime a written time of the file, so that its format can be told; slashes are read month first.
 * @returns null when the header has no status, no time or no reference column: a mapping is needed.
 */
export function defaultMapping(
  header: readonly string[],
  firstTime: (column: number) => string,
): CsvStatusMapping | null {
  const names = header.map(bare);
  const pick = (aliases: readonly string[]) => {
    const hit = aliases.find((alias) => names.includes(alias));
    return hit === undefined ? undefined : header[names.indexOf(hit)];
  };
  const status = pick(STATUS);
  const occurredAt = pick(OCCURRED_AT);
  const references = REFERENCES.flatMap(([type, aliases]) => {
    const column = pick(aliases);
    return column === undefined ? [] : [{ type, column }];
  });
  const [first, ...more] = references;
  if (status === undefined || occurredAt === undefined || first === undefined) return null;
  const optional = Object.fromEntries(
    Object.entries(OPTIONAL).flatMap(([field, aliases]) => {
      const column = pick(aliases);
      return column === undefined ? [] : [[field, column]];
    }),
  );
  const timeFormat: TimeFormat = formatOf(firstTime(header.indexOf(occurredAt))) ?? "iso";
  return {
    columns: { status, occurredAt, reference: first.column, ...optional },
    referenceType: first.type,
    moreReferences: Object.fromEntries(more.map(({ column, type }) => [column, type])),
    timeFormat,
    statuses: defaultStatuses(),
  };
}

function defaultStatuses(): Record<string, Milestone> {
  const words = new Map<string, Milestone>(Object.entries(WORDS));
  for (const milestone of MILESTONES) {
    if (milestone !== "unmapped" && milestone !== "event_voided")
      words.set(milestone.replaceAll("_", " "), milestone);
  }
  const spellings = [...words].flatMap(([word, milestone]) =>
    [" ", "_", "-", ""].map((joint) => [word.replaceAll(" ", joint), milestone] as const),
  );
  return Object.fromEntries(spellings);
}
