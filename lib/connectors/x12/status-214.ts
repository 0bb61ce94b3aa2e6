import type { EventDraft, Place, Reason, ShipmentFacts, StatedTime } from "@/lib/domain/event/draft";
import type { Milestone } from "@/lib/domain/event/milestone";
import type { Reference } from "@/lib/domain/reference/reference";
import { lookup } from "./codes/lookup";
import { APPOINTMENT_STATUS, SHIPMENT_STATUS, type StatusCode } from "./codes/shipment-status";
import { STATUS_REASON } from "./codes/status-reason";
import {
  type Party,
  type PositionReading,
  parsePosition,
  placeOfEnd,
  readParties,
  readPosition,
} from "./place";
import { ReferenceList } from "./references";
import { remarksOf } from "./remarks";
import { NOTHING_READ, type SetReading, type SetScope } from "./set-scope";
import { readDatedEvents } from "./status-dates";
import { type Block, codesOf, type StatusEntry, splitStatusBlocks } from "./status-loops";
import { readStopSequence } from "./stop-sequence";
import { element, type Segment } from "./transaction-set";

/** What the heading of a 214 says about every status in it. */
interface Heading {
  readonly references: readonly Reference[];
  readonly parties: readonly Party[];
  readonly scac: string;
  readonly note: string;
  readonly facts: ShipmentFacts | null;
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
  list.add("shipment", element(b10, 2));
  list.add("pro", element(b10, 1));
  list.addQualified(element(b10, 5) || "ZZ", element(b10, 6));
  for (const segment of heading) list.addSegment(segment);
  const facts = scac === "" ? null : { carrier: { scac } };
  return { references: list.sorted(), parties: readParties(heading), scac, note: remarksOf(heading), facts };
}

const REASONS: ReadonlyMap<string, Reason> = new Map(
  Object.entries(STATUS_REASON).map(([code, [kind, party]]) => [code, { code, kind, party }]),
);

/** Reason and fault of element 1651; null when none is given. An unlisted code keeps its raw form with an unknown party. */
function readReason(scope: SetScope, index: number, code: string): Reason | null {
  if (code === "") return null;
  const known = REASONS.get(code);
  if (known) return known;
  scope.warn(
    "unmapped_code",
    index,
    `Reason code ${code} of x12-1651 is not in the standard's list; it was kept as written.`,
  );
  return { code, kind: "unknown", party: "unknown" };
}

/** Q5 carries its own place, in the order of an MS1. Source: ASC X12 Q5-06 to Q5-08. */
function statedPosition(scope: SetScope, entry: StatusEntry): PositionReading | null {
  const { segment, positionAt } = entry;
  if (positionAt !== null) {
    return readPosition(scope.set.body[positionAt] ?? "", scope.set.delimiters.element);
  }
  if (segment[0] !== "Q5" || element(segment, 6) === "") return null;
  return parsePosition(["MS1", element(segment, 6), element(segment, 7), element(segment, 8)]);
}

function placeOf(scope: SetScope, entry: StatusEntry, heading: Heading, milestone: Milestone): Place | null {
  const stated = statedPosition(scope, entry);
  if (stated?.fault) scope.warn("invalid_code", entry.positionAt ?? entry.index, stated.fault);
  if (stated?.place) return stated.place;
  if (PICKUP_MILESTONES.has(milestone)) return placeOfEnd(heading.parties, "pickup");
  if (DELIVERY_MILESTONES.has(milestone)) return placeOfEnd(heading.parties, "delivery");
  return null;
}

/** What all statuses of one LX loop share. */
interface Loop {
  readonly references: readonly Reference[];
  readonly note: string;
}

function withReferences(heading: Heading, segments: readonly Segment[]): readonly Reference[] {
  if (segments.length === 0) return heading.references;
  const list = new ReferenceList(heading.scac, heading.references);
  for (const segment of segments) list.addSegment(segment);
  return list.sorted();
}

interface CodeOfEntry {
  readonly codeList: string;
  readonly code: string;
  readonly standard: StatusCode | undefined;
  readonly reasonCode: string;
}

function eventOf(
  scope: SetScope,
  heading: Heading,
  loop: Loop,
  entry: StatusEntry,
  occurred: StatedTime | null,
  { codeList, code, standard, reasonCode }: CodeOfEntry,
): EventDraft {
  const { index } = entry;
  const mapped = scope.mapCode(index, codeList, code, standard, standard?.name);
  const references = entry.ownReferences ? withReferences(heading, entry.ownReferences) : loop.references;
  const place = placeOf(scope, entry, heading, mapped.milestone);
  const event = scope.event(index, codeList, code, mapped, occurred, references, place);
  event.reason = readReason(scope, index, reasonCode);
  if (entry.stopSequence) event.stopSequence = entry.stopSequence;
  if (loop.note !== "") event.note = loop.note;
  if (heading.facts) event.facts = heading.facts;
  return event;
}

/** The status or the appointment of one AT7 (the standard allows one of them, E0103; both are kept when both are sent). */
function readEntry(
  scope: SetScope,
  heading: Heading,
  loop: Loop,
  entry: StatusEntry,
  events: EventDraft[],
): void {
  const { index } = entry;
  const { status, statusReason, appointment, appointmentReason, date, clock, timeCode } = codesOf(
    entry.segment,
  );
  const occurred = scope.statedTime(index, date, clock, timeCode);
  if (date === "")
    scope.warn("missing_timestamp", index, "The status states no date; the event was kept without a time.");
  if (status !== "") {
    const codeList = entry.segment[0] === "Q5" ? "x12-1157" : "x12-1650";
    const standard = lookup(SHIPMENT_STATUS, status);
    const read = { codeList, code: status, standard, reasonCode: statusReason };
    events.push(eventOf(scope, heading, loop, entry, occurred, read));
  }
  if (appointment !== "") {
    const standard = lookup(APPOINTMENT_STATUS, appointment);
    const read = { codeList: "x12-1652", code: appointment, standard, reasonCode: appointmentReason };
    events.push(eventOf(scope, heading, loop, entry, occurred, read));
  }
  if (status !== "" && appointment !== "") {
    scope.warn("invalid_structure", index, "Status and appointment in one AT7; both were read.");
  } else if (status === "" && appointment === "") {
    scope.warn(
      "invalid_structure",
      index,
      "AT7 without a status or an appointment code; no event was made of it.",
    );
  }
}

function readBlocks(scope: SetScope, heading: Heading, blocks: readonly Block[]): EventDraft[] {
  const events: EventDraft[] = [];
  for (const block of blocks) {
    const references = withReferences(heading, block.references);
    const loop = { references, note: remarksOf(block.remarks) || heading.note };
    for (const entry of block.entries) readEntry(scope, heading, loop, entry, events);
  }
  return events;
}

/** Names the stop numbers that are none; their statuses are kept without a stop. Source: ASC X12 element 128, QN. */
function warnOfStopNumbers(scope: SetScope, headingEnd: number): void {
  for (let index = headingEnd; index < scope.segments.length; index += 1) {
    const segment = scope.segments[index];
    if (segment?.[0] !== "L11" || element(segment, 2) !== "QN") continue;
    const written = element(segment, 1);
    if (written === "" || readStopSequence(written) !== null) continue;
    const found = `L11 QN "${written.slice(0, 40)}" is no stop number from 1 to 999`;
    scope.warn("invalid_code", index, `${found}; the status was kept without a stop.`);
  }
}

/** Every number of the message: the heading's and those of all loops. */
function allReferences(heading: Heading, blocks: readonly Block[]): readonly Reference[] {
  const own: Segment[] = [];
  for (const block of blocks) for (const segment of block.references) own.push(segment);
  return withReferences(heading, own);
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
    scope.warn(
      "invalid_structure",
      0,
      "A 214 without B10: nothing says which shipment it is about. It was not read; the bytes are kept.",
    );
    return NOTHING_READ;
  }
  const { headingEnd, blocks } = splitStatusBlocks(scope.segments);
  const heading = readHeading(scope, scope.segments.slice(0, headingEnd), b10);
  warnOfStopNumbers(scope, headingEnd);
  const events = readBlocks(scope, heading, blocks);
  const dated = readDatedEvents(scope, headingEnd, heading, events.length > 0);
  const references = allReferences(heading, blocks);
  if (references.length === 0) {
    scope.warn(
      "missing_reference",
      scope.indexOf("B10"),
      "The message names no shipment at all; its events were kept.",
    );
  }
  return {
    references,
    events: dated.length === 0 ? events : [...events, ...dated],
    invoices: [],
    isReadable: true,
  };
}
