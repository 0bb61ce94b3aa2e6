import { sql } from "drizzle-orm";
import {
  bigint,
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
import type { Permission } from "@/lib/domain/access/permission";
import type { Blocker } from "@/lib/domain/flow/blocker";
import type { FlowName } from "@/lib/domain/flow/definition";
import type { DecisionKind, RunState } from "@/lib/domain/flow/run-state";
import type { ApprovalAsk, FailureClass, FlowData } from "@/lib/domain/flow/step-outcome";
import { instant, textC } from "./columns";

/** One run of a flow about one subject. Its effects are commands and outbound messages; this row says how far it is. */
export const flowRun = pgTable(
  "flow_run",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    flow: text("flow").$type<FlowName>().notNull(),
    flowVersion: integer("flow_version").notNull(),
    /** What makes it the same run again: a trigger seen twice starts one run. */
    businessKey: textC("business_key").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    subjectLabel: text("subject_label").notNull(),
    shipmentId: uuid("shipment_id"),
    /** The connection its effects go through; null where there is none. */
    connectionId: uuid("connection_id"),
    customer: text("customer"),
    carrier: text("carrier"),
    /** Runs of one subject are worked on in this order. */
    orderKey: textC("order_key").notNull(),
    position: bigint("position", { mode: "number" }).notNull().default(sql`nextval('flow_run_position_seq')`),
    state: text("state").$type<RunState>().notNull(),
    step: text("step").notNull(),
    /** What it was started with; a person may edit it for a retry, which keeps the old one in the decision. */
    payload: jsonb("payload").$type<FlowData>().notNull(),
    /** What its steps found out and did. */
    data: jsonb("data").$type<FlowData>().notNull(),
    /** Why it is where it is, in a sentence. */
    reason: text("reason"),
    blocker: text("blocker").$type<Blocker>(),
    failureClass: text("failure_class").$type<FailureClass>(),
    /** The command the run waits for. */
    commandId: uuid("command_id"),
    amountMinor: bigint("amount_minor", { mode: "number" }),
    currency: text("currency"),
    /** Failures in a row at this step. */
    tries: integer("tries").notNull().default(0),
    attempts: integer("attempts").notNull().default(0),
    /** When the worker looks again; null: only a wake or a person moves it. */
    nextAt: instant("next_at"),
    /** Cancelled with effects: the names of the compensations still to run, last effect first. */
    undoing: text("undoing").array(),
    /** One run a person lets through while its flow or connection is paused. */
    passesPause: boolean("passes_pause").notNull().default(false),
    startedBy: text("started_by").notNull(),
    startedById: uuid("started_by_id"),
    traceId: uuid("trace_id"),
    startedAt: instant("started_at").notNull(),
    changedAt: instant("changed_at").notNull(),
    endedAt: instant("ended_at"),
    leaseOwner: uuid("lease_owner"),
    leasedUntil: instant("leased_until"),
    /** Grows with each lease and each decision: a worker frozen past its lease can't write over what came later. */
    fence: integer("fence").notNull().default(0),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("flow_run_business_key").on(t.companyId, t.flow, t.businessKey),
    index("flow_run_due_idx").on(t.nextAt, t.position).where(sql`next_at is not null`),
    // What a worker claims from, in its order: with it a claim reads what it takes, however much is due.
    index("flow_run_claim_idx")
      .on(t.nextAt, t.position)
      .where(sql`state in ('queued', 'retrying', 'running', 'compensating')`),
    index("flow_run_label_idx").on(t.companyId, sql`(lower(${t.subjectLabel}) collate "C")`),
    index("flow_run_order_idx")
      .on(t.companyId, t.orderKey, t.position)
      .where(
        sql`state in ('queued', 'running', 'retrying', 'compensating') or (state = 'waiting' and command_id is not null)`,
      ),
    index("flow_run_command_idx")
      .on(t.companyId, t.commandId)
      .where(sql`state = 'waiting' and command_id is not null`),
    index("flow_run_list_idx").on(t.companyId, t.state, t.changedAt, t.id),
    // What the numbers on the page are added up from.
    index("flow_run_open_idx")
      .on(t.companyId, t.flow, t.state, t.connectionId)
      .where(sql`state not in ('done', 'cancelled')`),
    index("flow_run_flow_idx").on(t.companyId, t.flow, t.state, t.changedAt, t.id),
    index("flow_run_shipment_idx").on(t.companyId, t.shipmentId),
    index("flow_run_trace_idx").on(t.companyId, t.traceId).where(sql`trace_id is not null`),
    index("flow_run_subject_idx").on(t.companyId, t.subjectKind, t.subjectId),
  ],
);

/** Keys a waiting or held run is woken by. Rows live as long as the wait. */
export const flowWait = pgTable(
  "flow_wait",
  {
    companyId: integer("company_id").notNull(),
    key: textC("key").notNull(),
    runId: uuid("run_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.key, t.runId] }),
    index("flow_wait_run_idx").on(t.companyId, t.runId),
  ],
);

/** Each look at a step and what it came to. Append-only. */
export const flowAttempt = pgTable(
  "flow_attempt",
  {
    companyId: integer("company_id").notNull(),
    runId: uuid("run_id").notNull(),
    number: integer("number").notNull(),
    step: text("step").notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at").notNull(),
    outcome: text("outcome").notNull(),
    note: text("note").notNull(),
    failureClass: text("failure_class").$type<FailureClass>(),
    commandId: uuid("command_id"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.runId, t.number] }),
    index("flow_attempt_command_idx").on(t.companyId, t.commandId).where(sql`command_id is not null`),
  ],
);

/** What a person, or a rule in their stead, decided about a run. Append-only. */
export const flowDecision = pgTable(
  "flow_decision",
  {
    companyId: integer("company_id").notNull(),
    runId: uuid("run_id").notNull(),
    id: uuid("id").notNull(),
    kind: text("kind").$type<DecisionKind | "escalate" | "expire" | "migrate">().notNull(),
    step: text("step").notNull(),
    actor: text("actor").notNull(),
    actorId: uuid("actor_id"),
    onBehalfOf: text("on_behalf_of"),
    reason: text("reason"),
    before: jsonb("before").$type<FlowData>(),
    after: jsonb("after").$type<FlowData>(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("flow_decision_run_idx").on(t.companyId, t.runId, t.at, t.id),
  ],
);

/** A yes asked for. At most one is open per run. */
export const flowApproval = pgTable(
  "flow_approval",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    runId: uuid("run_id").notNull(),
    step: text("step").notNull(),
    state: text("state").$type<"open" | "approved" | "rejected" | "expired" | "withdrawn">().notNull(),
    question: text("question").notNull(),
    permission: text("permission").$type<Permission>().notNull(),
    fourEyes: boolean("four_eyes").notNull(),
    requestedById: uuid("requested_by_id"),
    amountMinor: bigint("amount_minor", { mode: "number" }),
    currency: text("currency"),
    evidence: jsonb("evidence").$type<ApprovalAsk["evidence"]>().notNull(),
    askedAt: instant("asked_at").notNull(),
    escalatesAt: instant("escalates_at").notNull(),
    escalatedAt: instant("escalated_at"),
    expiresAt: instant("expires_at").notNull(),
    decidedBy: text("decided_by"),
    decidedById: uuid("decided_by_id"),
    decidedAt: instant("decided_at"),
    comment: text("comment"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("flow_approval_open_key").on(t.companyId, t.runId).where(sql`state = 'open'`),
    index("flow_approval_queue_idx").on(t.companyId, t.askedAt, t.id).where(sql`state = 'open'`),
    index("flow_approval_run_idx").on(t.companyId, t.runId, t.askedAt),
    index("flow_approval_due_idx").on(t.escalatesAt).where(sql`state = 'open'`),
  ],
);

/** Who may approve in whose stead, from when until when. */
export const flowDelegation = pgTable(
  "flow_delegation",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    fromUserId: uuid("from_user_id").notNull(),
    toUserId: uuid("to_user_id").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    reason: text("reason").notNull(),
    createdAt: instant("created_at").notNull(),
    endedEarlyAt: instant("ended_early_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("flow_delegation_to_idx").on(t.companyId, t.toUserId, t.endsAt),
    index("flow_delegation_from_idx").on(t.companyId, t.fromUserId, t.endsAt),
  ],
);

/** A flow that keeps what arrives and works on nothing, until it is resumed. */
export const flowPause = pgTable(
  "flow_pause",
  {
    companyId: integer("company_id").notNull(),
    flow: text("flow").$type<FlowName>().notNull(),
    pausedBy: text("paused_by").notNull(),
    reason: text("reason").notNull(),
    since: instant("since").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.flow] })],
);

/** A company's settings of a flow, one row a version; absent: what the flow brings itself. Append-only. */
export const flowSetting = pgTable(
  "flow_setting",
  {
    companyId: integer("company_id").notNull(),
    flow: text("flow").$type<FlowName>().notNull(),
    version: integer("version").notNull(),
    settings: jsonb("settings").$type<FlowData>().notNull(),
    changedBy: text("changed_by").notNull(),
    reason: text("reason").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.flow, t.version] })],
);
