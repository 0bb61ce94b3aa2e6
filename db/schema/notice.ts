import { sql } from "drizzle-orm";
import {
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
import type { Role } from "@/lib/domain/access/role";
import type { NoticeContent, NoticeKind, NoticeState } from "@/lib/domain/notice/notice";
import type { Channel, SubscriptionRule } from "@/lib/domain/notice/subscription";
import { bytea, instant, textC } from "./columns";

/** Who wants to be told what, through which channel: a person's own, everyone's of a role, or (neither) a receiver outside. */
export const subscription = pgTable(
  "subscription",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    userId: uuid("user_id"),
    role: text("role").$type<Role>(),
    name: text("name").notNull(),
    channel: text("channel").$type<Channel>().notNull(),
    /** URL of a receiver outside, or a shared mailbox of a role; null: each person's own. Sealed where the URL itself is the secret. */
    address: text("address"),
    addressSealed: bytea("address_sealed"),
    /** Signing secret of an outgoing webhook, sealed. */
    secretSealed: bytea("secret_sealed"),
    rule: jsonb("rule").$type<SubscriptionRule>().notNull(),
    enabled: boolean("enabled").notNull().default(true),
    createdBy: text("created_by").notNull(),
    changedAt: instant("changed_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("subscription_user_idx").on(t.companyId, t.userId),
  ],
);

/** One try to send. */
export interface NoticeTry {
  readonly at: string;
  readonly outcome: string;
}

/** One thing to tell one receiver: grouped, written before it is sent, retried, kept. */
export const notice = pgTable(
  "notice",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    /** One message per receiver, cause and round: a repeat finds it here. */
    noticeKey: textC("notice_key").notNull(),
    subscriptionId: uuid("subscription_id"),
    /** Who sees it in app. */
    userId: uuid("user_id"),
    receiver: textC("receiver").notNull(),
    channel: text("channel").$type<Channel>().notNull(),
    /** Mail address; a receiver's URL is read from its subscription when sending. */
    address: text("address"),
    kind: text("kind").$type<NoticeKind>().notNull(),
    causeKey: textC("cause_key").notNull(),
    /** Until then others of the same cause join it; null: never. */
    joinUntil: instant("join_until"),
    title: text("title").notNull(),
    body: text("body").notNull(),
    href: text("href"),
    content: jsonb("content").$type<NoticeContent>(),
    shipmentId: uuid("shipment_id"),
    state: text("state").$type<NoticeState>().notNull(),
    attempts: integer("attempts").notNull().default(0),
    tries: jsonb("tries").$type<readonly NoticeTry[]>().notNull().default([]),
    nextTryAt: instant("next_try_at"),
    leasedUntil: instant("leased_until"),
    /** Grows with each lease: a worker frozen past its own can't write over a later one. */
    fence: integer("fence").notNull().default(0),
    error: text("error"),
    createdAt: instant("created_at").notNull(),
    sentAt: instant("sent_at"),
    readAt: instant("read_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("notice_key").on(t.companyId, t.noticeKey),
    index("notice_due_idx").on(t.nextTryAt).where(sql`next_try_at is not null`),
    index("notice_round_idx")
      .on(t.companyId, t.receiver, t.causeKey, t.joinUntil)
      .where(sql`join_until is not null`),
    index("notice_user_idx").on(t.companyId, t.userId, t.createdAt, t.id).where(sql`channel = 'in_app'`),
    index("notice_unread_idx")
      .on(t.companyId, t.userId)
      .where(sql`channel = 'in_app' and state = 'sent' and read_at is null`),
    index("notice_outside_state_idx")
      .on(t.companyId, t.state, t.createdAt, t.id)
      .where(sql`channel <> 'in_app'`),
    index("notice_time_idx").on(t.companyId, t.createdAt, t.id),
    index("notice_outside_idx").on(t.companyId, t.createdAt, t.id).where(sql`channel <> 'in_app'`),
    index("notice_shipment_idx")
      .on(t.companyId, t.shipmentId, t.createdAt)
      .where(sql`shipment_id is not null`),
  ],
);

/** Which exception was told to whom, and in which message: no receiver is told the same turn twice. */
export const noticeItem = pgTable(
  "notice_item",
  {
    companyId: integer("company_id").notNull(),
    receiver: textC("receiver").notNull(),
    exceptionId: uuid("exception_id").notNull(),
    /** "open:0" as it opened, "open:1" as it came back, "assigned:…", "mention:…". */
    turn: textC("turn").notNull(),
    noticeId: uuid("notice_id").notNull(),
    /** Null while it stands. */
    overAt: instant("over_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.receiver, t.exceptionId, t.turn] }),
    index("notice_item_exception_idx").on(t.companyId, t.exceptionId),
    index("notice_item_notice_idx").on(t.companyId, t.noticeId),
  ],
);

/** What customers are told of a milestone, per customer (empty: everyone without one of their own) and language. Append-only. */
export const noticeTemplate = pgTable(
  "notice_template",
  {
    companyId: integer("company_id").notNull(),
    customer: textC("customer").notNull(),
    language: textC("language").notNull(),
    milestone: textC("milestone").notNull(),
    version: integer("version").notNull(),
    subject: text("subject").notNull(),
    body: text("body").notNull(),
    enabled: boolean("enabled").notNull(),
    changedBy: text("changed_by").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.customer, t.language, t.milestone, t.version] })],
);

/** Where a customer's notices go and in which language; no row, or one that is off: nothing is sent. Append-only. */
export const noticeContact = pgTable(
  "notice_contact",
  {
    companyId: integer("company_id").notNull(),
    customer: textC("customer").notNull(),
    version: integer("version").notNull(),
    language: text("language").notNull(),
    addresses: text("addresses").array().notNull(),
    enabled: boolean("enabled").notNull(),
    changedBy: text("changed_by").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.customer, t.version] })],
);

/** How far what happens has been read for notices, by company and source; the row lock is its lease. */
export const noticeCursor = pgTable(
  "notice_cursor",
  {
    companyId: integer("company_id").notNull(),
    source: text("source").$type<"exceptions" | "history" | "events" | "flows">().notNull(),
    at: instant("at").notNull(),
    id: uuid("id").notNull(),
    /** When the last minutes were last looked at again, for what was committed late. */
    sweptAt: instant("swept_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.source] })],
);
