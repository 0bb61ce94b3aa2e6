import type { EventDraft, ShipmentFacts } from "@/lib/domain/event/draft";
import { TENDER_PURPOSE } from "./codes/document-code";
import { lookup } from "./codes/lookup";
import { readParties } from "./place";
import { ReferenceList } from "./references";
import { remarksOf } from "./remarks";
import { NOTHING_READ, type SetReading, type SetScope } from "./set-scope";
import { readStops, type TenderStop } from "./tender-stops";
import { element, type Segment } from "./transaction-set";

/** Transport methods that name one mode; plain "motor" may be truckload or not. Source: ASC X12 element 91 (MS3-04). */
const MODE_OF_METHOD: Readonly<Record<string, NonNullable<ShipmentFacts["mode"]>>> = {
  A: "air",
  AE: "air",
  LT: "ltl",
  R: "rail",
  S: "ocean",
  O: "ocean",
  X: "intermodal",
};

/** Source: ASC X12 element 40 (N7-11), the codes met on the road. */
const EQUIPMENT_NAME: Readonly<Record<string, string>> = {
  CN: "container",
  CX: "tank container",
  FF: "frozen food trailer",
  FT: "flatbed",
  RT: "refrigerated trailer",
  SD: "step deck",
  TF: "dry freight trailer",
  TL: "trailer",
  TV: "dry van",
  TW: "refrigerated trailer",
};

function weightOf(quantity: string, unit: string): ShipmentFacts["weight"] | undefined {
  const value = Number(quantity);
  if (quantity === "" || !Number.isFinite(value) || value <= 0) return undefined;
  if (unit === "K") return { value, unit: "kg" };
  return unit === "L" ? { value, unit: "lb" } : undefined;
}

/** Total weight of L3, else of the pick-up stops when they agree on the unit. Source: ASC X12 L3-01/12, S5-03/04. */
function totalWeight(scope: SetScope, stops: readonly TenderStop[]): ShipmentFacts["weight"] | undefined {
  const l3 = scope.first("L3");
  const stated = weightOf(element(l3, 1), element(l3, 12));
  if (stated) return stated;
  const loaded = stops.filter((stop) => stop.plan.kind === "pickup").map((stop) => stop.weight);
  const first = loaded[0];
  if (!first) return undefined;
  let value = 0;
  for (const weight of loaded) {
    if (!weight || weight.unit !== first.unit) return undefined;
    value += weight.value;
  }
  return { value, unit: first.unit };
}

function totalPieces(scope: SetScope): number | undefined {
  const pieces = Number(element(scope.first("L3"), 11));
  return Number.isInteger(pieces) && pieces > 0 ? pieces : undefined;
}

/** Who tendered: the party that pays for the freight. Source: ASC X12 element 98: BT bill to, OB ordered by, PR payer, PF. */
function customerOf(heading: readonly Segment[]): ShipmentFacts["customer"] | undefined {
  const parties = readParties(heading);
  for (const entity of ["BT", "PR", "PF", "OB"]) {
    const party = parties.find((candidate) => candidate.entity === entity && candidate.name !== "");
    if (party) return party.code === "" ? { name: party.name } : { name: party.name, code: party.code };
  }
  return undefined;
}

function respondByOf(scope: SetScope): ShipmentFacts["respondBy"] | undefined {
  const index = scope.segments.findIndex((segment) => segment[0] === "G62" && element(segment, 1) === "64");
  const g62 = scope.segments[index];
  if (!g62) return undefined;
  return scope.statedTime(index, element(g62, 2), element(g62, 4), element(g62, 5)) ?? undefined;
}

/** Facts without the fields the tender leaves out, so that a later message never blanks a known one. */
function factsOf(scope: SetScope, heading: readonly Segment[], stops: readonly TenderStop[]): ShipmentFacts {
  const scac = element(scope.first("B2"), 2);
  const method = element(scope.first("MS3"), 4);
  const equipmentCode = element(scope.first("N7"), 11);
  const facts: ShipmentFacts = {
    customer: customerOf(heading),
    carrier: scac === "" ? undefined : { scac },
    mode: lookup(MODE_OF_METHOD, method),
    equipment: lookup(EQUIPMENT_NAME, equipmentCode) ?? (equipmentCode || undefined),
    stops: stops.length === 0 ? undefined : stops.map((stop) => stop.plan),
    weight: totalWeight(scope, stops),
    pieces: totalPieces(scope),
    respondBy: respondByOf(scope),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

function readReferences(scope: SetScope, b2: Segment, segments: readonly Segment[]): ReferenceList {
  const list = new ReferenceList(element(b2, 2) || scope.carrierScac);
  list.add("shipment", element(b2, 4));
  for (const segment of segments) list.addSegment(segment);
  return list;
}

/** Appointments and requested times per stop. What is only a window stays in the stop's plan. */
function stopEvents(
  scope: SetScope,
  b2: Segment,
  heading: readonly Segment[],
  stop: TenderStop,
): EventDraft[] {
  const references = readReferences(scope, b2, [...heading, ...stop.segments]).sorted();
  return stop.dates
    .filter((date) => date.isPoint)
    .map((date) => {
      const mapped = scope.overrides.find("x12-432", date.qualifier, date.meaning) ?? date.meaning;
      const { place, sequence } = stop.plan;
      const event = scope.event(date.index, "x12-432", date.qualifier, mapped, date.time, references, place);
      event.stopSequence = sequence;
      return event;
    });
}

/**
 * A load tender as one `tendered` (or `cancelled`) event with the shipment's facts, and the appointments of its stops.
 *
 * It happened when the message was sent: the body has no tender date. A change or replacement is a tender again; its facts win.
 *
 * Source: ASC X12 204, releases 003060 to 008010: B2 (SCAC, shipment id), B2A (purpose, element 353), L11, G62, MS3, N1, N7,
 * S5 loop (stop, reason, weight), OID, L3.
 */
export function readLoadTender(scope: SetScope): SetReading {
  const b2Index = scope.indexOf("B2");
  const b2 = scope.segments[b2Index];
  if (!b2) {
    scope.warn(
      "invalid_structure",
      0,
      "A 204 without B2: nothing says which shipment is tendered. It was not read; the bytes are kept.",
    );
    return NOTHING_READ;
  }
  const purposeIndex = scope.indexOf("B2A");
  const purpose = element(scope.segments[purposeIndex], 1);
  if (purpose === "") scope.warn("invalid_structure", b2Index, "No B2A: the tender was read as an original.");
  const milestone = purpose === "" ? "tendered" : lookup(TENDER_PURPOSE, purpose);
  const at = purposeIndex === -1 ? b2Index : purposeIndex;
  const mapped = scope.mapCode(at, "x12-353", purpose, milestone && { milestone, classifier: "actual" });
  const firstStop = scope.indexOf("S5");
  const heading = scope.segments.slice(0, firstStop === -1 ? undefined : firstStop);
  const references = readReferences(scope, b2, scope.segments);
  if (references.isEmpty)
    scope.warn("missing_reference", b2Index, "The tender names no shipment at all; it was kept.");
  if (element(b2, 4) === "")
    scope.warn("missing_reference", b2Index, "B2-04 is empty: other numbers name the shipment.");
  const isTender = mapped.milestone === "tendered";
  const stops = isTender ? readStops(scope) : [];
  const event = scope.event(at, "x12-353", purpose, mapped, scope.sent, references.sorted());
  const note = remarksOf(heading);
  if (note !== "") event.note = note;
  if (isTender) event.facts = factsOf(scope, heading, stops);
  const events = [event, ...stops.flatMap((stop) => stopEvents(scope, b2, heading, stop))];
  return { references: references.sorted(), events, invoices: [], isReadable: true };
}
