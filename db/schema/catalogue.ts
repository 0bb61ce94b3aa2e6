import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { CatalogueKey, CatalogueTerms } from "@/lib/domain/catalogue/catalogue";
import { instant, textC } from "./columns";

/** What a company agreed about an object or a milestone. Append-only: the newest version of a key holds, seeds are version 0 in code. */
export const catalogueVersion = pgTable(
  "catalogue_version",
  {
    companyId: integer("company_id").notNull(),
    key: textC("key").$type<CatalogueKey>().notNull(),
    version: integer("version").notNull(),
    terms: jsonb("terms").$type<CatalogueTerms>().notNull(),
    changeId: uuid("change_id").notNull(),
    reason: text("reason").notNull(),
    askedBy: text("asked_by").notNull(),
    approvedBy: text("approved_by").notNull(),
    approvedAt: instant("approved_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.key, t.version] })],
);

/** A change somebody asked for and somebody else decides on. */
export const catalogueChange = pgTable(
  "catalogue_change",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    key: textC("key").$type<CatalogueKey>().notNull(),
    /** The version of the entry it was asked against. */
    baseVersion: integer("base_version").notNull(),
    terms: jsonb("terms").$type<CatalogueTerms>().notNull(),
    reason: text("reason").notNull(),
    askedById: text("asked_by_id").notNull(),
    askedBy: text("asked_by").notNull(),
    askedAt: instant("asked_at").notNull(),
    state: text("state").$type<"open" | "approved" | "rejected" | "withdrawn">().notNull(),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
    comment: text("comment"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    // One question at a time: two open changes of one entry could not both be approved.
    uniqueIndex("catalogue_change_open_key").on(t.companyId, t.key).where(sql`state = 'open'`),
    index("catalogue_change_asked_idx").on(t.companyId, t.askedAt, t.id),
  ],
);
