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
