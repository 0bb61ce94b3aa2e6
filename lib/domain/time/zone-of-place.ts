import type { Place } from "../event/draft";

/**
 * IANA zone by state, province or country, for times stated without one. Where a state spans two zones the one with most
 * people is taken; such times are always marked as assumed, so the choice is visible.
 * Source: IANA tz database 2025b (zone1970.tab), US DOT zone boundaries (49 CFR 71).
 */
const US_STATES: Readonly<Record<string, string>> = {
  "America/New_York": "CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV",
  "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
  "America/Denver": "CO ID MT NM UT WY",
  "America/Phoenix": "AZ",
  "America/Los_Angeles": "CA NV OR WA",
  "America/Anchorage": "AK",
  "Pacific/Honolulu": "HI",
  "America/Puerto_Rico": "PR VI",
};
const CA_PROVINCES: Readonly<Record<string, string>> = {
  "America/Toronto": "ON QC PQ",
  "America/Halifax": "NS NB PE",
  "America/St_Johns": "NL NF",
  "America/Winnipeg": "MB",
  "America/Regina": "SK",
  "America/Edmonton": "AB NT",
  "America/Vancouver": "BC",
  "America/Whitehorse": "YT",
  "America/Iqaluit": "NU",
};
/** Countries with one zone, or where nearly all freight is in one. */
const COUNTRIES: Readonly<Record<string, string>> = {
  "Europe/London": "GB",
  "Europe/Dublin": "IE",
  "Europe/Lisbon": "PT",
  "Europe/Paris": "FR MC",
  "Europe/Brussels": "BE",
  "Europe/Amsterdam": "NL",
  "Europe/Luxembourg": "LU",
  "Europe/Berlin": "DE",
  "Europe/Zurich": "CH LI",
  "Europe/Vienna": "AT",
  "Europe/Rome": "IT SM VA",
  "Europe/Madrid": "ES AD",
  "Europe/Oslo": "NO",
  "Europe/Stockholm": "SE",
  "Europe/Copenhagen": "DK",
  "Europe/Helsinki": "FI",
  "Europe/Warsaw": "PL",
  "Europe/Prague": "CZ",
  "Europe/Bratislava": "SK",
  "Europe/Budapest": "HU",
  "Europe/Ljubljana": "SI",
  "Europe/Zagreb": "HR",
  "Europe/Belgrade": "RS BA ME MK",
  "Europe/Bucharest": "RO",
  "Europe/Sofia": "BG",
  "Europe/Athens": "GR",
  "Europe/Istanbul": "TR",
  "Europe/Kyiv": "UA",
  "Europe/Vilnius": "LT",
  "Europe/Riga": "LV",
  "Europe/Tallinn": "EE",
  "Asia/Shanghai": "CN",
  "Asia/Hong_Kong": "HK",
  "Asia/Taipei": "TW",
  "Asia/Tokyo": "JP",
  "Asia/Seoul": "KR",
  "Asia/Singapore": "SG",
  "Asia/Kuala_Lumpur": "MY",
  "Asia/Bangkok": "TH",
  "Asia/Ho_Chi_Minh": "VN",
  "Asia/Manila": "PH",
  "Asia/Jakarta": "ID",
  "Asia/Kolkata": "IN",
  "Asia/Dubai": "AE",
  "Asia/Riyadh": "SA",
  "Asia/Jerusalem": "IL",
  "Africa/Cairo": "EG",
  "Africa/Casablanca": "MA",
  "Africa/Johannesburg": "ZA",
  "Africa/Lagos": "NG",
  "Africa/Nairobi": "KE",
  "Australia/Sydney": "AU",
  "Pacific/Auckland": "NZ",
  "America/Mexico_City": "MX",
  "America/Sao_Paulo": "BR",
  "America/Argentina/Buenos_Aires": "AR",
  "America/Santiago": "CL",
  "America/Bogota": "CO",
  "America/Lima": "PE",
};

const byState = invert(US_STATES);
const byProvince = invert(CA_PROVINCES);
const byCountry = invert(COUNTRIES);
const US_NAMES = new Set(["US", "USA", "PR", "VI"]);
const CA_NAMES = new Set(["CA", "CAN"]);

/**
 * The zone a wall clock at this place follows, or null when the place does not say.
 * A region without a country is read as a US state or Canadian province, which is how X12 N4 writes them.
 */
export function zoneOfPlace(place: Place | null): string | null {
  if (!place) return null;
  const country = place.country?.trim().toUpperCase();
  const region = place.region?.trim().toUpperCase();
  if (!country) return (region && (byState.get(region) ?? byProvince.get(region))) || null;
  if (US_NAMES.has(country)) return (region && byState.get(region)) || null;
  if (CA_NAMES.has(country)) return (region && byProvince.get(region)) || null;
  return byCountry.get(country) ?? null;
}

function invert(zones: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(zones).flatMap(([zone, codes]) => codes.split(" ").map((code) => [code, zone] as const)),
  );
}
