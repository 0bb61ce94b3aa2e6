/** A real place, so that distances, zones and postal codes fit each other. */
export interface City {
  readonly city: string;
  /** US state; empty where addresses have none. */
  readonly region: string;
  readonly postalCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly zone: string;
}

const EASTERN = "America/New_York";
const CENTRAL = "America/Chicago";
const MOUNTAIN = "America/Denver";
const PACIFIC = "America/Los_Angeles";

function us(
  city: string,
  region: string,
  postalCode: string,
  latitude: number,
  longitude: number,
  zone: string,
): City {
  return { city, region, postalCode, country: "US", latitude, longitude, zone };
}

function eu(
  city: string,
  country: string,
  postalCode: string,
  latitude: number,
  longitude: number,
  zone: string,
): City {
  return { city, region: "", postalCode, country, latitude, longitude, zone };
}

export const CITIES = {
  chicago: us("Chicago", "IL", "60638", 41.78, -87.77, CENTRAL),
  joliet: us("Joliet", "IL", "60436", 41.49, -88.1, CENTRAL),
  elgin: us("Elgin", "IL", "60123", 42.04, -88.32, CENTRAL),
  milwaukee: us("Milwaukee", "WI", "53218", 43.1, -87.99, CENTRAL),
  minneapolis: us("Minneapolis", "MN", "55413", 45.0, -93.25, CENTRAL),
  kansasCity: us("Kansas City", "MO", "64120", 39.13, -94.52, CENTRAL),
  saintLouis: us("St Louis", "MO", "63147", 38.71, -90.23, CENTRAL),
  dallas: us("Dallas", "TX", "75212", 32.78, -96.89, CENTRAL),
  fortWorth: us("Fort Worth", "TX", "76106", 32.8, -97.35, CENTRAL),
  houston: us("Houston", "TX", "77029", 29.76, -95.26, CENTRAL),
  laredo: us("Laredo", "TX", "78045", 27.63, -99.53, CENTRAL),
  atlanta: us("Atlanta", "GA", "30336", 33.73, -84.56, EASTERN),
  charlotte: us("Charlotte", "NC", "28273", 35.13, -80.95, EASTERN),
  jacksonville: us("Jacksonville", "FL", "32218", 30.45, -81.67, EASTERN),
  miami: us("Miami", "FL", "33166", 25.83, -80.31, EASTERN),
  columbus: us("Columbus", "OH", "43228", 39.96, -83.12, EASTERN),
  cleveland: us("Cleveland", "OH", "44135", 41.43, -81.8, EASTERN),
  detroit: us("Detroit", "MI", "48211", 42.38, -83.04, EASTERN),
  indianapolis: us("Indianapolis", "IN", "46241", 39.73, -86.27, EASTERN),
  harrisburg: us("Harrisburg", "PA", "17112", 40.37, -76.78, EASTERN),
  newark: us("Newark", "NJ", "07114", 40.7, -74.16, EASTERN),
  buffalo: us("Buffalo", "NY", "14206", 42.88, -78.81, EASTERN),
  denver: us("Denver", "CO", "80216", 39.78, -104.96, MOUNTAIN),
  saltLake: us("Salt Lake City", "UT", "84104", 40.75, -111.95, MOUNTAIN),
  phoenix: us("Phoenix", "AZ", "85043", 33.45, -112.2, "America/Phoenix"),
  reno: us("Reno", "NV", "89506", 39.64, -119.88, PACIFIC),
  ontario: us("Ontario", "CA", "91761", 34.03, -117.59, PACIFIC),
  stockton: us("Stockton", "CA", "95206", 37.9, -121.3, PACIFIC),
  portland: us("Portland", "OR", "97218", 45.58, -122.6, PACIFIC),
  kent: us("Kent", "WA", "98032", 47.39, -122.26, PACIFIC),
  rotterdam: eu("Rotterdam", "NL", "3199 LA", 51.94, 4.14, "Europe/Amsterdam"),
  venlo: eu("Venlo", "NL", "5928 NX", 51.39, 6.12, "Europe/Amsterdam"),
  antwerp: eu("Antwerpen", "BE", "2030", 51.27, 4.38, "Europe/Brussels"),
  duisburg: eu("Duisburg", "DE", "47229", 51.39, 6.68, "Europe/Berlin"),
  hamburg: eu("Hamburg", "DE", "21129", 53.53, 9.88, "Europe/Berlin"),
  munich: eu("München", "DE", "81829", 48.14, 11.69, "Europe/Berlin"),
  lyon: eu("Lyon", "FR", "69800", 45.7, 4.94, "Europe/Paris"),
  milan: eu("Milano", "IT", "20138", 45.44, 9.25, "Europe/Rome"),
  zaragoza: eu("Zaragoza", "ES", "50197", 41.63, -0.98, "Europe/Madrid"),
  wroclaw: eu("Wrocław", "PL", "52-407", 51.06, 16.93, "Europe/Warsaw"),
  vienna: eu("Wien", "AT", "1110", 48.17, 16.43, "Europe/Vienna"),
  basel: eu("Basel", "CH", "4057", 47.59, 7.59, "Europe/Zurich"),
} as const satisfies Record<string, City>;

export type CityKey = keyof typeof CITIES;

const EARTH_KM = 6371;
/** Roads are about a fifth longer than the straight line. */
const ROAD_FACTOR = 1.2;

/** Kilometres by road between two places, as a dispatcher estimates them. */
export function roadKm(from: City, to: City): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const sinLatitude = Math.sin(radians(to.latitude - from.latitude) / 2);
  const sinLongitude = Math.sin(radians(to.longitude - from.longitude) / 2);
  const chord =
    sinLatitude ** 2 + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * sinLongitude ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(chord)) * ROAD_FACTOR;
}
