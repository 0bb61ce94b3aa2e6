import type { StatedTime } from "@/lib/domain/event/draft";
import { RESERVATION_ACTION } from "./codes/document-code";
import { lookup } from "./codes/lookup";
import { ReferenceList } from "./references";
import { remarksOf } from "./remarks";
import { NOTHING_READ, type SetReading, type SetScope } from "./set-scope";
import { element, type Segment } from "./transaction-set";

/**
 * When the carrier answered. B1-03 is a date without a time (and in some guides the pick-up date); when it is the day the
 * message was sent, the envelope's time is the better answer.
 */
function answeredAt(scope: SetScope, b1: Segment, index: number): StatedTime | null {
  const written = element(b1, 3);
  const stated = written === "" ? null : scope.statedTime(index, written, "", "");
  if (!stated) return scope.sent;
  return scope.sent?.local.startsWith(stated.local) ? scope.sent : stated;
}

/**
 * The carrier's answer to a load tender: accepted, declined, or a code for a person to decide.
 *
 * Source: ASC X12 990: B1-01 SCAC, B1-02 shipment id of the tender, B1-03 date, B1-04 reservation action (element 558),
 * N9 references, K1 remarks (mostly the reason of a decline).
 */
export function readTenderReply(scope: SetScope): SetReading {
  const index = scope.indexOf("B1");
  const b1 = scope.segments[index];
  if (!b1) {
    scope.warn(
      "invalid_structure",
      0,
      "A 990 without B1: nothing says which tender it answers. It was not read; the bytes are kept.",
    );
    return NOTHING_READ;
  }
  const scac = element(b1, 1) || scope.carrierScac;
  const list = new ReferenceList(scac);
  list.add("shipment", element(b1, 2));
  for (const segment of scope.segments) list.addSegment(segment);
  if (list.isEmpty) scope.warn("missing_reference", index, "The answer names no tender; it was kept.");
  const references = list.sorted();
  const action = element(b1, 4);
  if (action === "") {
    scope.warn(
      "invalid_code",
      index,
      "B1-04 is empty: the answer is neither yes nor no. It was kept as a document.",
    );
    return { references, events: [], invoices: [], isReadable: true };
  }
  const milestone = lookup(RESERVATION_ACTION, action);
  const mapped = scope.mapCode(index, "x12-558", action, milestone && { milestone, classifier: "actual" });
  const note = remarksOf(scope.segments);
  const event = scope.event(index, "x12-558", action, mapped, answeredAt(scope, b1, index), references);
  if (note !== "") event.note = note;
  if (scac !== "") event.facts = { carrier: { scac } };
  return { references, events: [event], invoices: [], isReadable: true };
}
