import { z } from "zod";
import { CLASSIFIERS, MILESTONES, type Milestone } from "@/lib/domain/event/milestone";
import { csvMappingInput } from "./csv-mapping-input";
import { isReservedSlug, SLUG_PATTERN } from "./slug";

export const DIALECTS = ["x12", "easypost", "csv-status", "csv-stock", "json-stock"] as const;
export type Dialect = (typeof DIALECTS)[number];

export const PARTNER_KINDS = ["carrier", "aggregator", "tms", "wms", "3pl", "shop", "person"] as const;

const MIB = 1024 * 1024;
export const MAX_BODY_BYTES = 64 * MIB;
/** JSON messages are single facts; EDI and CSV files carry a day's worth. */
export const DEFAULT_BODY_BYTES: Readonly<Record<Dialect, number>> = {
  easypost: MIB,
  x12: 16 * MIB,
  "csv-status": 16 * MIB,
  "csv-stock": 16 * MIB,
  "json-stock": 4 * MIB,
};

const connectionId = z.uuid();
const expectedVersion = z.number().int().positive();
const reason = z.string().trim().min(3, "Say why, in a few words.").max(500);

/** What a header may be called (RFC 9110, "token"); those that carry secrets are not ours to read or keep. */
const headerName = z
  .string()
  .trim()
  .min(1, "Enter the name of the header.")
  .max(100)
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, "A header's name holds letters, digits and hyphens.")
  .refine(
    (name) => !/^(authorization|proxy-authorization|cookie|set-cookie|host|content-length)$/i.test(name),
    "This header has another meaning. Choose the one your partner uses for this.",
  );

export const verificationInput = z.discriminatedUnion("scheme", [
  z.object({
    scheme: z.literal("standard-webhooks"),
    toleranceSeconds: z.number().int().min(30).max(3_600).default(300),
  }),
  z.object({
    scheme: z.literal("hmac"),
    header: headerName,
    algorithm: z.enum(["sha256", "sha512", "sha1"]).default("sha256"),
    encoding: z.enum(["hex", "base64", "base64url"]).default("hex"),
    prefix: z.string().max(40).optional(),
  }),
  z.object({ scheme: z.literal("bearer") }),
  z.object({
    scheme: z.literal("basic"),
    user: z
      .string()
      .trim()
      .min(1, "Enter the user name.")
      .max(100)
      .regex(/^[^:]+$/, "Without a colon."),
  }),
  z.object({ scheme: z.literal("secret-path") }),
  z.object({ scheme: z.literal("none") }),
]);

/** A secret the partner chose. Left out: we make one. Short ones are refused, since they can be guessed. */
const secret = z
  .string()
  .trim()
  .min(16, "At least 16 characters, or leave it empty and hand over the one we make.")
  .max(500)
  .nullable()
  .default(null);

const maxBodyBytes = z.number().int().min(1_024, "At least 1 KiB.").max(MAX_BODY_BYTES, "At most 64 MiB.");
const ratePerMinute = z.number().int().min(1, "At least 1.").max(1_000_000, "At most 1,000,000.");

/** An IANA zone this machine knows. */
const zone = z
  .string()
  .max(60)
  .refine((name) => {
    try {
      return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
    } catch {
      return false;
    }
  }, "No time zone has this name; try Europe/Berlin or America/Chicago.");

export const addConnectionInput = z.object({
  slug: z
    .string()
    .trim()
    .max(63)
    .regex(SLUG_PATTERN, "Lower-case letters, digits and single hyphens, such as acme-freight.")
    .refine(
      (slug) => !isReservedSlug(slug),
      "Names that begin with person- are Milepost's own. Choose another.",
    ),
  name: z.string().trim().min(2, "Enter the name colleagues know it by.").max(100),
  dialect: z.enum(DIALECTS),
  partnerKind: z.enum(PARTNER_KINDS),
  carrierScac: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2,4}$/, "Two to four letters.")
    .nullable()
    .default(null),
  defaultZone: zone.nullable().default(null),
  verification: verificationInput,
  secret,
  deliveryKeyHeader: headerName.nullable().default(null),
  csvMapping: csvMappingInput.nullable().default(null),
  mayCreateShipments: z.boolean().default(false),
  maxBodyBytes: maxBodyBytes.optional(),
  ratePerMinute: ratePerMinute.default(6_000),
  watchFolder: z.boolean().default(false),
  acknowledges: z.boolean().default(true),
  /** How what we send reaches it; one that we post to is set up afterwards, because its signing secret is handed over. */
  wayOut: z
    .object({ kind: z.enum(["folder", "fetch"]) })
    .nullable()
    .default(null),
});

export const changeConnectionInput = z.object({
  connectionId,
  expectedVersion,
  reason,
  name: z.string().trim().min(2, "Enter the name colleagues know it by.").max(100).optional(),
  maxBodyBytes: maxBodyBytes.optional(),
  ratePerMinute: ratePerMinute.optional(),
  defaultZone: zone.nullable().optional(),
  deliveryKeyHeader: headerName.nullable().optional(),
  csvMapping: csvMappingInput.nullable().optional(),
  mayCreateShipments: z.boolean().optional(),
  watchFolder: z.boolean().optional(),
  acknowledges: z.boolean().optional(),
});

export const connectionReasonInput = z.object({ connectionId, expectedVersion, reason });
/** How long the secrets in use until now go on holding, in hours; null: until someone retires them. */
export const OVERLAP_HOURS = [1, 24, 168, 720] as const;
export const rotateSecretInput = connectionReasonInput.extend({
  secret,
  overlapHours: z.literal(OVERLAP_HOURS).nullable().default(null),
});
export const retireSecretInput = connectionReasonInput.extend({ secretId: z.uuid() });

export const mapCodeInput = z.object({
  connectionId,
  codeList: z.string().trim().min(1).max(60),
  code: z.string().min(1, "Enter the code as the partner sends it.").max(200),
  milestone: z.enum(MILESTONES as [Milestone, ...Milestone[]]),
  classifier: z.enum(CLASSIFIERS).nullable().default(null),
  /** The mapping version the person saw. */
  expectedMappingVersion: z.number().int().min(0),
});

export type AddConnectionInput = z.input<typeof addConnectionInput>;
export type ChangeConnectionInput = z.infer<typeof changeConnectionInput>;
export type ConnectionReasonInput = z.infer<typeof connectionReasonInput>;
export type RotateSecretInput = z.input<typeof rotateSecretInput>;
export type RetireSecretInput = z.infer<typeof retireSecretInput>;
export type MapCodeInput = z.input<typeof mapCodeInput>;
