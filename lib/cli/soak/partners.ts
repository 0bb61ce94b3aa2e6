import { createHmac } from "node:crypto";
import type { Database } from "@/db/client";
import { ensureCompany } from "@/lib/usecases/access/ensure-company";
import { ensureConnections } from "@/lib/usecases/demo/ensure-connections";

export const PARTNERS = ["soak-tms", "soak-carrier", "soak-haulier", "soak-parcel"] as const;
export type PartnerSlug = (typeof PARTNERS)[number];

/** Message rate of a connection is not what this run is about. */
const NO_LIMIT = { ratePerMinute: 1_000_000 };
const X12 = { ...NO_LIMIT, dialect: "x12", defaultZone: "America/Chicago" } as const;

const SETTINGS = [
  {
    ...X12,
    slug: "soak-tms",
    name: "TMS, Standard Webhooks",
    partnerKind: "tms",
    verification: { scheme: "standard-webhooks", toleranceSeconds: 300 },
  },
  {
    ...X12,
    slug: "soak-carrier",
    name: "Carrier, signed bodies",
    partnerKind: "carrier",
    carrierScac: "SOAK",
    verification: { scheme: "hmac", header: "x-signature", algorithm: "sha256", encoding: "hex" },
    deliveryKeyHeader: "x-delivery-id",
  },
  {
    // Gives its messages no id: the bytes stand for themselves.
    ...X12,
    slug: "soak-haulier",
    name: "Carrier, user and password",
    partnerKind: "carrier",
    carrierScac: "SOAH",
    verification: { scheme: "basic", user: "haulier" },
  },
  {
    ...NO_LIMIT,
    slug: "soak-parcel",
    name: "Parcel tracking, bearer token",
    dialect: "easypost",
    partnerKind: "aggregator",
    verification: { scheme: "bearer" },
    deliveryKeyHeader: "x-event-id",
    mayCreateShipments: true,
  },
] as const;

export type Secrets = Readonly<Record<PartnerSlug, string>>;

/** Makes a company and its partners. @returns each partner's secret. */
export async function setUpPartners(db: Database, secretKey: Buffer): Promise<Secrets> {
  const companyId = await ensureCompany(db, { slug: "soak", name: "Soak Freight", zone: "America/Chicago" });
  const actor = { kind: "system", job: "soak", companyId } as const;
  const wanted = SETTINGS.map((settings) => ({ settings, overrides: [] }));
  const { connections } = await ensureConnections({ db, actor, now: () => new Date() }, secretKey, wanted);
  const secrets = connections.map(({ slug, secret }) => [slug, secret]);
  return Object.fromEntries(secrets) as Secrets;
}

interface ToSign {
  readonly partner: PartnerSlug;
  readonly key: string | null;
  readonly body: Buffer;
}

/** Headers with which the partner proves itself, made anew for each attempt. */
export function signedHeaders(
  { partner, key, body }: ToSign,
  secrets: Secrets,
  nowMs: number,
): Record<string, string> {
  const secret = secrets[partner];
  switch (partner) {
    case "soak-tms": {
      const stamp = String(Math.floor(nowMs / 1000));
      const signingKey = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
      const mac = createHmac("sha256", signingKey).update(`${key}.${stamp}.`).update(body).digest("base64");
      return { "webhook-id": key ?? "", "webhook-timestamp": stamp, "webhook-signature": `v1,${mac}` };
    }
    case "soak-carrier":
      return {
        "x-delivery-id": key ?? "",
        "x-signature": createHmac("sha256", secret).update(body).digest("hex"),
      };
    case "soak-haulier":
      return { authorization: `Basic ${Buffer.from(`haulier:${secret}`).toString("base64")}` };
    case "soak-parcel":
      return { "x-event-id": key ?? "", authorization: `Bearer ${secret}` };
  }
}
