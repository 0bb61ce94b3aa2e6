import { HOUR_MS, type Instant } from "@/lib/domain/time/instant";
import type { Spot } from "../truth";
import { CITIES, type City, roadKm } from "../world/cities";
import type { Service } from "../world/lanes";

interface Driving {
  readonly kmPerHour: number;
  /** Driving time after which the driver must rest, and for how long. */
  readonly shiftHours: number;
  readonly restHours: number;
}

/** 49 CFR 395.3 allows 11 hours of driving, then 10 off; Regulation (EC) 561/2006 allows 9, then 11. Plans stay below. */
const US_DRIVER: Driving = { kmPerHour: 82, shiftHours: 10, restHours: 10 };
const EU_DRIVER: Driving = { kmPerHour: 68, shiftHours: 8.5, restHours: 11 };
/** Line haul between terminals changes drivers and never sleeps, but waits for its departure. */
const LINE_HAUL: Driving = { kmPerHour: 60, shiftHours: 9, restHours: 7 };
const LOCAL: Driving = { kmPerHour: 55, shiftHours: 10, restHours: 10 };

const DRIVING: Readonly<Record<Service, Driving>> = {
  truckload: US_DRIVER,
  "road-eu": EU_DRIVER,
  ltl: LINE_HAUL,
  parcel: LINE_HAUL,
  shuttle: LOCAL,
};

/** How long a leg takes, rests included. */
export function roadMs(km: number, service: Service): number {
  const { kmPerHour, shiftHours, restHours } = DRIVING[service];
  const driveHours = km / kmPerHour;
  const rests = Math.ceil(driveHours / shiftHours) - 1;
  return (driveHours + Math.max(0, rests) * restHours) * HOUR_MS;
}

export interface Leg {
  readonly from: City;
  readonly to: City;
  readonly departedAt: Instant;
  readonly arrivedAt: Instant;
}

/** Where a truck on this leg is, as its tracker sees it, and the city a clerk would name. */
export function spotOnLeg(leg: Leg, at: Instant): Spot {
  const span = Math.max(1, leg.arrivedAt - leg.departedAt);
  const share = Math.min(1, Math.max(0, (at - leg.departedAt) / span));
  const mix = (from: number, to: number) => Math.round((from + (to - from) * share) * 1e4) / 1e4;
  const latitude = mix(leg.from.latitude, leg.to.latitude);
  const longitude = mix(leg.from.longitude, leg.to.longitude);
  return { city: nearestCity({ latitude, longitude }, leg), latitude, longitude };
}

/** The city nearest to the middle of a way, where a terminal would be. */
export function midwayCity(from: City, to: City): City {
  const middle = {
    latitude: (from.latitude + to.latitude) / 2,
    longitude: (from.longitude + to.longitude) / 2,
  };
  return nearestCity(middle, { from, to });
}

const ALL: readonly City[] = Object.values(CITIES);

function nearestCity(point: Pick<City, "latitude" | "longitude">, ends: Pick<Leg, "from" | "to">): City {
  const sameSide = ALL.filter((city) => (city.country === "US") === (ends.from.country === "US"));
  let best = ends.from;
  let bestKm = Number.POSITIVE_INFINITY;
  for (const city of sameSide) {
    const km = roadKm({ ...city, ...point }, city);
    if (km < bestKm) [best, bestKm] = [city, km];
  }
  return best;
}
