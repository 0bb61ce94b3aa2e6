import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type {
  OdooFields,
  OdooSettings,
  OdooStateLabels,
  OdooTransportKind,
} from "@/lib/domain/odoo/connection";
import type { DeliveryFacts } from "@/lib/domain/odoo/delivery-facts";
import { bytea, instant, textC } from "./columns";

/** What an Odoo connection knows beyond `connection`. Keys are sealed like partner secrets and never shown. */
export const odooConnection = pgTable(
  "odoo_connection",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    baseUrl: text("base_url").notNull(),
    database: text("database").notNull(),
    /** Odoo's own `database.uuid`: an address that leads to another one is another Odoo. Null until a setup has read it. */
    databaseUuid: text("database_uuid"),
    /** As Odoo says it: "19.0", "saas~18.2". Null until a first answer. */
    serverVersion: text("server_version"),
    transport: text("transport").$type<OdooTransportKind>(),
    readerLogin: text("reader_login"),
    readerKeySealed: bytea("reader_key_sealed"),
    readerKeyExpiresAt: instant("reader_key_expires_at"),
    actorLogin: text("actor_login"),
    actorKeySealed: bytea("actor_key_sealed"),
    actorKeyExpiresAt: instant("actor_key_expires_at"),
    /** Last part of the address Odoo's webhooks are sent to: they carry no signature. */
    hintSecretSealed: bytea("hint_secret_sealed"),
    hintsEnabled: boolean("hints_enabled").notNull().default(false),
    settings: jsonb("settings").$type<OdooSettings>().notNull(),
    /** Fields that exist, by model: what was wanted and what `fields_get` knew at connect. */
    fields: jsonb("fields").$type<OdooFields>(),
    /** Labels of states by model, field and installed language: tracking rows hold labels, not keys. */
    stateLabels: jsonb("state_labels").$type<OdooStateLabels>(),
    checkedAt: instant("checked_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.connectionId] })],
);

/** Where the reading of one model stands. The watermark and the rows it stands for commit together. */
export const odooPull = pgTable(
  "odoo_pull",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    model: text("model").notNull(),
    /** Highest `write_date` seen, as Odoo wrote it (UTC, whole seconds). Never our clock. */
    watermark: text("watermark"),
    /** First load: everything up to this id is in. Null when it has not begun. */
    loadedThroughId: bigint("loaded_through_id", { mode: "number" }),
    /** Over the fields and the domain it was loaded with: other ones, and it is loaded again. */
    planHash: text("plan_hash"),
    /** Odoo's own count when the first load began. */
    expectedCount: bigint("expected_count", { mode: "number" }),
    loadStartedAt: instant("load_started_at"),
    loadedAt: instant("loaded_at"),
    /** Rows of the model we hold and Odoo has not deleted. */
    recordCount: bigint("record_count", { mode: "number" }).notNull().default(0),
    polledAt: instant("polled_at"),
    changedAt: instant("changed_at"),
    /** Last look over the whole overlap, the only kind that moves the watermark; quick looks in between only find most changes sooner. */
    lookedAt: instant("looked_at"),
    sweptAt: instant("swept_at"),
    idSweptAt: instant("id_swept_at"),
    /** The last comparison of ids did not come to its end, and why; looks by time go on. Null: it did. */
    idSweepFailedAt: instant("id_sweep_failed_at"),
    idSweepError: text("id_sweep_error"),
    errorClass: text("error_class"),
    error: text("error"),
    errorAt: instant("error_at"),
    nextPollAt: instant("next_poll_at").notNull(),
    leaseOwner: uuid("lease_owner"),
    leasedUntil: instant("leased_until"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.connectionId, t.model] }),
    index("odoo_pull_due_idx").on(t.nextPollAt),
  ],
);

/** Odoo's records as last read, one row each. A mirror: may be dropped and loaded again. */
export const odooRecord = pgTable(
  "odoo_record",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    model: textC("model").notNull(),
    odooId: bigint("odoo_id", { mode: "number" }).notNull(),
    /** As the API gave them: many2one as `[id, "name"]`, empty as `false`, times naive UTC. */
    values: jsonb("values").$type<Record<string, unknown>>().notNull(),
    /** Over `values` without `write_date`: Odoo moves that also when nothing changed. */
    contentHash: text("content_hash").notNull(),
    writeDate: text("write_date"),
    /** `name` or `display_name`, for looking a document up. */
    name: textC("name"),
    odooCompanyId: bigint("odoo_company_id", { mode: "number" }),
    readAt: instant("read_at").notNull(),
    changedAt: instant("changed_at").notNull(),
    /** Seen no more by an id sweep. The row stays: the timeline names it. */
    deletedAt: instant("deleted_at"),
    /** With `deletedAt`: Odoo still has it, but it is not read any more (another company, a record rule). Nothing is told of that. */
    outOfScope: boolean("out_of_scope").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.connectionId, t.model, t.odooId] }),
    index("odoo_record_name_idx").on(t.companyId, t.connectionId, t.model, t.name),
    // What the chatter and the attachments of a document are: they name it in two fields, which `odoo_link` can't.
    index("odoo_record_about_idx")
      .on(
        t.companyId,
        t.connectionId,
        sql`(coalesce(values ->> 'res_model', values ->> 'model')) collate "C"`,
        sql`(values ->> 'res_id') collate "C"`,
      )
      .where(sql`model in ('mail.message', 'ir.attachment')`),
    // Order lines with something delivered and not billed.
    index("odoo_record_to_bill_idx")
      .on(t.companyId, t.connectionId, t.odooId)
      .where(
        sql`model = 'sale.order.line' and deleted_at is null and values -> 'qty_to_invoice' > '0'::jsonb`,
      ),
    // Bills that name a delivery only as where they are from, several of them joined by commas.
    index("odoo_record_origin_idx")
      .using("gin", sql`string_to_array(values ->> 'invoice_origin', ', ')`)
      .where(sql`model = 'account.move' and values ->> 'invoice_origin' <> 'false'`),
  ],
);

/** Relations of mirrored records, both ways by index: from a line to its order, from an order to its deliveries. */
export const odooLink = pgTable(
  "odoo_link",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    model: textC("model").notNull(),
    odooId: bigint("odoo_id", { mode: "number" }).notNull(),
    field: textC("field").notNull(),
    targetModel: textC("target_model").notNull(),
    targetId: bigint("target_id", { mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.connectionId, t.model, t.odooId, t.field, t.targetId] }),
    index("odoo_link_target_idx").on(
      t.companyId,
      t.connectionId,
      t.targetModel,
      t.targetId,
      t.model,
      t.odooId,
    ),
  ],
);

/** A delivery or receipt of Odoo and what was last told about it on the timeline. */
export const odooDelivery = pgTable(
  "odoo_delivery",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    pickingId: bigint("picking_id", { mode: "number" }).notNull(),
    /** Something behind it changed since it was composed. Null: nothing to do. */
    dirtyAt: instant("dirty_at"),
    composedAt: instant("composed_at"),
    bundleHash: text("bundle_hash"),
    /** Facts stated so far, by fact id, so that one that is true no more is taken back. */
    facts: jsonb("facts").$type<DeliveryFacts>(),
    messageId: uuid("message_id"),
    /** It could not be told, and why; tried again after `retryAt`. */
    failure: text("failure"),
    retryAt: instant("retry_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.connectionId, t.pickingId] }),
    index("odoo_delivery_dirty_idx").on(t.dirtyAt).where(sql`dirty_at is not null`),
  ],
);

/** Odoo's webhooks and our own writes: "this record moved, read it again". Deduped by record. */
export const odooHint = pgTable(
  "odoo_hint",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    model: text("model").notNull(),
    odooId: bigint("odoo_id", { mode: "number" }).notNull(),
    hintedAt: instant("hinted_at").notNull(),
    /** A hint goes out while the transaction may still be under way: read back a second later. */
    readAfter: instant("read_after").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.connectionId, t.model, t.odooId] }),
    index("odoo_hint_due_idx").on(t.readAfter),
  ],
);
