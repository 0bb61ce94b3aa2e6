import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { MessageState } from "@/lib/domain/message/message-state";
import type { InvoiceDraft, Problem } from "@/lib/domain/message/parsed-message";
import type { ReferenceType } from "@/lib/domain/reference/reference";
import { bytea, instant, textC, xid8 } from "./columns";

/** First holder of each delivery key. Unpartitioned, so that a key is unique for good. */
export const deliveryIdentity = pgTable(
  "delivery_identity",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    deliveryKey: textC("delivery_key").notNull(),
    messageId: uuid("message_id").notNull(),
    sha256: bytea("sha256").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.connectionId, t.deliveryKey] })],
);

/**
 * What partners sent, byte for byte, for good. Append-only (a trigger refuses update and delete).
 * Partitioned by month on the id, which is a UUIDv7. `(shard, xid, seq)` is the log the pipeline reads.
 */
export const inboxMessage = pgTable(
  "inbox_message",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    deliveryKey: text("delivery_key").notNull(),
    sha256: bytea("sha256").notNull(),
    /** As it came over the wire; `gzip` in `contentEncoding` means it still is. */
    body: bytea("body").notNull(),
    contentType: text("content_type"),
    contentEncoding: text("content_encoding"),
    headers: jsonb("headers").$type<Record<string, string>>().notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    fileName: text("file_name"),
    transport: text("transport").$type<"http" | "file" | "upload" | "cli" | "person" | "pull">().notNull(),
    /** The message that first came under the same delivery key with other bytes. */
    conflictWith: uuid("conflict_with"),
    receivedAt: instant("received_at").notNull(),
    shard: smallint("shard").notNull(),
    xid: xid8("xid").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull().default(sql`nextval('inbox_message_seq')`),
    /** The W3C trace its sender named. Null, as for most: the message's id is its trace id, and costs nothing. */
    traceId: uuid("trace_id"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("inbox_message_log_idx").on(t.shard, t.xid, t.seq),
    index("inbox_message_trace_idx").on(t.companyId, t.traceId).where(sql`trace_id is not null`),
  ],
);

/** What became of a message. A projection of processing: replay writes it anew. */
export const messageState = pgTable(
  "message_state",
  {
    companyId: integer("company_id").notNull(),
    messageId: uuid("message_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    receivedAt: instant("received_at").notNull(),
    state: text("state").$type<MessageState>().notNull(),
    /** Order of the list: what needs a person first. See `MESSAGE_STATES`. */
    rank: smallint("rank").notNull(),
    reasonCode: text("reason_code"),
    reason: text("reason"),
    format: text("format").notNull(),
    documents: text("documents").notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    fileName: text("file_name"),
    keyReference: text("key_reference"),
    shipmentIds: uuid("shipment_ids").array().notNull(),
    /** Shipments a person has to choose between. */
    candidateIds: uuid("candidate_ids").array().notNull(),
    eventCount: integer("event_count").notNull(),
    newEventCount: integer("new_event_count").notNull(),
    problems: jsonb("problems").$type<readonly Problem[]>().notNull(),
    attempts: integer("attempts").notNull(),
    processedAt: instant("processed_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.messageId] }),
    index("message_state_rank_idx").on(t.companyId, t.rank, t.receivedAt, t.messageId),
    index("message_state_time_idx").on(t.companyId, t.receivedAt, t.messageId),
    index("message_state_connection_idx").on(t.companyId, t.connectionId, t.rank, t.receivedAt, t.messageId),
    // What began or ceased to wait for a person; a message that is read once and done is not in it.
    index("message_state_watch_idx").on(t.processedAt, t.messageId).where(sql`rank in (0, 3) or version > 1`),
  ],
);

/** References a message waits for; a new shipment reference finds its waiting messages here. */
export const waitingReference = pgTable(
  "waiting_reference",
  {
    companyId: integer("company_id").notNull(),
    lookup: textC("lookup").notNull(),
    type: text("type").$type<ReferenceType>().notNull(),
    messageId: uuid("message_id").notNull(),
    sinceAt: instant("since_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.lookup, t.type, t.messageId] }),
    index("waiting_reference_message_idx").on(t.companyId, t.messageId),
  ],
);

/** A person's word on a message: which shipment it belongs to, that it is to be ignored, or that a conflicting copy counts. */
export const messageDecision = pgTable(
  "message_decision",
  {
    companyId: integer("company_id").notNull(),
    messageId: uuid("message_id").notNull(),
    kind: text("kind").$type<"attach" | "ignore" | "accept">().notNull(),
    shipmentIds: uuid("shipment_ids").array().notNull(),
    decidedBy: text("decided_by").notNull(),
    reason: text("reason"),
    decidedAt: instant("decided_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.messageId] })],
);

/** Messages to run again, asked for by a person, a new mapping or a reference that appeared. */
export const reprocessRequest = pgTable(
  "reprocess_request",
  {
    companyId: integer("company_id").notNull(),
    messageId: uuid("message_id").notNull(),
    requestedAt: instant("requested_at").notNull(),
    cause: text("cause").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.messageId] }),
    index("reprocess_request_time_idx").on(t.requestedAt),
  ],
);

/** What a message states beyond events, such as a carrier's invoice. */
export const carrierInvoiceFact = pgTable(
  "carrier_invoice_fact",
  {
    companyId: integer("company_id").notNull(),
    messageId: uuid("message_id").notNull(),
    document: integer("document").notNull(),
    position: integer("position").notNull(),
    connectionId: uuid("connection_id").notNull(),
    number: text("number").notNull(),
    carrier: text("carrier"),
    invoice: jsonb("invoice").$type<InvoiceDraft>().notNull(),
    shipmentId: uuid("shipment_id"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.messageId, t.document, t.position] }),
    index("carrier_invoice_fact_shipment_idx").on(t.companyId, t.shipmentId),
  ],
);

/** Where each shard of a pipeline stands in the log. The row lock is the lease: it ends with the connection that holds it. */
export const pipelineCursor = pgTable(
  "pipeline_cursor",
  {
    pipeline: text("pipeline").notNull(),
    shard: smallint("shard").notNull(),
    xid: xid8("xid").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    movedAt: instant("moved_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.pipeline, t.shard] })],
);

/** Signs of life of the worker processes; the screens say when none is running. */
export const workerHeartbeat = pgTable("worker_heartbeat", {
  id: uuid("id").primaryKey(),
  startedAt: instant("started_at").notNull(),
  seenAt: instant("seen_at").notNull(),
  host: text("host").notNull(),
  pid: integer("pid").notNull(),
  stopping: boolean("stopping").notNull().default(false),
});
