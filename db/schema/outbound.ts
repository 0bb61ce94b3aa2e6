import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Acknowledgement, OutboundKind, OutboundState } from "@/lib/domain/outbound/outbound";
import { bytea, instant, textC } from "./columns";

/** What we send to partners and customers: one row a message, written before it is sent, kept with its bytes. */
export const outboundMessage = pgTable(
  "outbound_message",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    /** The partner it goes to, by that connection's way out. Null: a mail to `address`. */
    connectionId: uuid("connection_id"),
    address: text("address"),
    kind: text("kind").$type<OutboundKind>().notNull(),
    /** Makes a repeat of the same message the same row. */
    operationKey: textC("operation_key").notNull(),
    /** What it is about, and why there is such a message. */
    title: text("title"),
    contentType: text("content_type").notNull().default("application/edi-x12"),
    body: bytea("body").notNull(),
    inReplyTo: uuid("in_reply_to"),
    shipmentId: uuid("shipment_id"),
    exceptionId: uuid("exception_id"),
    requestedBy: text("requested_by"),
    /** Of an acknowledgement: interchange number and verdict. */
    controlNumber: bigint("control_number", { mode: "number" }),
    verdict: text("verdict").$type<"A" | "E" | "P" | "R">(),
    state: text("state").$type<OutboundState>().notNull(),
    acknowledgement: text("acknowledgement").$type<Acknowledgement>().notNull().default("none"),
    attempts: integer("attempts").notNull().default(0),
    nextTryAt: instant("next_try_at"),
    leasedUntil: instant("leased_until"),
    /** Grows with each lease: a worker frozen past its own can't write over a later one. */
    fence: integer("fence").notNull().default(0),
    error: text("error"),
    createdAt: instant("created_at").notNull(),
    fetchedAt: instant("fetched_at"),
    sentAt: instant("sent_at"),
    acknowledgedAt: instant("acknowledged_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("outbound_message_operation_key").on(t.companyId, t.operationKey),
    index("outbound_message_time_idx").on(t.companyId, t.createdAt, t.id),
    index("outbound_message_state_idx").on(t.companyId, t.state, t.createdAt, t.id),
    index("outbound_message_connection_idx").on(t.companyId, t.connectionId, t.createdAt, t.id),
    index("outbound_message_reply_idx").on(t.companyId, t.inReplyTo),
    index("outbound_message_shipment_idx")
      .on(t.companyId, t.shipmentId, t.createdAt)
      .where(sql`shipment_id is not null`),
    // What has not reached its receiver, in the order it goes out.
    index("outbound_message_open_idx")
      .on(t.companyId, t.connectionId, t.createdAt, t.id)
      .where(sql`state <> 'sent'`),
    index("outbound_message_due_idx")
      .on(t.companyId, t.connectionId, t.nextTryAt)
      .where(sql`next_try_at is not null`),
  ],
);

/** Each try to send, and each time a partner fetched it. Append-only. */
export const outboundAttempt = pgTable(
  "outbound_attempt",
  {
    companyId: integer("company_id").notNull(),
    outboundId: uuid("outbound_id").notNull(),
    number: integer("number").notNull(),
    kind: text("kind").$type<"send" | "look_up" | "fetch" | "confirm" | "resend">().notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at").notNull(),
    /** What came of it, in words. */
    outcome: text("outcome").notNull(),
    error: text("error"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.outboundId, t.number] })],
);
