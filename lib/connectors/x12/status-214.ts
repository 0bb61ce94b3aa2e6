import type { EventDraft, Place, Reason } from "@/lib/domain/event/draft";
import type { Milestone } from "@/lib/domain/event/milestone";
import type { Reference } from "@/lib/domain/reference/reference";
import { lookup } from "./codes/lookup";
import { APPOINTMENT_STATUS, SHIPMENT_STATUS, type StatusCode } from "./codes/shipment-status";
import { STATUS_REASON } from "./codes/status-reason";
import { type Party, placeOfEnd, readParties, readPosition } from "./place";
import { ReferenceList } from "./references";
import { NOTHING_READ, type SetReading, type SetScope } from "./set-scope";
import { readDatedEvents } from "./status-dates";
import { type Block, type StatusEntry, splitStatusBlocks } from "./status-loops";
import { element, type Segment } from "./transaction-set";

/** What the heading of a 214 says about every status in it. */
interface Heading {
  readonly references: readonly Reference[];
  readonly parties: readonly Party[];
  readonly scac: string;
  readonly note: string;
}

const PICKUP_MILESTONES: ReadonlySet<Milestone> = new Set([
  "arrived_pickup",
  "pickup_appointment",
  "loaded",
  "picked_up",
  "pickup_failed",
]);
const DELIVERY_MILESTONES: ReadonlySet<Milestone> = new Set([
  "arrived_delivery",
  "delivery_appointment",
  "delivery_attempted",
  "delivered",
  "delivered_partial",
  "departed_delivery",
  "refused",
]);

function readHeading(scope: SetScope, heading: readonly Segment[], b10: Segment): Heading {
  const scac = element(b10, 3) || scope.carrierScac;
  const list = new ReferenceList(scac);
  list.add("pro", element(b10, 1));
  list.add("shipment", element(b10, 2));
  list.addQualified(element(b10, 5) || "ZZ", element(b10, 6));
  for (const segment of heading) list.addSegment(segment);
  return { references: list.sorted(), parties: readParties(heading), scac, note: remarksOf(heading) };
}

function remarksOf(segments: readonly Segment[]): string {
  const remarks = segments
    .filter((segment) => segment[0] === "K1" || segment[0] === "NTE")
    .map((segment) => `${segment[0] === "NTE" ? "" : element(segment, 1)} ${element(segment, 2)}`.trim());
  return remarks.filter((remark) => remark !== "").join(" ");
}

/** Reason and fault of element 1651; null when none is given. An unlisted code keeps its raw form with an unknown party. */
function readReason(scope: SetScope, index: number, code: string): Reason | null {
  if (code === "") return null;
  const row = lookup(STATUS_REASON, code);
  if (!row) scope.warn("unmapped_code", index, `x12-1651 reason code ${code} is not in the standard's list`);
  return { code, kind: row?.[0] ?? "unknown", party: row?.[1] ?? "unknown" };
}

function placeOfEntry(
  scope: SetScope,
  entry: StatusEntry,
  heading: Heading,
  milestone: Milestone,
): Place | null {
  if (entry.position) {
    const reading = readPosition(entry.position.segment);
    if (reading.fault) scope.warn("invalid_code", entry.position.index, reading.fault);
    if (reading.place) return reading.place;
  }
  if (PICKUP_MILESTONES.has(milestone)) return placeOfEnd(heading.parties, "pickup");
  if (DELIVERY_MILESTONES.has(milestone)) return placeOfEnd(heading.parties, "delivery");
  return null;
}

interface CodeAndReason {
  readonly codeList: "x12-1650" | "x12-1652" | "x12-1157";
  readonly code: string;
  readonly standard: StatusCode | undefined;
  readonly reasonCode: string;
}

/** The status or the appointment (the standard allows one, E0103; both are kept when both are sent). */
function codesOfEntry(scope: SetScope, entry: StatusEntry): CodeAndReason[] {
  const codes: CodeAndReason[] = [];
  if (entry.status !== "") {
    const codeList = entry.segment[0] === "Q5" ? "x12-1157" : "x12-1650";
    const standard = lookup(SHIPMENT_STATUS, entry.status);
    codes.push({ codeList, code: entry.status, standard, reasonCode: entry.statusReason });
  }
  if (entry.appointment !== "") {
    const standard = lookup(APPOINTMENT_STATUS, entry.appointment);
    codes.push({
      codeList: "x12-1652",
      code: entry.appointment,
      standard,
      reasonCode: entry.appointmentReason,
    });
  }
  if (codes.length === 2)
    scope.warn("invalid_structure", entry.index, "status and appointment in one AT7; both were read");
  if (codes.length === 0)
    scope.warn("invalid_structure", entry.index, "AT7 without a status or an appointment code");
  return codes;
}

function eventsOfEntry(scope: SetScope, heading: Heading, block: Block, entry: StatusEntry): EventDraft[] {
  const list = new ReferenceList(heading.scac, heading.references);
  for (const segment of entry.ownReferences ?? block.references) list.addSegment(segment);
  const references = list.sorted();
  const occurred = scope.statedTime(entry.index, entry.date, entry.clock, entry.timeCode);
  if (entry.date === "") scope.warn("missing_timestamp", entry.index, "the status states no date");
  const note = remarksOf(block.remarks) || heading.note;
  return codesOfEntry(scope, entry).map(({ codeList, code, standard, reasonCode }) => {
    const mapped = scope.mapCode(entry.index, codeList, code, standard, standard?.name);
    return scope.event(entry.index, codeList, code, mapped, {
      occurred,
      references,
      place: placeOfEntry(scope, entry, heading, mapped.milestone),
      reason: readReason(scope, entry.index, reasonCode),
      ...(entry.stopSequence ? { stopSequence: entry.stopSequence } : {}),
      ...(note === "" ? {} : { note }),
      ...(heading.scac === "" ? {} : { facts: { carrier: { scac: heading.scac } } }),
    });
  });
}

/**
 * A shipment status message as events, one per status or appointment, in the order sent.
 *
 * Each event carries the references of the heading and of its own LX loop. Without MS1 the place is the party the status speaks
 * of (ship-from for a pick-up, ship-to for a delivery).
 *
 * Source: ASC X12 214, releases 003060 to 008010: B10, L11, N1 loop, LX loop, AT7 loop (AT7, MS1, MS2); Q5 in older releases.
 */
export function readStatusMessage(scope: SetScope): SetReading {
  const b10 = scope.first("B10");
  if (!b10) {
    scope.warn("invalid_structure", 0, "a 214 without B10: nothing says which shipment it is about");
    return NOTHING_READ;
  }
  const { headingEnd, blocks } = splitStatusBlocks(scope.segments);
  const heading = readHeading(scope, scope.segments.slice(0, headingEnd), b10);
  const events = blocks.flatMap((block) =>
    block.entries.flatMap((entry) => eventsOfEntry(scope, heading, block, entry)),
  );
  events.push(...readDatedEvents(scope, headingEnd, heading, events.length > 0));
  const all = new ReferenceList(heading.scac, heading.references);
  for (const segment of scope.segments) all.addSegment(segment);
  if (all.isEmpty)
    scope.warn("missing_reference", scope.indexOf("B10"), "the message names no shipment at all");
  return { references: all.sorted(), events, invoices: [], isReadable: true };
}
