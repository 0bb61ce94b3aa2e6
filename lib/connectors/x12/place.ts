import type { Place } from "@/lib/domain/event/draft";
import { memoise } from "./memo";
import { element, type Segment } from "./transaction-set";

/** A party of an N1 loop and where it is. */
export interface Party {
  /** ASC X12 element 98: SF ship from, ST ship to, CN consignee, BT bill to. */
  readonly entity: string;
  readonly name: string;
  readonly code: string;
  readonly place: Place;
  /** Index of its N1 in the segments read. */
  readonly index: number;
}

const PICKUP_ENTITIES = ["SF", "SH", "OT", "PW", "LP"] as const;
const DELIVERY_ENTITIES = ["ST", "CN", "DT", "DA", "UC", "MA"] as const;
/** Three-letter codes seen in N4-04; the element allows two or three letters. */
const COUNTRY_OF_ALPHA3: Readonly<Record<string, string>> = { CAN: "CA", MEX: "MX", USA: "US", PRI: "PR" };
/** Identification code qualifiers of element 66 that name a facility rather than a company. */
const FACILITY_QUALIFIERS: ReadonlySet<string> = new Set(["54", "92", "93", "94", "FA", "SL", "ZZ"]);

type Mutable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

/** Only the parts that were written. */
function placeOf(parts: Record<keyof Omit<Place, "latitude" | "longitude">, string>): Place {
  const place: Mutable<Place> = {};
  if (parts.name !== "") place.name = parts.name;
  if (parts.city !== "") place.city = parts.city;
  if (parts.region !== "") place.region = parts.region;
  if (parts.postalCode !== "") place.postalCode = parts.postalCode;
  if (parts.country !== "") place.country = parts.country;
  if (parts.code !== "") place.code = parts.code;
  return place;
}

function countryOf(written: string): string {
  const upper = written.toUpperCase();
  if (upper.length === 2) return upper;
  return Object.hasOwn(COUNTRY_OF_ALPHA3, upper) ? (COUNTRY_OF_ALPHA3[upper] ?? "") : "";
}

function partyOf(n1: Segment, n4: Segment | undefined, index: number): Party {
  const isFacility = FACILITY_QUALIFIERS.has(element(n1, 3));
  const code = element(n1, 4);
  const name = element(n1, 2);
  const place = placeOf({
    name,
    city: element(n4, 1),
    region: element(n4, 2),
    postalCode: element(n4, 3),
    country: countryOf(element(n4, 4)),
    code: element(n4, 6) || (isFacility ? code : ""),
  });
  return { entity: element(n1, 1), name, code, place, index };
}

/**
 * Parties of the N1 loops in `segments`, in order.
 * Source: ASC X12 N1 (entity, name, id), N4 (city, state, postal code, country, location id).
 */
export function readParties(segments: readonly Segment[]): Party[] {
  const parties: Party[] = [];
  for (let index = 0; index < segments.length; index += 1) {
    const segment = segments[index];
    if (segment?.[0] === "N1") parties.push(partyOf(segment, addressAfter(segments, index), index));
  }
  return parties;
}

/** The N4 of the N1 loop at `index`, which ends at the next N1, stop or LX. */
function addressAfter(segments: readonly Segment[], index: number): Segment | undefined {
  for (let at = index + 1; at < segments.length; at += 1) {
    const tag = segments[at]?.[0];
    if (tag === "N4") return segments[at];
    if (tag === "N1" || tag === "S5" || tag === "LX") return undefined;
  }
  return undefined;
}

/** Where the freight is picked up or delivered according to the parties; null when no party says so or nothing is known of it. */
export function placeOfEnd(parties: readonly Party[], end: "pickup" | "delivery"): Place | null {
  const entities: readonly string[] = end === "pickup" ? PICKUP_ENTITIES : DELIVERY_ENTITIES;
  for (const entity of entities) {
    const party = parties.find((candidate) => candidate.entity === entity);
    if (party && Object.keys(party.place).length > 0) return party.place;
  }
  return null;
}

/** Which end of the trip an entity code stands at. */
export function endOfEntity(entity: string): "pickup" | "delivery" | null {
  if ((PICKUP_ENTITIES as readonly string[]).includes(entity)) return "pickup";
  return (DELIVERY_ENTITIES as readonly string[]).includes(entity) ? "delivery" : null;
}

interface Coordinate {
  readonly degrees: number;
  /** Written as degrees, minutes, seconds: unsigned, so that it means nothing without a hemisphere. */
  readonly isSexagesimal: boolean;
}

/** `DDDMMSS` (or `DDMMSS`) or decimal degrees, either sign; null when it is neither. Source: ASC X12 elements 1654 and 1655. */
function readCoordinate(written: string): Coordinate | null {
  const sexagesimal = /^(\d{2,3})(\d\d)(\d\d)$/.exec(written);
  if (sexagesimal) {
    const [, degrees, minutes, seconds] = sexagesimal.map(Number);
    if (degrees === undefined || minutes === undefined || seconds === undefined) return null;
    if (minutes > 59 || seconds > 59) return null;
    return { degrees: degrees + minutes / 60 + seconds / 3600, isSexagesimal: true };
  }
  if (!/^[+-]?\d{1,3}(\.\d+)?$/.test(written)) return null;
  return { degrees: Number(written), isSexagesimal: false };
}

/** The hemisphere decides the sign where it is given ("-100.31 W" is west once, not twice); otherwise the number's own sign does. */
function signed(coordinate: Coordinate, hemisphere: string, limit: number): number | null {
  const size = Math.abs(coordinate.degrees);
  if (size > limit) return null;
  const rounded = Math.round(size * 1e6) / 1e6;
  if (hemisphere === "W" || hemisphere === "S") return -rounded;
  if (hemisphere === "E" || hemisphere === "N") return rounded;
  if (coordinate.isSexagesimal) return null;
  return coordinate.degrees < 0 ? -rounded : rounded;
}

export interface PositionReading {
  readonly place: Place | null;
  readonly fault: string | null;
}

/**
 * Where equipment is: city or coordinates.
 * Source: ASC X12 MS1: 01 city, 02 state, 03 country, 04 longitude, 05 latitude, 06 and 07 their hemispheres, 08 postal code (005010).
 *
 * @param raw the segment unsplit; trucks stop at the same places again and again, so readings are shared
 */
export function readPosition(raw: string, separator: string): PositionReading {
  let reader = positionReaders.get(separator);
  if (!reader) {
    reader = memoise((text) => parsePosition(text.split(separator)), 4_096);
    positionReaders.set(separator, reader);
  }
  return reader(raw);
}

const positionReaders = new Map<string, (raw: string) => PositionReading>();

/** As `readPosition`, of a segment that is split already. */
export function parsePosition(ms1: Segment): PositionReading {
  const named = placeOf({
    name: "",
    city: element(ms1, 1),
    region: element(ms1, 2),
    postalCode: element(ms1, 8),
    country: countryOf(element(ms1, 3)),
    code: "",
  });
  const writtenLongitude = element(ms1, 4);
  const writtenLatitude = element(ms1, 5);
  const hasNames = Object.keys(named).length > 0;
  if (writtenLongitude === "" && writtenLatitude === "")
    return { place: hasNames ? named : null, fault: null };
  const east = readCoordinate(writtenLongitude);
  const north = readCoordinate(writtenLatitude);
  const longitude = east && signed(east, element(ms1, 6).toUpperCase(), 180);
  const latitude = north && signed(north, element(ms1, 7).toUpperCase(), 90);
  if (longitude === null || latitude === null) {
    const fault = `Longitude ${writtenLongitude} and latitude ${writtenLatitude} are no position; the rest of the place was kept.`;
    return { place: hasNames ? named : null, fault };
  }
  return { place: { ...named, latitude, longitude }, fault: null };
}
