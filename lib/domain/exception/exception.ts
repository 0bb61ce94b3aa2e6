import type { Role } from "../access/role";
import type { Instant } from "../time/instant";

export const EXCEPTION_KINDS = [
  "late_pickup",
  "late_delivery",
  "at_risk",
  "tracking_silent",
  "tender_unanswered",
  "tender_declined",
  "refused",
  "damaged",
  "short",
  "lost",
  "customs_hold",
  "dwell_over_free_time",
  "pod_missing",
  "conflicting_sources",
  "unmatched_message",
  "unmapped_code",
  "quarantined_message",
  "stock_discrepancy",
  "connection_silent",
  "connection_failing",
  "acknowledgement_overdue",
  "command_rejected",
  "command_uncertain",
  "invoice_overdue",
  "carrier_invoice_unmatched",
  "refund_overdue",
] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** `ignored` stays quiet until its end date; `resolved` opens again when the cause returns. */
export const EXCEPTION_STATES = ["open", "acknowledged", "snoozed", "resolved", "ignored"] as const;
export type ExceptionState = (typeof EXCEPTION_STATES)[number];

export const SEVERITIES = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const SUBJECT_KINDS = ["shipment", "message", "connection", "command", "stock", "code"] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** What a rule found wrong now. Pure output: the store opens, keeps, re-opens or resolves the exception of (subject, kind, cause). */
export interface Finding {
  readonly kind: ExceptionKind;
  readonly subjectKind: SubjectKind;
  /** Shipment id, message id, connection id, ... */
  readonly subjectId: string;
  /** What tells two of one kind on one subject apart: stop, code, source pair. Empty where there is one. */
  readonly cause: string;
  /** Failures with the same signature on one connection are one group; null where each stands alone. */
  readonly signature: string | null;
  readonly connectionId: string | null;
  readonly since: Instant;
  /** When the promise breaks or broke; null without one. */
  readonly dueAt: Instant | null;
  /** One line a person reads: "1 h 40 m over at Köln". */
  readonly summary: string;
  readonly ownerRole: Role;
  readonly severity: Severity;
}
