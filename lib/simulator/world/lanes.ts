import { CITIES, type City, type CityKey } from "./cities";

/** How a lane is served; decides its partner, its clock and what is said about it. */
export type Service = "truckload" | "ltl" | "road-eu" | "parcel" | "shuttle";

export interface Lane {
  readonly key: string;
  readonly service: Service;
  readonly from: City;
  readonly to: City;
  /** A further drop on the way, where loads of this lane are sometimes split. */
  readonly via: City | null;
  /** Part of the freight, in no unit. */
  readonly share: number;
}

function lanes(service: Service, rows: readonly (readonly [CityKey, CityKey, number, CityKey?])[]): Lane[] {
  return rows.map(([from, to, share, via]) => ({
    key: `${from}-${to}-${service}`,
    service,
    from: CITIES[from],
    to: CITIES[to],
    via: via ? CITIES[via] : null,
    share,
  }));
}

const TRUCKLOAD = lanes("truckload", [
  ["joliet", "dallas", 6, "saintLouis"],
  ["joliet", "atlanta", 6, "indianapolis"],
  ["joliet", "harrisburg", 5, "columbus"],
  ["chicago", "denver", 4],
  ["dallas", "ontario", 4, "phoenix"],
  ["ontario", "saltLake", 3],
  ["ontario", "kent", 3, "portland"],
  ["stockton", "reno", 3],
  ["laredo", "dallas", 4],
  ["laredo", "joliet", 3, "dallas"],
  ["atlanta", "miami", 3, "jacksonville"],
  ["columbus", "newark", 4],
  ["kansasCity", "minneapolis", 3],
  ["houston", "atlanta", 3],
  ["charlotte", "columbus", 3],
  ["harrisburg", "jacksonville", 2],
]);

const LTL = lanes("ltl", [
  ["chicago", "detroit", 5],
  ["chicago", "minneapolis", 4],
  ["chicago", "newark", 4],
  ["columbus", "charlotte", 4],
  ["atlanta", "charlotte", 3],
  ["dallas", "houston", 4],
  ["dallas", "kansasCity", 3],
  ["newark", "buffalo", 3],
  ["ontario", "phoenix", 3],
  ["portland", "kent", 2],
]);

const ROAD_EU = lanes("road-eu", [
  ["rotterdam", "munich", 3],
  ["rotterdam", "lyon", 3, "antwerp"],
  ["venlo", "wroclaw", 3],
  ["antwerp", "milan", 2],
  ["duisburg", "vienna", 2],
  ["hamburg", "zaragoza", 2],
  ["venlo", "basel", 2],
  ["rotterdam", "hamburg", 3],
]);

const PARCEL = lanes("parcel", [
  ["joliet", "newark", 3],
  ["joliet", "miami", 2],
  ["joliet", "kent", 2],
  ["columbus", "chicago", 2],
  ["columbus", "dallas", 2],
  ["reno", "ontario", 2],
  ["reno", "denver", 2],
  ["atlanta", "houston", 2],
]);

/** Everything that is tendered days or hours ahead. */
export const LANES: readonly Lane[] = [...TRUCKLOAD, ...LTL, ...ROAD_EU, ...PARCEL];

/** Local runs of an hour or two: they are what moves while somebody watches. */
export const SHUTTLE_LANES: readonly Lane[] = lanes("shuttle", [
  ["joliet", "chicago", 3],
  ["elgin", "chicago", 2],
  ["joliet", "elgin", 2],
  ["fortWorth", "dallas", 3],
]);
