import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { WayOut } from "@/lib/domain/connection/way-out";
import type { CsvMapping } from "@/lib/domain/message/parsed-message";
import type { Verification } from "@/lib/domain/message/verification";
import { company } from "./access";
import { bytea, instant } from "./columns";

/** One configured link to one partner. Reference table: `slug` is global, because it is the public address of the inbox. */
export const connection = pgTable(
  "connection",
  {
    id: uuid("id").primaryKey(),
    companyId: integer("company_id")
      .notNull()
      .references(() => company.id),
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    dialect: text("dialect").notNull(),
    partnerKind: text("partner_kind")
      .$type<"carrier" | "aggregator" | "tms" | "wms" | "3pl" | "shop" | "person" | "erp">()
      .notNull(),
    carrierScac: text("carrier_scac"),
    /** IANA zone used when neither the message nor the place says one; such times are marked as assumed. */
    defaultZone: text("default_zone"),
    verification: jsonb("verification").$type<Verification>().notNull(),
    /** Header with the partner's own delivery id. Null: `webhook-id` for Standard Webhooks, else the hash of the bytes. */
    deliveryKeyHeader: text("delivery_key_header"),
    csvMapping: jsonb("csv_mapping").$type<CsvMapping>(),
    /** A tender always creates the shipment it names; this lets a bare status do so too. */
    mayCreateShipments: boolean("may_create_shipments").notNull().default(false),
    maxBodyBytes: integer("max_body_bytes").notNull(),
    ratePerMinute: integer("rate_per_minute").notNull().default(6000),
    watchFolder: boolean("watch_folder").notNull().default(false),
    acknowledges: boolean("acknowledges").notNull().default(true),
    /** How what we send reaches the partner. Null: there is no way, and it waits. */
    wayOut: jsonb("way_out").$type<WayOut>(),
    /** Signing secret of what we post there, sealed. */
    wayOutSecret: bytea("way_out_secret"),
    mappingVersion: integer("mapping_version").notNull().default(0),
    enabled: boolean("enabled").notNull().default(true),
    createdAt: instant("created_at").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
  },
  (t) => [index("connection_company_idx").on(t.companyId, t.name)],
);

/** AES-256-GCM under the key of the environment: nonce (12 bytes), ciphertext, tag (16 bytes). Never shown again after creation. */
export const connectionSecret = pgTable(
  "connection_secret",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    connectionId: uuid("connection_id")
      .notNull()
      .references(() => connection.id),
    sealed: bytea("sealed").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    retiredAt: instant("retired_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("connection_secret_connection_idx").on(t.companyId, t.connectionId),
  ],
);

/** What a connection means by a code where it differs from the default map. Append-only; the highest version of a code counts. */
export const codeOverride = pgTable(
  "code_override",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id")
      .notNull()
      .references(() => connection.id),
    version: integer("version").notNull(),
    codeList: text("code_list").notNull(),
    code: text("code").notNull(),
    milestone: text("milestone").notNull(),
    classifier: text("classifier"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.connectionId, t.version, t.codeList, t.code] })],
);

/** Codes no map knows yet, with how often and where: the queue of the person who maps them. */
export const unmappedCode = pgTable(
  "unmapped_code",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    codeList: text("code_list").notNull(),
    code: text("code").notNull(),
    count: bigint("count", { mode: "number" }).notNull(),
    firstSeenAt: instant("first_seen_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    exampleMessageId: uuid("example_message_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.connectionId, t.codeList, t.code] })],
);

/** What arrived per connection and hour, also what was refused at the door and therefore never stored. */
export const intakeCounter = pgTable(
  "intake_counter",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    hourAt: instant("hour_at").notNull(),
    accepted: bigint("accepted", { mode: "number" }).notNull().default(0),
    repeated: bigint("repeated", { mode: "number" }).notNull().default(0),
    conflicting: bigint("conflicting", { mode: "number" }).notNull().default(0),
    unsigned: bigint("unsigned", { mode: "number" }).notNull().default(0),
    tooLarge: bigint("too_large", { mode: "number" }).notNull().default(0),
    overRate: bigint("over_rate", { mode: "number" }).notNull().default(0),
    badEncoding: bigint("bad_encoding", { mode: "number" }).notNull().default(0),
    bytes: bigint("bytes", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.connectionId, t.hourAt] }),
    uniqueIndex("intake_counter_hour_key").on(t.companyId, t.hourAt, t.connectionId),
  ],
);
