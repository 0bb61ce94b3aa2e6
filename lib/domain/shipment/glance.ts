import type { Place } from "../event/draft";
import { nextStop } from "./attention";
import type { ShipmentView, StopState } from "./state";

/** What the sentences about one shipment are made of: the folded state without its length. */
export interface ShipmentGlance {
  readonly customer: string | null;
  readonly carrier: string | null;
  readonly origin: string | null;
  /** IANA zone of the first stop. */
  readonly originZone: string | null;
  readonly destination: string | null;
  readonly mode: ShipmentView["mode"];
  readonly status: ShipmentView["status"];
  readonly stage: ShipmentView["stage"];
  readonly statusAt: ShipmentView["statusAt"];
  readonly stopCount: number;
  readonly nextStop: StopState | null;
  readonly lastStop: StopState | null;
  readonly track: ShipmentView["track"];
  readonly tender: ShipmentView["tender"];
  readonly issue: ShipmentView["issues"][number] | null;
  readonly disagreement: ShipmentView["disagreements"][number] | null;
  readonly lastWordAt: ShipmentView["lastWordAt"];
  readonly lastEvent: { readonly at: number; readonly milestone: string } | null;
  /** It has left, and nobody who moves it will say where it is: whether it is late is not known. */
  readonly outOfSight?: true;
}

/** The glance of a folded state. */
export function glanceOf(view: ShipmentView): ShipmentGlance {
  return {
    customer: view.customer?.name ?? null,
    carrier: view.carrier?.name ?? view.carrier?.scac ?? null,
    origin: placeName(view.stops[0]?.place ?? null),
    originZone: view.stops[0]?.timeZone ?? null,
    destination: view.stops.length > 1 ? placeName(view.stops.at(-1)?.place ?? null) : null,
    mode: view.mode,
    status: view.status,
    stage: view.stage,
    statusAt: view.statusAt,
    stopCount: view.stops.length,
    nextStop: nextStop(view) ?? null,
    lastStop: view.stops.at(-1) ?? null,
    track: view.track,
    tender: view.tender,
    issue: view.issues[0] ?? null,
    disagreement: view.disagreements[0] ?? null,
    lastWordAt: view.lastWordAt,
    lastEvent: view.lastEvent && { at: view.lastEvent.at, milestone: view.lastEvent.milestone },
    ...(view.untracked && view.stage === "in_transit" ? { outOfSight: true as const } : {}),
  };
}

/** A place in a word or two: the city people say, else the name, region or code. */
export function placeName(place: Place | null): string | null {
  if (!place) return null;
  if (place.city ?? place.name) return cityCase(place.city ?? place.name ?? "");
  return place.region ?? place.code ?? place.country ?? null;
}

/** A stop by the name of its site, "Lyon DC 2"; the city where it has none. */
export function siteName(place: Place): string | null {
  return place.name ? cityCase(place.name) : placeName(place);
}

/** A place in full, as far as it is known: "Lyon DC 2, Lyon, FR". */
export function placeText(place: Place | null): string | null {
  if (!place) return null;
  const parts = [
    place.name && cityCase(place.name),
    place.city && cityCase(place.city),
    place.region,
    place.postalCode,
    place.country,
  ].filter((part): part is string => Boolean(part));
  const unique = parts.filter((part, index) => parts.findIndex((other) => same(other, part)) === index);
  if (unique.length > 0) return unique.join(", ");
  if (place.code) return place.code;
  const { latitude, longitude } = place;
  return latitude !== undefined && longitude !== undefined
    ? `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`
    : null;
}

const same = (a: string, b: string) => a.toUpperCase() === b.toUpperCase();

/** EDI shouts. Words of three letters and more are written as names, everything else stays as it came. */
function cityCase(text: string): string {
  if (text !== text.toUpperCase()) return text;
  return text.replace(/\p{L}{3,}/gu, (word) => word.charAt(0) + word.slice(1).toLowerCase());
}
