import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { AuditActorKind } from "@/lib/domain/access/actor";
import type { Role } from "@/lib/domain/access/role";
import { bytea, instant } from "./columns";

/** A tenant. Reference table: small, the same on every node. */
export const company = pgTable("company", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  defaultZone: text("default_zone").notNull().default("UTC"),
  createdAt: instant("created_at").notNull().defaultNow(),
});

export const appUser = pgTable(
  "app_user",
  {
    id: uuid("id").primaryKey(),
    companyId: integer("company_id")
      .notNull()
      .references(() => company.id),
    email: text("email").notNull(),
    name: text("name").notNull(),
    role: text("role").$type<Role>().notNull(),
    /** argon2id in PHC form; null for people who sign in through the identity provider only. */
    passwordHash: text("password_hash"),
    mustChangePassword: integer("must_change_password").notNull().default(0),
    disabledAt: instant("disabled_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    uniqueIndex("app_user_email_key").on(sql`lower(${t.email})`),
    index("app_user_company_idx").on(t.companyId, t.name),
  ],
);

export const userSession = pgTable(
  "user_session",
  {
    id: uuid("id").primaryKey(),
    companyId: integer("company_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => appUser.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    address: text("address"),
    userAgent: text("user_agent"),
  },
  (t) => [
    index("user_session_user_idx").on(t.userId, t.createdAt),
    index("user_session_expiry_idx").on(t.expiresAt),
  ],
);

/** Failed sign-ins, by account (`user:…`) and by address (`address:…`): the throttle counts these. */
export const signInAttempt = pgTable(
  "sign_in_attempt",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    key: text("key").notNull(),
    failedAt: instant("failed_at").notNull().defaultNow(),
  },
  (t) => [index("sign_in_attempt_key_idx").on(t.key, t.failedAt)],
);

/** Every decision with a name on it. Append-only (a trigger refuses update and delete) and hash-chained per company. */
export const auditLog = pgTable(
  "audit_log",
  {
    companyId: integer("company_id").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").$type<AuditActorKind>().notNull(),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    action: text("action").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    reason: text("reason"),
    before: jsonb("before"),
    after: jsonb("after"),
    previousHash: bytea("previous_hash").notNull(),
    hash: bytea("hash").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.seq] }),
    index("audit_log_subject_idx").on(t.companyId, t.subjectKind, t.subjectId, t.seq),
    index("audit_log_actor_idx").on(t.companyId, t.actorId, t.seq),
    index("audit_log_time_idx").on(t.companyId, t.at, t.seq),
    index("audit_log_action_idx").on(t.companyId, t.action, t.seq),
    index("audit_log_actor_kind_idx").on(t.companyId, t.actorKind, t.seq),
    // Whole words of who, what, on what and why; an expression, so that no column is added to what is hashed.
    index("audit_log_words_idx").using(
      "gin",
      sql`audit_words(actor_name, action, subject_id, reason, before, after)`,
    ),
  ],
);

/** The last link of each company's chain; locking this row puts appenders in order. */
export const auditHead = pgTable("audit_head", {
  companyId: integer("company_id").primaryKey(),
  seq: bigint("seq", { mode: "number" }).notNull(),
  hash: bytea("hash").notNull(),
});

/** A filter someone wants again. `sharedWithRole` null: only its owner sees it. */
export const savedView = pgTable(
  "saved_view",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    ownerId: uuid("owner_id")
      .notNull()
      .references(() => appUser.id, { onDelete: "cascade" }),
    page: text("page").$type<"shipments" | "messages" | "exceptions">().notNull(),
    name: text("name").notNull(),
    query: text("query").notNull(),
    sharedWithRole: text("shared_with_role").$type<Role>(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("saved_view_name_key").on(t.companyId, t.ownerId, t.page, t.name),
  ],
);
