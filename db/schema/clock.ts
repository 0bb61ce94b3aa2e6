import { sql } from "drizzle-orm";
import {
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
import type { ClockState } from "@/lib/domain/clock/clock";
import type { BusinessCalendar, ClockKind, PauseKind, PolicyScope } from "@/lib/domain/clock/clock-policy";
import { instant, textC } from "./columns";

/** Versions of promises. Append-only: changing a policy adds a version, old verdicts keep theirs. */
export const clockPolicy = pgTable(
  "clock_policy",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    version: integer("version").notNull(),
    kind: text("kind").$type<ClockKind>().notNull(),
    name: text("name").notNull(),
    scope: jsonb("scope").$type<PolicyScope>().notNull(),
    budgetMinutes: integer("budget_minutes").notNull(),
    earlyMinutes: integer("early_minutes"),
    atRiskMinutes: integer("at_risk_minutes").notNull(),
    /** As it was when the version was made: a calendar edited later makes new versions of the policies that use it. */
    calendar: jsonb("calendar").$type<BusinessCalendar>(),
    pauses: jsonb("pauses").$type<readonly PauseKind[]>().notNull(),
    enabled: boolean("enabled").notNull(),
    effectiveAt: instant("effective_at").notNull(),
    reason: text("reason"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.id, t.version] })],
);

/** Named calendars for the policy form; a policy version carries its own copy. */
export const businessCalendar = pgTable(
  "business_calendar",
  {
    companyId: integer("company_id").notNull(),
    name: textC("name").notNull(),
    calendar: jsonb("calendar").$type<BusinessCalendar>().notNull(),
    version: integer("version").notNull().default(1),
    changedBy: text("changed_by").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.name] })],
);

/** Projection: the verdict on each promise of a shipment. Written by the fold and when its moment comes; may be rebuilt. */
export const clock = pgTable(
  "clock",
  {
    companyId: integer("company_id").notNull(),
    shipmentId: uuid("shipment_id").notNull(),
    kind: text("kind").$type<ClockKind>().notNull(),
    /** 0 for promises on the whole shipment. */
    stop: smallint("stop").notNull(),
    policyId: uuid("policy_id").notNull(),
    policyVersion: integer("policy_version").notNull(),
    state: text("state").$type<ClockState>().notNull(),
    startedAt: instant("started_at").notNull(),
    dueAt: instant("due_at").notNull(),
    stoppedAt: instant("stopped_at"),
    breachedAt: instant("breached_at"),
    pausedMinutes: integer("paused_minutes").notNull(),
    eventId: uuid("event_id"),
    /** When time alone changes the verdict. */
    nextChangeAt: instant("next_change_at"),
    customer: text("customer"),
    carrier: text("carrier"),
    judgedAt: instant("judged_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.shipmentId, t.kind, t.stop] }),
    index("clock_due_idx").on(t.nextChangeAt).where(sql`next_change_at is not null`),
    // Broken and still running: what a person can still do something about. Filters are checked inside the index.
    index("clock_broken_idx")
      .on(t.companyId, t.dueAt, t.shipmentId, t.kind, t.stop, t.customer, t.carrier, t.policyId)
      .where(sql`state = 'breached' and stopped_at is null`),
    // Kept and broken promises of a time, counted from the index alone.
    index("clock_settled_idx")
      .on(t.companyId, t.dueAt, t.kind, t.policyId, t.customer, t.carrier, t.state)
      .where(sql`state in ('met', 'breached')`),
    index("clock_list_idx").on(t.companyId, t.state, t.dueAt, t.shipmentId, t.kind, t.stop),
    index("clock_customer_idx").on(t.companyId, t.customer, t.state, t.dueAt, t.shipmentId, t.kind, t.stop),
    index("clock_carrier_idx").on(t.companyId, t.carrier, t.state, t.dueAt, t.shipmentId, t.kind, t.stop),
    index("clock_policy_idx").on(t.companyId, t.policyId, t.state, t.dueAt, t.shipmentId, t.kind, t.stop),
  ],
);

/** Every change of a verdict, also those that late evidence turned round. Append-only. */
export const clockVerdict = pgTable(
  "clock_verdict",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    shipmentId: uuid("shipment_id").notNull(),
    kind: text("kind").$type<ClockKind>().notNull(),
    stop: smallint("stop").notNull(),
    state: text("state").$type<ClockState>().notNull(),
    /** Null for the first. */
    before: text("before").$type<ClockState>(),
    cause: text("cause").$type<"event" | "time" | "late_evidence" | "policy">().notNull(),
    policyId: uuid("policy_id").notNull(),
    policyVersion: integer("policy_version").notNull(),
    dueAt: instant("due_at").notNull(),
    eventId: uuid("event_id"),
    /** The line a person repeats on the phone. */
    explanation: text("explanation").notNull(),
    judgedAt: instant("judged_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("clock_verdict_clock_idx").on(t.companyId, t.shipmentId, t.kind, t.stop, t.judgedAt),
  ],
);
