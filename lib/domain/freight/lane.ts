import type { Place } from "../event/draft";
import { normaliseReference } from "../reference/reference";
import type { FreightFacts } from "./freight-facts";
import type { ContractLane, LanePoint, RateCard } from "./rate-card";

/** What each part of a lane's end adds: the narrower the place, the more. */
const WEIGHT = { code: 32, postalPrefix: 16, city: 8, region: 4, country: 2 } as const;

/** Letters and digits without accents: "Münster" and "MUENSTER" differ, "St. Louis" and "ST LOUIS" don't. */
export const bareName = (text: string): string =>
  normaliseReference(text.normalize("NFD").replace(/\p{M}/gu, ""));

function fitsPoint(point: LanePoint, place: Place): boolean {
  const same = (wanted: string | undefined, actual: string | undefined) =>
    wanted === undefined || (actual !== undefined && bareName(wanted) === bareName(actual));
  const postal = point.postalPrefix;
  return (
    same(point.country, place.country) &&
    same(point.region, place.region) &&
    same(point.city, place.city) &&
    same(point.code, place.code) &&
    (postal === undefined || bareName(place.postalCode ?? "").startsWith(bareName(postal)))
  );
}

function weightOf({ origin, destination, mode }: ContractLane): number {
  const ends = [origin, destination].flatMap((point) =>
    (Object.keys(WEIGHT) as (keyof typeof WEIGHT)[]).map((part) =>
      point[part] === undefined ? 0 : WEIGHT[part] + (part === "postalPrefix" ? point[part].length : 0),
    ),
  );
  return ends.reduce((sum, weight) => sum + weight, mode === null ? 0 : 1);
}

/** The lane of a card that fits a shipment; of several the narrowest, between equals the first by name. Null: none does. */
export function findLane(
  card: RateCard,
  { origin, destination, mode }: Pick<FreightFacts, "origin" | "destination" | "mode">,
): ContractLane | null {
  if (!origin || !destination) return null;
  const fitting = card.lanes.filter(
    (lane) =>
      fitsPoint(lane.origin, origin) &&
      fitsPoint(lane.destination, destination) &&
      (lane.mode === null || lane.mode === mode),
  );
  return fitting.sort((a, b) => weightOf(b) - weightOf(a) || (a.id < b.id ? -1 : 1))[0] ?? null;
}
