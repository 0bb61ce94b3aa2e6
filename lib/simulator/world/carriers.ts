import type { Service } from "./lanes";

/** How a carrier writes the zone of an AT7 time. All four are in use; `local` writes none that helps. */
export type X12Zone = "prevailing" | "exact" | "utc" | "local";

export interface Carrier {
  readonly name: string;
  /** Made up: no such code is assigned. */
  readonly scac: string;
  /** Slug of the connection its messages come through. */
  readonly source: SourceKey;
  readonly services: readonly Service[];
  readonly share: number;
  readonly x12Zone: X12Zone;
  /** First digits of its PRO or tracking numbers. */
  readonly numberPrefix: string;
  /** Interchanges leave every so often with all that gathered; 0 sends each status at once. */
  readonly batchMinutes: number;
}

export const SOURCES = [
  "northgate-tms",
  "blue-heron",
  "ironwood",
  "prairie-wolf",
  "cascadia",
  "parcelpoint",
  "dokhaven",
  "joliet-wms",
] as const;
export type SourceKey = (typeof SOURCES)[number];

export const TMS: SourceKey = "northgate-tms";
export const PARCELS: SourceKey = "parcelpoint";
export const WAREHOUSE: SourceKey = "dokhaven";
/** The system of our own warehouse: counts stock, and says nothing of shipments. */
export const STOCK: SourceKey = "joliet-wms";

function carrier(
  fields: Pick<Carrier, "name" | "scac" | "source" | "services" | "numberPrefix"> & Partial<Carrier>,
) {
  return { share: 1, x12Zone: "prevailing", batchMinutes: 0, ...fields } satisfies Carrier as Carrier;
}

export const CARRIERS: readonly Carrier[] = [
  carrier({
    name: "Blue Heron Truckload",
    scac: "BHQX",
    source: "blue-heron",
    services: ["truckload", "shuttle"],
    share: 5,
    numberPrefix: "771",
  }),
  carrier({
    name: "Ironwood Carriers",
    scac: "IWQZ",
    source: "ironwood",
    services: ["truckload", "shuttle"],
    share: 4,
    x12Zone: "local",
    numberPrefix: "20",
  }),
  carrier({
    name: "Prairie Wolf Freight",
    scac: "PWQL",
    source: "prairie-wolf",
    services: ["ltl"],
    share: 5,
    x12Zone: "utc",
    numberPrefix: "448",
    batchMinutes: 15,
  }),
  carrier({
    name: "Cascadia Line Haul",
    scac: "CQLH",
    source: "cascadia",
    services: ["ltl", "truckload"],
    share: 3,
    x12Zone: "exact",
    numberPrefix: "093",
    batchMinutes: 10,
  }),
  carrier({
    name: "Redkite Parcel",
    scac: "RDKX",
    source: "parcelpoint",
    services: ["parcel"],
    share: 3,
    numberPrefix: "RK",
  }),
  carrier({
    name: "Swiftfin Express",
    scac: "SWFX",
    source: "parcelpoint",
    services: ["parcel"],
    share: 2,
    numberPrefix: "SF9",
  }),
  carrier({
    name: "Dokhaven Logistics",
    scac: "DKQV",
    source: "dokhaven",
    services: ["road-eu"],
    numberPrefix: "DK",
    batchMinutes: 20,
  }),
];
