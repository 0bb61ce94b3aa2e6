import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Role } from "@/lib/domain/access/role";
import type { ExceptionKind, ExceptionState, Severity, SubjectKind } from "@/lib/domain/exception/exception";
import type { SeverityPolicy } from "@/lib/domain/exception/severity";
import { instant, textC } from "./columns";

/** Literal, so that the planner can prove a list falls under it. */
const ACTIVE = sql`state in ('open', 'acknowledged', 'snoozed')`;

/** Something a person should look at: one per subject, kind and cause, opened and closed by rules, worked by people. */
export const exception = pgTable(
  "exception",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    kind: text("kind").$type<ExceptionKind>().notNull(),
    subjectKind: text("subject_kind").$type<SubjectKind>().notNull(),
    subjectId: textC("subject_id").notNull(),
    cause: textC("cause").notNull(),
    groupId: uuid("group_id"),
    shipmentId: uuid("shipment_id"),
    /** For lists without a join: "SHP-20418", "RDWY, EDI 214". */
    subjectLabel: text("subject_label").notNull(),
    customer: text("customer"),
    carrier: text("carrier"),
    connectionId: uuid("connection_id"),
    summary: text("summary").notNull(),
    severity: text("severity").$type<Severity>().notNull(),
    severityRank: smallint("severity_rank").notNull(),
    /** Minor units and ISO 4217 code of what is at stake; null where unknown. */
    moneyMinor: bigint("money_minor", { mode: "number" }),
    currency: text("currency"),
    ownerRole: text("owner_role").$type<Role>().notNull(),
    assigneeId: uuid("assignee_id"),
    state: text("state").$type<ExceptionState>().notNull(),
    dueAt: instant("due_at"),
    openedAt: instant("opened_at").notNull(),
    /** The cause holds since; differs from `openedAt` after a return. */
    sinceAt: instant("since_at").notNull(),
    reopenedCount: integer("reopened_count").notNull().default(0),
    snoozedUntil: instant("snoozed_until"),
    /** Milestone that ends a snooze. */
    snoozedForEvent: text("snoozed_for_event"),
    ignoredUntil: instant("ignored_until"),
    resolvedAt: instant("resolved_at"),
    resolution: text("resolution"),
    /** False when the rule no longer finds it: an acknowledged one then resolves itself. */
    causeHolds: smallint("cause_holds").notNull().default(1),
    changedAt: instant("changed_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("exception_subject_key").on(t.companyId, t.subjectKind, t.subjectId, t.kind, t.cause),
    index("exception_list_idx").on(t.companyId, t.state, t.severityRank, t.sinceAt, t.id),
    index("exception_owner_idx").on(t.companyId, t.ownerRole, t.state, t.severityRank, t.sinceAt, t.id),
    index("exception_assignee_idx").on(t.companyId, t.assigneeId, t.state, t.severityRank, t.sinceAt, t.id),
    index("exception_kind_idx").on(t.companyId, t.kind, t.state, t.severityRank, t.sinceAt, t.id),
    index("exception_group_order_idx").on(t.companyId, t.groupId, t.state, t.severityRank, t.sinceAt, t.id),
    index("exception_customer_idx")
      .on(t.companyId, t.customer, t.state, t.severityRank, t.sinceAt, t.id)
      .where(ACTIVE),
    index("exception_carrier_idx")
      .on(t.companyId, t.carrier, t.state, t.severityRank, t.sinceAt, t.id)
      .where(ACTIVE),
    index("exception_connection_idx")
      .on(t.companyId, t.connectionId, t.state, t.severityRank, t.sinceAt, t.id)
      .where(ACTIVE),
    // Opened and closed by day, from the index alone.
    index("exception_opened_idx").on(t.companyId, t.openedAt, t.id, t.customer, t.carrier),
    index("exception_closed_idx")
      .on(t.companyId, t.resolvedAt, t.id, t.customer, t.carrier)
      .where(sql`resolved_at is not null`),
    index("exception_resolved_idx").on(t.companyId, t.resolvedAt, t.id).where(sql`state = 'resolved'`),
    index("exception_label_idx").on(t.companyId, sql`(upper(subject_label) collate "C")`),
    // What the watchers hold to be true, apart from shipments: those are judged with their timeline.
    index("exception_held_idx")
      .on(t.subjectKind, t.companyId, t.subjectId)
      .where(sql`cause_holds = 1 and subject_kind <> 'shipment'`),
    index("exception_shipment_idx").on(t.companyId, t.shipmentId),
    index("exception_changed_idx").on(t.companyId, t.changedAt, t.id),
    index("exception_wake_idx").on(t.snoozedUntil).where(sql`snoozed_until is not null`),
    index("exception_ignored_idx").on(t.ignoredUntil).where(sql`state = 'ignored' and cause_holds = 1`),
  ],
);

/** Failures of one cause on one connection. */
export const exceptionGroup = pgTable(
  "exception_group",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    kind: text("kind").$type<ExceptionKind>().notNull(),
    signature: textC("signature").notNull(),
    title: text("title").notNull(),
    firstSeenAt: instant("first_seen_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    openCount: integer("open_count").notNull().default(0),
    totalCount: bigint("total_count", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("exception_group_signature_key").on(t.companyId, t.connectionId, t.kind, t.signature),
  ],
);

/** Everything that ever happened to an exception: rules and people. Append-only. */
export const exceptionHistory = pgTable(
  "exception_history",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    exceptionId: uuid("exception_id").notNull(),
    action: text("action").notNull(),
    /** A person's name, or "rule". */
    actor: text("actor").notNull(),
    actorId: uuid("actor_id"),
    note: text("note"),
    mentions: uuid("mentions").array(),
    before: jsonb("before").$type<Record<string, unknown>>(),
    after: jsonb("after").$type<Record<string, unknown>>(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("exception_history_idx").on(t.companyId, t.exceptionId, t.at, t.id),
    index("exception_history_time_idx").on(t.companyId, t.at, t.id),
  ],
);

/** Kept counts behind the numbers on screens, as `shipment_count`. */
export const exceptionCount = pgTable(
  "exception_count",
  {
    companyId: integer("company_id").notNull(),
    key: textC("key").notNull(),
    slot: smallint("slot").notNull(),
    count: bigint("count", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.key, t.slot] })],
);

/** What to do by hand about a kind: Markdown, versioned; the built-in text is version 0. */
export const runbook = pgTable(
  "runbook",
  {
    companyId: integer("company_id").notNull(),
    kind: text("kind").$type<ExceptionKind>().notNull(),
    version: integer("version").notNull(),
    markdown: text("markdown").notNull(),
    changedBy: text("changed_by").notNull(),
    reason: text("reason"),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.kind, t.version] })],
);

/** How far a watcher has followed changes; the row lock is its lease. Each stands for all companies. */
export const watchCursor = pgTable("watch_cursor", {
  watcher: text("watcher").primaryKey(),
  changedAt: instant("changed_at").notNull(),
  subjectId: uuid("subject_id").notNull(),
  /** When everything was last looked through, whatever changed. */
  sweptAt: instant("swept_at"),
});

/** How money, customer and time weigh. Append-only; the built-in policy is version 0. */
export const severityPolicy = pgTable(
  "severity_policy",
  {
    companyId: integer("company_id").notNull(),
    version: integer("version").notNull(),
    policy: jsonb("policy").$type<SeverityPolicy>().notNull(),
    changedBy: text("changed_by").notNull(),
    reason: text("reason").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.version] })],
);

export type BulkSubjectKind = "exception" | "flow_run" | "approval" | "unbilled_order";

/** An action over everything a filter matched: planned, then run in the background, item by item, stoppable. */
export const bulkRun = pgTable(
  "bulk_run",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    /** What its items are. */
    subjectKind: text("subject_kind").$type<BulkSubjectKind>().notNull().default("exception"),
    action: text("action").notNull(),
    input: jsonb("input").$type<Record<string, unknown>>().notNull(),
    filter: jsonb("filter").$type<Record<string, unknown>>().notNull(),
    state: text("state").$type<"planned" | "running" | "stopping" | "stopped" | "done">().notNull(),
    requestedById: uuid("requested_by_id").notNull(),
    requestedBy: text("requested_by").notNull(),
    requestedByRole: text("requested_by_role").$type<Role>().notNull(),
    plannedAt: instant("planned_at").notNull(),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    itemCount: integer("item_count").notNull(),
    leftOut: jsonb("left_out")
      .$type<readonly { readonly reason: string; readonly count: number }[]>()
      .notNull(),
    /** The money its items move, by currency. */
    sums: jsonb("sums")
      .$type<readonly { readonly amountMinor: number; readonly currency: string }[]>()
      .notNull()
      .default([]),
    doneCount: integer("done_count").notNull().default(0),
    failedCount: integer("failed_count").notNull().default(0),
    skippedCount: integer("skipped_count").notNull().default(0),
    leasedUntil: instant("leased_until"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("bulk_run_open_idx").on(t.plannedAt).where(sql`state in ('running', 'stopping')`),
    index("bulk_run_over_idx").on(t.plannedAt).where(sql`state not in ('running', 'stopping')`),
  ],
);

export const bulkItem = pgTable(
  "bulk_item",
  {
    companyId: integer("company_id").notNull(),
    runId: uuid("run_id").notNull(),
    position: integer("position").notNull(),
    subjectId: uuid("subject_id").notNull(),
    subjectVersion: integer("subject_version").notNull(),
    /** What acting on it needs beyond its id. */
    given: jsonb("given").$type<Record<string, unknown>>(),
    /** The flow run it led to. */
    resultRunId: uuid("result_run_id"),
    label: text("label").notNull(),
    state: text("state").$type<"waiting" | "done" | "failed" | "skipped">().notNull(),
    message: text("message"),
    settledAt: instant("settled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.runId, t.position] }),
    index("bulk_item_waiting_idx").on(t.companyId, t.runId, t.position).where(sql`state = 'waiting'`),
  ],
);
