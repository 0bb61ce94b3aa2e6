import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type {
  CommandBaseline,
  CommandKind,
  CommandPayload,
  CommandResult,
} from "@/lib/domain/command/command";
import type { CommandState } from "@/lib/domain/command/command-state";
import { instant, textC } from "./columns";

/** One intended write to Odoo. The operation key makes it happen once; the row is written before anything is sent. */
export const command = pgTable(
  "command",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    operationKey: textC("operation_key").notNull(),
    kind: text("kind").$type<CommandKind>().notNull(),
    /** The Odoo document it is about, `model,id` or what stands for it: one command at a time each, in order of `position`. */
    documentKey: textC("document_key").notNull(),
    position: bigint("position", { mode: "number" }).notNull().default(sql`nextval('command_position_seq')`),
    payload: jsonb("payload").$type<CommandPayload>().notNull(),
    state: text("state").$type<CommandState>().notNull(),
    /** How often it was sent. */
    attempts: integer("attempts").notNull().default(0),
    /** Tries of any kind, also those that repeated the last failure and were not kept one by one. */
    tries: integer("tries").notNull().default(0),
    /** What Odoo showed when it was sent first; null while nothing was sent. */
    baseline: jsonb("baseline").$type<CommandBaseline>(),
    requestedBy: text("requested_by").notNull(),
    requestedAt: instant("requested_at").notNull(),
    shipmentId: uuid("shipment_id"),
    nextTryAt: instant("next_try_at"),
    leaseOwner: uuid("lease_owner"),
    leasedUntil: instant("leased_until"),
    /** Grows with each lease: a worker frozen past its own can't write over a later one. */
    fence: integer("fence").notNull().default(0),
    result: jsonb("result").$type<CommandResult>(),
    errorClass: text("error_class"),
    error: text("error"),
    sentAt: instant("sent_at"),
    settledAt: instant("settled_at"),
    checkedAt: instant("checked_at"),
    version: integer("version").notNull().default(1),
    /** The W3C trace of what made it, and the span there (16 hex digits). Null: a trace of its own, by its id. */
    traceId: uuid("trace_id"),
    traceParent: text("trace_parent"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("command_operation_key").on(t.companyId, t.operationKey),
    index("command_due_idx")
      .on(t.companyId, t.connectionId, t.nextTryAt, t.position)
      .where(sql`next_try_at is not null`),
    index("command_open_document_idx")
      .on(t.companyId, t.connectionId, t.documentKey, t.position)
      .where(sql`state in ('pending', 'sent', 'uncertain')`),
    index("command_list_idx").on(t.companyId, t.state, t.requestedAt, t.id),
    index("command_connection_idx").on(t.companyId, t.connectionId, t.requestedAt, t.id),
    index("command_shipment_idx").on(t.companyId, t.shipmentId),
    index("command_trace_idx").on(t.companyId, t.traceId).where(sql`trace_id is not null`),
    // For reading again what was done lately.
    index("command_settled_idx").on(t.settledAt).where(sql`state = 'confirmed'`),
    // For finding by the start of a document or of what came of it.
    index("command_document_idx").on(t.companyId, t.documentKey),
    index("command_result_name_idx").on(t.companyId, sql`((${t.result} ->> 'name') collate "C")`),
  ],
);

/** Each try of a command: what was asked and answered, without keys and tracebacks. Append-only. */
export const commandAttempt = pgTable(
  "command_attempt",
  {
    companyId: integer("company_id").notNull(),
    commandId: uuid("command_id").notNull(),
    number: integer("number").notNull(),
    kind: text("kind").$type<"send" | "look_up" | "recheck">().notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at").notNull(),
    outcome: text("outcome").notNull(),
    errorClass: text("error_class"),
    error: text("error"),
    request: jsonb("request").$type<readonly unknown[]>().notNull(),
    reply: jsonb("reply").$type<unknown>(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.commandId, t.number] })],
);
