import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
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
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.connectionId, t.product, t.location] }),
    index("stock_statement_product_idx").on(t.companyId, t.product, t.location),
  ],
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
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("stock_discrepancy_open_key")
      .on(t.companyId, t.odooConnectionId, t.connectionId, t.product, t.location)
      .where(sql`closed_at is null`),
    index("stock_discrepancy_list_idx").on(t.companyId, t.closedAt, t.openedAt, t.id),
  ],
);
