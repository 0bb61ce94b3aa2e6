import type { CodeOverride, CsvStatusMapping } from "@/lib/domain/message/parsed-message";
import type { Verification } from "@/lib/domain/message/verification";
import { STATUS_FILE_MAPPING } from "../dialect/csv-writer";
import { CARRIERS, SOURCES, type SourceKey } from "./carriers";

/** How Milepost is set up for one partner of the demo: what somebody would fill in on the connection's page. */
export interface Partner {
  readonly slug: SourceKey;
  readonly name: string;
  readonly dialect: "x12" | "easypost" | "csv-status" | "csv-stock";
  readonly partnerKind: "carrier" | "aggregator" | "tms" | "3pl" | "wms";
  readonly carrierScac: string | null;
  readonly defaultZone: string;
  readonly verification: Verification;
  readonly deliveryKeyHeader: string | null;
  readonly csvMapping: CsvStatusMapping | null;
  readonly mayCreateShipments: boolean;
  readonly watchFolder: boolean;
  readonly wayOut: { readonly kind: "folder" } | null;
  readonly overrides: readonly CodeOverride[];
}

/** These carriers say `XB` for "proof of delivery in hand"; the standard's word is "shipment acknowledged". */
const POD_DIALECT: readonly CodeOverride[] = [
  { codeList: "x12-1650", code: "XB", milestone: "pod_received", classifier: "actual" },
];

type Own = Pick<Partner, "name" | "verification"> & Partial<Partner>;

const OWN: Readonly<Record<SourceKey, Own>> = {
  "northgate-tms": {
    name: "Northgate TMS",
    partnerKind: "tms",
    carrierScac: null,
    verification: { scheme: "standard-webhooks", toleranceSeconds: 300 },
    overrides: [],
  },
  "blue-heron": {
    name: "Blue Heron Truckload",
    verification: { scheme: "hmac", header: "x-bhq-signature", algorithm: "sha256", encoding: "base64" },
    deliveryKeyHeader: "x-message-id",
  },
  ironwood: { name: "Ironwood Carriers", verification: { scheme: "bearer" } },
  "prairie-wolf": {
    name: "Prairie Wolf Freight",
    defaultZone: "UTC",
    verification: { scheme: "secret-path" },
    deliveryKeyHeader: "x-pwl-transmission",
  },
  cascadia: { name: "Cascadia Line Haul", verification: { scheme: "basic", user: "cqlh-edi" } },
  parcelpoint: {
    name: "Parcelpoint (parcel tracking)",
    dialect: "easypost",
    partnerKind: "aggregator",
    carrierScac: null,
    verification: {
      scheme: "hmac",
      header: "x-hmac-signature",
      algorithm: "sha256",
      encoding: "hex",
      prefix: "hmac-sha256-hex=",
    },
    mayCreateShipments: true,
    overrides: [],
  },
  dokhaven: {
    name: "Dokhaven Logistics",
    dialect: "csv-status",
    partnerKind: "3pl",
    defaultZone: "Europe/Amsterdam",
    verification: { scheme: "bearer" },
    csvMapping: STATUS_FILE_MAPPING,
    watchFolder: true,
    overrides: [],
  },
  "joliet-wms": {
    name: "Joliet DC (warehouse system)",
    dialect: "csv-stock",
    partnerKind: "wms",
    carrierScac: null,
    verification: { scheme: "bearer" },
    deliveryKeyHeader: "x-count-id",
    overrides: [],
  },
};

/** The eight partners of the demo, X12 carriers by default. */
export const PARTNERS: readonly Partner[] = SOURCES.map((slug) => ({
  slug,
  dialect: "x12",
  partnerKind: "carrier",
  carrierScac: CARRIERS.find(({ source }) => source === slug)?.scac ?? null,
  defaultZone: "America/Chicago",
  deliveryKeyHeader: null,
  csvMapping: null,
  mayCreateShipments: false,
  watchFolder: false,
  // Where their acknowledgements go. Others than X12 get none.
  wayOut: (OWN[slug].dialect ?? "x12") === "x12" ? { kind: "folder" as const } : null,
  overrides: POD_DIALECT,
  ...OWN[slug],
}));
