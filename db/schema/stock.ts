import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { CloseCause, DiscrepancyReason, QuantPosition } from "@/lib/domain/stock/discrepancy";
import { instant, textC } from "./columns";

/** A warehouse system's last word on what lies where. One row per connection, product and location. */
export const stockStatement = pgTable(
  "stock_statement",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    product: textC("product").notNull(),
    location: textC("location").notNull(),
    quantity: numeric("quantity").notNull(),
    unit: text("unit"),
    statedAt: instant("stated_at").notNull(),
    messageId: uuid("message_id").notNull(),
    comparedAt: instant("compared_at"),
    /** The warehouse did not name it, though its list said it was complete: counted as zero. */
    unlisted: boolean("unlisted").notNull().default(false),
    /** Since when it and Odoo differ without a break. Null while they agree. */
    differsSince: instant("differs_since"),
    /** When to compare it next: at once after a new word, or when a difference has lasted its grace. Null: nothing to do. */
    dueAt: instant("due_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.connectionId, t.product, t.location] }),
    index("stock_statement_product_idx").on(t.companyId, sql`upper(product)`),
    index("stock_statement_due_idx").on(t.dueAt).where(sql`due_at is not null`),
  ],
);

/** The last word of each warehouse connection, and its last complete list. */
export const stockSource = pgTable(
  "stock_source",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    statedAt: instant("stated_at").notNull(),
    messageId: uuid("message_id").notNull(),
    completeStatedAt: instant("complete_stated_at"),
    completeMessageId: uuid("complete_message_id"),
    /** Location codes of the last complete list: what Odoo holds there and the list does not name counts as zero. */
    locations: jsonb("locations").$type<readonly string[]>(),
    /** A complete list came and Odoo was not yet searched for what it leaves out. */
    unlistedDue: boolean("unlisted_due").notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.connectionId] })],
);

/** How far the comparison has followed one Odoo's changes of stock. */
export const stockComparison = pgTable(
  "stock_comparison",
  {
    companyId: integer("company_id").notNull(),
    /** The Odoo connection. */
    connectionId: uuid("connection_id").notNull(),
    /** Changed quants are looked at once at once and once a minute later: one may be committed behind the first look. */
    seen: jsonb("seen").$type<QuantPosition>(),
    settled: jsonb("settled").$type<QuantPosition>(),
    /** When all statements were last compared, whatever changed. */
    sweptAt: instant("swept_at"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.connectionId] })],
);

/** Odoo and the warehouse differ by more than the tolerance. Closes itself when they agree again. */
export const stockDiscrepancy = pgTable(
  "stock_discrepancy",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    odooConnectionId: uuid("odoo_connection_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    product: textC("product").notNull(),
    reason: text("reason").$type<DiscrepancyReason>().notNull().default("quantity"),
    unit: text("unit"),
    unlisted: boolean("unlisted").notNull().default(false),
    productName: text("product_name"),
    location: textC("location").notNull(),
    odooQuantity: numeric("odoo_quantity").notNull(),
    statedQuantity: numeric("stated_quantity").notNull(),
    tolerance: numeric("tolerance").notNull(),
    odooProductId: bigint("odoo_product_id", { mode: "number" }),
    statedAt: instant("stated_at").notNull(),
    messageId: uuid("message_id").notNull(),
    openedAt: instant("opened_at").notNull(),
    changedAt: instant("changed_at").notNull(),
    closedAt: instant("closed_at"),
    closedBecause: text("closed_because").$type<CloseCause>(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("stock_discrepancy_open_key")
      .on(t.companyId, t.odooConnectionId, t.connectionId, t.product, t.location)
      .where(sql`closed_at is null`),
    index("stock_discrepancy_open_idx").on(t.companyId, t.openedAt, t.id).where(sql`closed_at is null`),
    index("stock_discrepancy_changed_idx").on(t.changedAt, t.id),
    index("stock_discrepancy_closed_idx").on(t.companyId, t.closedAt, t.id).where(sql`closed_at is not null`),
  ],
);
