import type { ReferenceType } from "@/lib/domain/reference/reference";
import { lookup } from "./codes/lookup";
import { ReferenceList } from "./references";
import type { SetReading, SetScope } from "./set-scope";
import { element } from "./transaction-set";

type NumberAt = readonly [tag: string, element: number, type: ReferenceType];

/**
 * Where the sets we don't turn into events keep the numbers they are about.
 * Source: ASC X12 segment directory, beginning segments of each set.
 */
const NUMBERS_OF_SET: Readonly<Record<string, readonly NumberAt[]>> = {
  "180": [["BGN", 2, "other"]],
  "301": [["B1", 2, "booking"]],
  "309": [["M11", 1, "bol"]],
  "310": [
    ["B3", 2, "invoice"],
    ["B3", 3, "shipment"],
  ],
  "404": [["BNX", 3, "other"]],
  "810": [
    ["BIG", 2, "invoice"],
    ["BIG", 4, "purchase_order"],
  ],
  "850": [["BEG", 3, "purchase_order"]],
  "852": [["XQ", 4, "other"]],
  "855": [["BAK", 3, "purchase_order"]],
  "856": [["BSN", 2, "shipment"]],
  "857": [["BHT", 3, "shipment"]],
  "860": [["BCH", 3, "purchase_order"]],
  "861": [["BRA", 1, "other"]],
  "865": [["BCA", 3, "purchase_order"]],
  "940": [
    ["W05", 2, "order"],
    ["W05", 3, "purchase_order"],
  ],
  "943": [
    ["W06", 2, "order"],
    ["W06", 4, "shipment"],
  ],
  "944": [
    ["W17", 3, "order"],
    ["W17", 4, "delivery_note"],
  ],
  "945": [
    ["W06", 2, "order"],
    ["W06", 4, "shipment"],
    ["W06", 6, "purchase_order"],
  ],
};

/**
 * A set without a reader of its own: kept as a document with the references that can be read without knowing it, and a note that
 * no events came of it. Without an envelope nobody vouches for it either, and it is not readable.
 */
export function readOtherSet(scope: SetScope): SetReading {
  const { type } = scope.set;
  const list = new ReferenceList(scope.carrierScac);
  for (const [tag, index, kind] of lookup(NUMBERS_OF_SET, type) ?? []) {
    for (const segment of scope.segments) {
      if (segment[0] === tag) list.add(kind, element(segment, index));
    }
  }
  for (const segment of scope.segments) {
    list.addSegment(segment);
    if (segment[0] === "B4") {
      list.addEquipment(`${element(segment, 7)}${element(segment, 8)}${element(segment, 13)}`);
    }
  }
  const message = `Set ${type} has no reader yet: it was kept as a document, no events were made of it.`;
  scope.problems.push({ code: "unsupported_document", severity: "warning", at: scope.at(-1), message });
  const isFromSomeone = scope.set.group !== null || scope.set.interchange !== null;
  return { references: list.sorted(), events: [], invoices: [], isReadable: isFromSomeone };
}
